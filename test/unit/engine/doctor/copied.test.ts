// A request as browsers, other clients and logs give it away, with one known mistake: each is read as the request that was sent.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { type Diagnosis, diagnose, readFailingRequest } from '../../../../src/engine/doctor';
import { sentence } from '../../../../src/messages';

const KEY = { key: 'sk_test_0123456789abc3d4', secret: 'test_secret' };
const AT = 1_760_000_000;
const PATH = '/api/v1/sms/send?x=1';
const HOST = 'restlink23telecom.com';
const ADDRESS = `https://${HOST}${PATH}`;
/** With all that a shell may stumble over. */
const BODY = `{"to":["+14155551234"],"message":"it's 100% \\"fine\\"!\\n$HOME \`x\` ^ & é","sender_id":"MyApp"}`;

const sign = (body: string | Buffer) =>
  createHmac('sha256', KEY.secret).update(`POST|${PATH}|${AT}|`).update(body).digest('hex');
const headersOf = (body: string | Buffer): [string, string][] => [
  ['content-type', 'application/json'],
  ['X-API-KEY', KEY.key],
  ['x-Timestamp', String(AT)],
  ['X-signature', sign(body)],
];
const HEADERS = headersOf(BODY);

const posix = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
const ansi = (text: string) =>
  `$'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('!', '\\u0021').replaceAll('\n', '\\n')}'`;
/** As Chrome writes for cmd.exe. */
const carets = (text: string) =>
  `^"${text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replace(/[^a-zA-Z0-9\s_\-:=+~'/.',?;()*`]/g, '^$&')
    .replace(/%(?=[a-zA-Z0-9_])/g, '%^')
    .replace(/\r?\n/g, '^\n\n')}^"`;
/** As Firefox wrote for cmd.exe. */
const doubled = (text: string) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '""')}"`;

