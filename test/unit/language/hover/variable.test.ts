import assert from 'node:assert/strict';
import { hoveredIn, hoverIn } from './asking';

describe('the hover of a variable', () => {
  it('shows the value that a send would use now, and the line that defines it', () => {
    assert.equal(hoverIn('@a = 1\n@a = 2\n\nGET /{{|a}}'), '`2` · defined in [line 2](#L2)');
    assert.equal(hoverIn('GET /{{|a}}\n\n###\n@a = 1\n'), '`1` · defined in [line 4](#L4)');
    assert.equal(hoveredIn('@a = 1\n\nGET /{{ |a }}/x'), '{{ a }}');
  });

  it('resolves what the value refers to', () => {
    assert.equal(hoverIn('@h = x\n@a = {{h}}/y\n\nGET /{{|a}}'), '`x/y` · defined in [line 2](#L2)');
    assert.equal(hoverIn('@h = x\n@a = {{|h}}/y\n\nGET /{{a}}'), '`x` · defined in [line 1](#L1)');
  });

  it('shows an empty value as such', () => {
    assert.equal(hoverIn('@a =\n\nGET /{{|a}}'), 'empty · defined in [line 1](#L1)');
  });

  it('shows what {{%name}} makes of it', () => {
    assert.equal(hoverIn('@a = b c\n\nGET /{{%|a}}'), '`b c` → `b%20c` · defined in [line 1](#L1)');
    assert.equal(hoverIn('@a = b\n\nGET /{{%|a}}'), '`b` · defined in [line 1](#L1)');
  });

  it('names the environment, or that all share it', () => {
    assert.equal(hoverIn('GET /{{|a}}', { environment: 'dev', values: { a: '1' } }), '`1` · environment `dev`');
    assert.equal(hoverIn('GET /{{|a}}', { values: { a: '1' } }), '`1` · shared by all environments');
  });

  it('tells values from the command line, from .env, from the process and of the origin', () => {
    assert.equal(hoverIn('@a = 2\n\nGET /{{|a}}', { overrides: { a: '1' } }), '`1` · given with --var');
    assert.equal(hoverIn('GET /{{|a}}', { dotenv: { a: '1' } }), '`1` · from the .env file');
    assert.equal(hoverIn('GET /{{$dotenv |a}}', { dotenv: { a: '1' } }), '`1` · from the .env file');
    assert.equal(
      hoverIn('GET /{{$processEnv |A}}', { process: { A: '1' } }),
      '`1` · environment variable of this computer',
    );
    assert.equal(hoverIn('GET {{|baseUrl}}/x'), '`http://127.0.0.1:8023` · origin in use');
  });

  it('gives an example of a system variable', () => {
    assert.equal(hoverIn('GET /{{$time|stamp}}'), '`1770978600` · an example, evaluated anew at each send');
  });

  it('says that a prompt will ask, and its answer once it is there', () => {
    const text = '# @prompt code Code of the SMS\nGET /{{co|de}}';
    assert.equal(hoverIn(text), 'You are asked for it when you send: Code of the SMS');
    assert.equal(hoverIn(text, { prompts: { code: '42' } }), '`42` · your last answer to the question');
    assert.equal(hoverIn('# @prompt code\nGET /{{co|de}}'), 'You are asked for it when you send.');
  });

  it('says that a prompt will ask for a part of the value', () => {
    assert.match(hoverIn('@a = x{{code}}\n# @prompt code\nGET /{{|a}}') ?? '', /^You are asked/);
  });

  it('names the request to send first, and the one that an answer came from', () => {
    const text = '### send\nPOST /x\n\n###\nGET /{{send.resp|onse.body.$.id}}';
    assert.equal(hoverIn(text), 'No value yet: send [`send`](#L2) first.');
    const answers = { 'send.response.body.$.id': '7' };
    assert.equal(hoverIn(text, { answers }), '`7` · from [`send`](#L2) as last sent');
  });

  it('says the same when another variable stands between', () => {
    const text = '### send\nPOST /x\n\n###\n@id = {{send.response.body.$.id}}\nGET /{{|id}}';
    assert.equal(hoverIn(text), 'No value yet: send [`send`](#L2) first.');
  });

  it('says that the request is not there', () => {
    assert.equal(hoverIn('GET /{{send.resp|onse.body.$.id}}'), 'No request of this file is named `send`.');
  });

  it('gives the reason why there is no value', () => {
    assert.match(hoverIn('GET /{{no|pe}}') ?? '', /^The variable nope has no value\./);
    assert.match(hoverIn('@a = {{b}}\n@b = {{a}}\n\nGET /{{|a}}') ?? '', /refers to itself: a → b → a/);
    assert.match(hoverIn('GET /{{$random.integer|(9,1)}}') ?? '', /not understood/);
  });

  it('masks a key down to prefix and last four, and another secret whole, in other values too', () => {
    const known = { values: { token: 'sk_test_abcdefghijkl', pin: '1234' }, secret: ['token', 'pin'] };
    assert.equal(hoverIn('GET /{{tok|en}}', known), '`sk_test_…ijkl` · shared by all environments');
    assert.equal(hoverIn('GET /{{p|in}}', known), '`••••••` · shared by all environments');
    assert.equal(
      hoverIn('@a = Bearer {{token}}\n\nGET /{{|a}}', known),
      '`Bearer sk_test_…ijkl` · defined in [line 1](#L1)',
    );
    assert.equal(
      hoverIn('@|a = Bearer {{token}}\n\nGET /{{a}}', known),
      '`Bearer sk_test_…ijkl` · used once in this file',
    );
  });

  it('masks a secret that is percent-encoded', () => {
    const known = { values: { token: 'a/b/c/d/e/f/g/h' }, secret: ['token'] };
    assert.doesNotMatch(hoverIn('GET /{{%tok|en}}', known) ?? 'a%2F', /a\/b|a%2F/);
    assert.doesNotMatch(hoverIn('@|x = {{%token}}\n\nGET /{{x}}', known) ?? 'a%2F', /a\/b|a%2F/);
  });

  it('lets no value become Markdown', () => {
    assert.equal(
      hoverIn('@a = `x` [y](command:z) <b>\n\nGET /{{|a}}'),
      '`` `x` [y](command:z) <b> `` · defined in [line 1](#L1)',
    );
  });

  it('is told wherever a variable stands', () => {
    const places = [
      'GET /{{|a}}',
      'GET /\n  ?x={{|a}}',
      'GET /\nX: {{|a}}',
      'GET /\nX: b\n  {{|a}}',
      'POST /\nContent-Type: application/json\n\n{"x":"{{|a}}"}',
      'POST /\n\n< ./{{|a}}.json',
      'GRAPHQL /\n\nquery { x(id: "{{|a}}") }',
      "curl /x -H 'X: {{|a}}'",
    ];
    for (const place of places) assert.equal(hoverIn(`@a = 1\n\n${place}`), '`1` · defined in [line 1](#L1)', place);
  });

  it('is not told in comments, titles and scripts', () => {
    for (const text of ['# {{|a}}\nGET /', '### {{|a}}\nGET /', 'GET /\n\n> {% {{|a}} %}']) {
      assert.equal(hoverIn(`@a = 1\n\n${text}`), null, text);
    }
  });
});

