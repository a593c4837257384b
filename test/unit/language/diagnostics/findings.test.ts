import assert from 'node:assert/strict';
import { diagnose, fixed, found } from './fixtures';

const GET = 'GET https://example.com/';

/** A text, what is marked in it, and what its fixes make of it. */
const cases: ReadonlyArray<
  [name: string, text: string, codes: readonly string[], fixes: Readonly<Record<string, string>>]
> = [
  [
    'a missing "###"',
    `${GET}\n\n${GET}b\n`,
    [`warning http.separator.missing "${GET}b"`],
    { 'Put "###" before it': `${GET}\n\n###\n${GET}b\n` },
  ],
  [
    'a missing "###" above the comments of the request',
    `${GET}\n\n# second\n${GET}b\n`,
    [`warning http.separator.missing "${GET}b"`],
    { 'Put "###" before it': `${GET}\n\n###\n# second\n${GET}b\n` },
  ],
  [
    'a line that is nothing',
    `just words\n${GET}\n`,
    ['error http.requestLine.invalid "just words"'],
    { 'Make it a comment': `# just words\n${GET}\n` },
  ],
  [
    'a header without colon',
    `${GET}\nAccept text/plain\n`,
    ['error http.header.noColon "Accept text/plain"'],
    {
      'Write it as a header: Accept: text/plain': `${GET}\nAccept: text/plain\n`,
      'Put a blank line before it: it is the body': `${GET}\n\nAccept text/plain\n`,
      'Make it a comment': `${GET}\n# Accept text/plain\n`,
    },
  ],
  [
    'a body without blank line',
    `POST https://example.com/\nContent-Type: application/json\n{"a":1}\n`,
    ['error http.body.noBlankLine "{"a":1}"'],
    {
      'Put a blank line before it: it is the body': `POST https://example.com/\nContent-Type: application/json\n\n{"a":1}\n`,
    },
  ],
  [
    'a header name with blanks',
    `${GET}\nMy Header: 1\n`,
    ['error http.header.name "My Header"'],
    { 'Rename the header to My-Header': `${GET}\nMy-Header: 1\n` },
  ],
  [
    'Content-Length',
    `${GET}\nContent-Length: 3\n`,
    ['hint http.contentLength "Content-Length: 3"'],
    { 'Remove the line': `${GET}\n` },
  ],
  [
    'a multipart type without boundary',
    `POST https://example.com/\nContent-Type: multipart/form-data\n\n--abc\nContent-Disposition: form-data; name="a"\n\n1\n--abc--\n`,
    ['warning http.body.noBoundary "multipart/form-data"'],
    {
      'Add the boundary: abc': `POST https://example.com/\nContent-Type: multipart/form-data; boundary=abc\n\n--abc\nContent-Disposition: form-data; name="a"\n\n1\n--abc--\n`,
    },
  ],
  [
    'an unknown directive',
    `# @credental prod-eu\n${GET}\n`,
    ['hint http.directive.unknown "credental"'],
    { 'Replace by @credential': `# @credential prod-eu\n${GET}\n` },
  ],
  [
    'a directive without value',
    `# @name\n${GET}\n`,
    ['warning http.directive.noValue "name"'],
    { 'Remove the line': `${GET}\n` },
  ],
  [
    'a time in words',
    `# @timeout 30 seconds\n${GET}\n`,
    ['warning http.directive.duration "30 seconds"'],
    { 'Replace by 30 s': `# @timeout 30 s\n${GET}\n`, 'Remove the line': `${GET}\n` },
  ],
  [
    'a directive below the request line',
    `${GET}\n# @no-log\nAccept: */*\n`,
    ['warning http.directive.misplaced "no-log"'],
    { 'Move it above the request line': `# @no-log\n${GET}\nAccept: */*\n` },
  ],
  [
    'a script',
    `${GET}\n\n> {%\n  client.test()\n%}\n`,
    ['hint http.script.handler "> {%"'],
    { 'Remove the script': `${GET}\n\n` },
  ],
  [
    'asserts',
    `${GET}\n\n?? status == 200\n?? header a == b\n`,
    ['hint http.script.assert "?? status == 200"'],
    { 'Remove the line': `${GET}\n\n` },
  ],
  [
    'a variable without "="',
    `@host example.com\n${GET}\n`,
    ['error http.variable.malformed "@host example.com"'],
    { 'Write it as @host = …': `@host = example.com\n${GET}\n` },
  ],
];