function curl(
  quote: (text: string) => string,
  { join = ' \\\n  ', data = '--data-raw', first = 'curl', more = [] as readonly string[] } = {},
): string {
  const headers = HEADERS.map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`);
  return [`${first} ${quote(ADDRESS)}`, ...more, ...headers, `${data} ${quote(BODY)}`].join(join);
}

const raw = (line: string, headers: readonly (readonly [string, string])[], end = '\r\n') =>
  [line, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''].join(end);

async function ask(input: string | Buffer): Promise<{ diagnosis: Diagnosis; notes: string }> {
  const read = await readFailingRequest(Buffer.from(input as string), {
    read: async (path) =>
      path.endsWith('body.json') ? { ok: true, bytes: Buffer.from(`${BODY}\n`) } : { ok: false, reason: null },
  });
  assert.ok(read.ok, read.ok ? '' : sentence(read.problem));
  const result = await diagnose(read.request, KEY, {
    now: AT,
    wasUsed: async () => false,
    pause: async () => undefined,
  });
  assert.ok(result.ok);
  return { diagnosis: result.diagnosis, notes: read.notes.map(sentence).join(' ') };
}

const chunks = (body: string, end: string) => {
  const bytes = Buffer.from(body);
  const [a, b] = [bytes.subarray(0, 16), bytes.subarray(16)];
  return `${a.length.toString(16)};x=y${end}${a}${end}${b.length.toString(16).toUpperCase()}${end}${b}${end}0${end}${end}`;
};

const copies: Readonly<Record<string, string>> = {
  'cURL (bash) of Chrome and Firefox': curl(ansi, {
    more: ["-H 'accept: */*'", "-b 'a=b'", '--compressed', '--insecure'],
  }),
  'cURL (cmd) of Chrome': curl(carets, { join: ' ^\n  ' }),
  'cURL (cmd) of Chrome in a file with CRLF': curl(carets, { join: ' ^\r\n  ', first: 'curl.exe' }),
  'cURL (cmd) of Firefox': curl(doubled, { join: ' ^\r\n  ', more: ['--compressed'] }),
  'cURL behind a prompt of Linux': curl(posix, { first: 'me@host:~/x$ curl' }),
  'cURL behind a prompt of macOS': curl(posix, { first: '% curl' }),
  'cURL behind a prompt of Windows': curl(carets, { join: ' ', first: 'C:\\Users\\me>curl.exe' }),
  'cURL of Postman': curl(posix, { data: '--data', more: ['--location', '--request POST'] }),
  'curl --json': curl(posix, { data: '--json' }),
  'curl -d @file, which takes the line break off': curl(posix).replace(/--data-raw .*$/s, '-d @body.json'),
  'the headers of HTTP/2 and the body': `${raw(':authority: restlink23telecom.com', [[':method', 'POST'], [':path', PATH], [':scheme', 'https'], ...HEADERS])}${BODY}`,
  'raw HTTP/2 with LF': `${raw(`POST ${PATH} HTTP/2`, [['Host', HOST], ...HEADERS], '\n')}${BODY}`,
  'raw HTTP with a header in two lines': `${raw(`POST ${PATH} HTTP/1.1`, [['Host', HOST], ['X-Note', 'a\r\n\tb'], ...HEADERS])}${BODY}`,
  'raw HTTP in chunks':
    raw(`POST ${PATH} HTTP/1.1`, [['Transfer-Encoding', 'chunked'], ...HEADERS]) + chunks(BODY, '\r\n'),
  'raw HTTP in chunks, with LF':
    raw(`POST ${PATH} HTTP/1.1`, [['Transfer-Encoding', 'gzip, chunked'], ...HEADERS], '\n') + chunks(BODY, '\n'),
  'raw HTTP that says chunks and shows none': `${raw(`POST ${PATH} HTTP/1.1`, [['Transfer-Encoding', 'chunked'], ...HEADERS])}${BODY}`,
  fetch: `fetch(${JSON.stringify(ADDRESS)}, ${JSON.stringify({ headers: Object.fromEntries(HEADERS), body: BODY, method: 'POST', mode: 'cors' }, null, 2)});`,
  'JSON with the body as text': JSON.stringify({
    method: 'POST',
    url: ADDRESS,
    headers: Object.fromEntries(HEADERS),
    body: BODY,
  }),
  'JSON with the body as an object': `{"method":"POST","url":"${ADDRESS}","headers":${JSON.stringify(Object.fromEntries(HEADERS))},"body": ${BODY}}`,
};

describe('A failing request as it is copied', () => {
  for (const [what, input] of Object.entries(copies)) {
    it(what, async () => {
      const { diagnosis } = await ask(input);
      assert.deepEqual([diagnosis.match, diagnosis.mistakes], [true, ['query-in-path']]);
    });
  }

  it('a GET whose query curl makes of data', async () => {
    const signature = createHmac('sha256', KEY.secret)
      .update(`GET|/api/v1/sms/stats?period=7d&sender=a%20b|${AT}|`)
      .digest('hex');
    const headers = `-H 'X-API-Key: ${KEY.key}' -H 'X-Timestamp: ${AT}' -H 'X-Signature: ${signature}'`;
    const { diagnosis } = await ask(
      `curl -G https://${HOST}/api/v1/sms/stats -d period=7d --data-urlencode 'sender=a b' ${headers}`,
    );
    assert.deepEqual(diagnosis.mistakes, ['query-in-path']);
  });

  for (const [what, input] of [
    [
      'the log of curl -v',
      `*   Trying 1.2.3.4:443...\n> ${raw(`POST ${PATH} HTTP/1.1`, HEADERS).trimEnd().replaceAll('\n', '\n> ')}\r\n> \r\n< HTTP/1.1 401 Unauthorized\r\n`,
    ],
    [
      'names and values in lines of their own',
      [[':authority', HOST], [':method', 'POST'], [':path', PATH], ...HEADERS].flat().join('\n'),
    ],
  ] as const) {
    it(`${what}, which has no body: it says so, and finds nothing`, async () => {
      const { diagnosis, notes } = await ask(input);
      assert.match(notes, /No body was given/);
      assert.deepEqual([diagnosis.match, diagnosis.mistakes, diagnosis.received], [false, [], sign(BODY)]);
    });
  }

  it('a binary body, byte for byte', async () => {
    const body = Buffer.from(Array.from({ length: 512 }, (_, i) => i % 256));
    const { diagnosis } = await ask(Buffer.concat([Buffer.from(raw(`POST ${PATH} HTTP/1.1`, headersOf(body))), body]));
    assert.deepEqual([diagnosis.match, diagnosis.mistakes], [true, ['query-in-path']]);
  });

  it('a megabyte, in every form', async function () {
    this.timeout(30_000);
    const body = JSON.stringify({ message: `"it's" `.repeat(120_000) });
    const headers = HEADERS.map(([name, value]) => [name, `${name}: ${value}`] as const);
    for (const input of [
      `${raw(`POST ${PATH} HTTP/1.1`, HEADERS)}${body}`,
      raw(`POST ${PATH} HTTP/1.1`, [...HEADERS, ['Transfer-Encoding', 'chunked']]) + chunks(body, '\r\n'),
      `curl '${ADDRESS}' ${headers.map(([, line]) => `-H ${posix(line)}`).join(' ')} --data-raw ${posix(body)}`,
      `curl ${carets(ADDRESS)} ${headers.map(([, line]) => `-H ${carets(line)}`).join(' ^\n')} --data-raw ${carets(body)}`,
      `fetch("${ADDRESS}", ${JSON.stringify({ method: 'POST', headers: Object.fromEntries(HEADERS), body })})`,
    ]) {
      const read = await readFailingRequest(Buffer.from(input), { read: async () => ({ ok: false, reason: null }) });
      assert.ok(read.ok && read.request.body.equals(Buffer.from(body)));
    }
  });

  for (const [what, input, says] of [
    [
      'a command of PowerShell',
      `Invoke-WebRequest -UseBasicParsing -Uri "${ADDRESS}" \`\n-Method "POST"`,
      /PowerShell.*as cURL/,
    ],
    ['curl in PowerShell', `curl.exe "${ADDRESS}" \`\n  -H "X-A: b"`, /PowerShell.*as cURL/],
    ['fetch with code in it', `fetch("${ADDRESS}", { headers, body: JSON.stringify(payload) })`, /not written in JSON/],
    ['a command of HTTPie', `http POST ${ADDRESS} X-API-Key:x`, /This is no request: it begins with "http POST/],
  ] as const) {
    it(`${what} is told from a request, with what to do`, async () => {
      const read = await readFailingRequest(Buffer.from(input), { read: async () => ({ ok: false, reason: null }) });
      assert.ok(!read.ok);
      assert.match(sentence(read.problem), says);
    });
  }
});