describe('the hover of a definition', () => {
  it('shows the value where it is not as written, and how often it is used', () => {
    assert.equal(hoverIn('@|a = 1\n\nGET /'), 'not used in this file');
    assert.equal(hoverIn('@|a = {{h}}/x\n@h = y\n\nGET /{{a}}{{a}}'), '`y/x` · used 2 times in this file');
    assert.equal(hoveredIn('@|a = 1\n\nGET /'), '@a');
  });

  it('names the other definitions', () => {
    assert.equal(
      hoverIn('@|a = 1\n\nGET /{{a}}\n\n###\n@a = 2\nGET /'),
      'used once in this file ¶ Also defined in [line 6](#L6). A request takes the last definition above it, else the first below.',
    );
  });
});

describe('the hover of a directive', () => {
  it('tells what it does', () => {
    assert.equal(hoverIn('# @no|te\nGET /'), 'Asks for confirmation before this request is sent.');
    assert.match(hoverIn('# @name se|nd\nGET /') ?? '', /`\{\{send\.response\.body\.\$\.path\}\}`/);
    assert.match(hoverIn('// @no-si|gn\nGET /') ?? '', /exactly as typed/);
    assert.match(hoverIn('# @prompt co|de Code\nGET /') ?? '', /^Asks for `code` before sending\./);
  });

  it('reads its time', () => {
    assert.match(hoverIn('# @timeout 3|0\nGET /') ?? '', /longer than `30 s`\.$/);
    assert.match(hoverIn('# @connection-timeout 5|00 ms\nGET /') ?? '', /longer than `500 ms`\.$/);
    assert.match(hoverIn('# @time|out soon\nGET /') ?? '', /a time, such as 30/);
  });

  it('knows the credential', () => {
    const credentials = [{ name: 'prod', kind: 'hmac', origin: 'https://h', live: true }] as const;
    assert.match(hoverIn('# @credential pr|od\nGET /', { credentials }) ?? '', /¶ hmac · `https:\/\/h`$/);
  });

  it('says nothing of one that means nothing here', () => {
    assert.equal(hoverIn('# @lo|op\nGET /'), null);
  });
});

describe('the hover of a body file', () => {
  it('tells how it is sent and where it is looked for', () => {
    assert.match(
      hoverIn('POST /\n\n< ./a.j|son') ?? '',
      /^The bytes of `\.\/a\.json` are sent as they are\. ¶ Looked for beside/,
    );
    assert.match(
      hoverIn('@n = b\n\nPOST /\n\n<@latin1 ./{{n}}.tx|t') ?? '',
      /^`\.\/b\.txt` is read as latin1, its variables/,
    );
    assert.match(hoverIn('POST /\n\n<@ /tmp/a.j|son') ?? '', /is read as UTF-8.*as UTF-8\.$/);
  });
});