describe('Diagnostics of what the parser found', () => {
  for (const [name, text, codes, fixes] of cases) {
    it(`${name}: with a quick fix`, async () => {
      assert.deepEqual(await found(text), codes);
      const after = await fixed(text);
      for (const [title, expected] of Object.entries(fixes)) assert.equal(after[title], expected, title);
    });
  }

  it('a script without end can be closed behind the request', async () => {
    const text = `${GET}\n\n> {%\n  client.test()\n`;
    assert.ok((await found(text)).some((line) => line.includes('http.script.open')));
    assert.ok('End the script behind the request' in (await fixed(text)));
  });

  it('lines that are not sent are drawn faded', async () => {
    const text = `${GET}\nContent-Length: 3\n\n{\n# a comment\n}\n`;
    const faded = (await diagnose(text)).filter(({ unnecessary }) => unnecessary).map(({ problem }) => problem.code);
    assert.deepEqual(faded, ['http.contentLength', 'http.body.comment']);
  });

  it('no fix cuts lines out of a curl command', async () => {
    const text =
      'curl https://restlink23telecom.com/api/v1/user/balance \\\n  -H "X-API-Key: a" -H "Content-Length: 3"\n';
    for (const { fixes } of await diagnose(text)) assert.deepEqual(fixes, []);
  });

  it('fixes keep CRLF', async () => {
    const after = await fixed('GET https://example.com/\r\n\r\nGET https://example.com/b\r\n');
    assert.equal(after['Put "###" before it'], 'GET https://example.com/\r\n\r\n###\r\nGET https://example.com/b\r\n');
  });
});

describe('Diagnostics of the address', () => {
  it('refuse a Host that contradicts, and one that is none', async () => {
    const text = 'GET https://restlink23telecom.com/api/v1/user/balance\nHost: example.com\n';
    assert.deepEqual(await found(text), ['error request.host.contradicts "Host: example.com"']);
    assert.equal((await fixed(text))['Remove the line'], 'GET https://restlink23telecom.com/api/v1/user/balance\n');
    assert.deepEqual(await found('GET /a\nHost: a/b\n'), ['error request.host.invalid "Host: a/b"']);
  });

  it('refuse a user name in the address, unless the request goes out as typed', async () => {
    const text = 'GET https://me:pw@example.com/\n';
    assert.deepEqual(await found(text), ['error request.target.userInfo "https://me:pw@example.com/"']);
    const after = await fixed(text);
    assert.equal(after['Remove the user name from the address'], 'GET https://example.com/\n');
    assert.equal(after['Send it as typed: add "# @no-sign"'], `# @no-sign\n${text}`);
  });

  it('refuse plain http to another machine: an error where it is ours', async () => {
    assert.deepEqual(await found('GET http://restlink23telecom.com/api/v1/user/balance\n'), [
      'error target.plainHttp "http://restlink23telecom.com/api/v1/user/balance"',
    ]);
    assert.deepEqual(await found('GET http://example.com/\n'), ['info target.plainHttp "http://example.com/"']);
    assert.deepEqual(await found('GET http://127.0.0.1:8080/\n'), []);
    assert.equal((await fixed('GET http://example.com/\n'))['Use https'], 'GET https://example.com/\n');
  });

  it('refuse other schemes and addresses that are none', async () => {
    assert.deepEqual(await found('GET ftp://example.com/\n'), ['error request.target.scheme "ftp://example.com/"']);
    assert.deepEqual(await found('GET example.com/a\n'), ['error request.target.invalid "example.com/a"']);
    assert.equal((await fixed('GET example.com/a\n'))['Replace by https://example.com'], 'GET https://example.com/a\n');
  });

  it('hint at a version and a fragment, which are not sent', async () => {
    const text = 'GET https://example.com/#top HTTP/2\n';
    assert.deepEqual(await found(text), ['hint target.fragment "#top"', 'hint target.version "HTTP/2"']);
    await fixed(text);
    assert.deepEqual(await found('GET https://example.com/ HTTP/1.1\n'), []);
  });
});

describe('Diagnostics of body files', () => {
  it('a file that is not there is an error; one that is not looked up yet is none', async () => {
    const text = 'POST https://example.com/\n\n< ./there.txt\n< ./{{name}}.txt\n';
    assert.deepEqual(await found(`@name = away\n${text}`, { files: ['./there.txt'] }), [
      'error request.body.fileMissing "./{{name}}.txt"',
    ]);
  });

  it('an encoding that nobody knows is an error', async () => {
    const text = 'POST https://example.com/\n\n<@latin9 ./a.txt\n';
    assert.deepEqual(await found(text, { files: ['./a.txt'] }), ['error request.body.encoding "latin9"']);
    assert.ok('Replace by latin1' in (await fixed(text, { files: ['./a.txt'] })));
  });
});
