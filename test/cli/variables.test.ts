// Values from earlier answers, environments and prompts, against the sandbox and a bare server.

import assert from 'node:assert/strict';
import { jsonLines, Place } from '../support/cli';
import { answer, RawServer } from '../support/raw-server';

interface Line {
  readonly name: string | null;
  readonly request: { readonly url: string };
  readonly response: { readonly status: number; readonly body: string } | null;
  readonly error: { readonly kind: string; readonly message: string } | null;
}

const CHAIN = `@id = {{send.response.body.$.messages[0].message_id}}

### Status of what is sent below
# @name status
GET {{baseUrl}}/api/v1/sms/status/{{id}}

###
# @name send
POST {{baseUrl}}/api/v1/sms/send
Content-Type: application/json

{ "to": ["+14155551234"], "message": "Hi", "sender_id": "MyApp" }

###
# @name again
GET {{baseUrl}}/api/v1/sms/status/{{id}}
X-Type: {{send.response.headers.CONTENT-TYPE}}
`;

describe('Variables on the command line', function () {
  this.timeout(60_000);
  let place: Place;
  let server: RawServer;

  before(async () => {
    server = await RawServer.start();
  });
  beforeEach(() => {
    place = new Place();
    server.reset();
  });
  afterEach(() => place.stop());
  after(() => server.stop());

  /** Sends without credential to the bare server. */
  const send = (file: string, ...args: readonly string[]) => place.run(['send', file, '--json', ...args]);
  const targets = () => server.requests.map(({ target }) => target);
  const get = (query: string) => `# @no-sign\nGET ${server.origin}/x?${query}\n`;

  it('send --all gives later requests what earlier ones were answered', async () => {
    await place.sandbox();
    const { code, stdout, stderr } = await place.run([
      'send',
      place.file('chain.http', CHAIN),
      '--all',
      '--json',
      '--credential',
      'sandbox',
    ]);
    const [early, sent, again] = jsonLines<Line>({ stdout });
    assert.equal(early?.error?.kind, 'unresolved');
    const { messages } = JSON.parse(sent?.response?.body ?? '{}') as { messages?: { message_id: string }[] };
    assert.equal(again?.response?.status, 200);
    assert.ok(again?.request.url.endsWith(`/api/v1/sms/status/${messages?.[0]?.message_id}`));
    assert.equal(code, 2);
    assert.match(stderr, /chain\.http:1:7: The request "send" was not sent so far/);
  });

  it('send --name says which request has to be sent first, and how', async () => {
    const { code, stdout, stderr } = await send(place.file('chain.http', CHAIN), '--name', 'again');
    assert.equal(code, 2);
    assert.match(jsonLines<Line>({ stdout })[0]?.error?.message ?? '', /The request "send" was not sent so far/);
    assert.match(stderr, /chain\.http:1:7: .*\n.*chain\.http:17:9: .*\nWith --all the requests of the file are sent/);
  });

  it('waits for the answers that are asked for, however many requests go out at a time', async () => {
    server.respond = (socket, request) => {
      const respond = answer('200 OK', '{"id":9007199254740993}', ['Content-Type: application/json']);
      setTimeout(() => respond(socket, request), request.target === '/first' ? 300 : 0);
    };
    const first = `###\n# @name first\n# @no-sign\nGET ${server.origin}/first\n\n`;
    const file = place.file('a.http', `${first}###\n${get('{{first.response.body.$.id}}')}`);
    const { code } = await send(file, '--all', '--concurrency', '5');
    assert.deepEqual([code, targets()], [0, ['/first', '/x?9007199254740993']]);
  });

  it('uses an answer with an error status, and says when there was none', async () => {
    server.respond = answer('404 Not Found', '{"a":"b c"}', ['Content-Type: application/json']);
    const first = `### first\n# @no-sign\nGET ${server.origin}/first\n\n`;
    const file = place.file('a.http', `${first}###\n${get('{{%first.response.body.$.a}}')}`);
    assert.equal((await send(file, '--all')).code, 1);
    assert.deepEqual(targets(), ['/first', '/x?b%20c']);
    server.reset((socket) => socket.destroy());
    const { code, stderr } = await send(file, '--all');
    assert.equal(code, 3);
    assert.match(stderr, /The request "first" got no answer when it was sent/);
  });

  it('never shows what a masked member gave to a later request', async () => {
    const secret = 'whsec-very-private-1';
    server.respond = answer('200 OK', `{"signing_secret":"${secret}","id":1}`, ['Content-Type: application/json']);
    const first = `### hook\n# @no-sign\nGET ${server.origin}/hook\n\n`;
    const use = get('s={{hook.response.body.$.signing_secret}}&i={{hook.response.body.$.id}}');
    const file = place.file('a.http', `${first}###\n${use}`);
    const { code, stdout, stderr } = await send(file, '--all');
    assert.equal(code, 0);
    assert.deepEqual(targets(), ['/hook', `/x?s=${secret}&i=1`]);
    assert.ok(!`${stdout}${stderr}`.includes(secret));
    assert.match(jsonLines<Line>({ stdout })[1]?.request.url ?? '', /\/x\?s=••••••&i=1$/);
  });

  it('--env takes the environment from files from here upwards, the private one winning, and from the settings', async () => {
    place.file('sub/.env/lib/site.py', 'a folder of this name is no file of variables');
    place.file('http-client.env.json', '{"$shared":{"a":"shared"},"dev":{"b":"far","c":"far"}}');
    place.file('sub/http-client.private.env.json', '{"dev":{"c":"private","n":{"id":9007199254740993}}}');
    place.file('sub/.env.dev', 'D=dotenv');
    place.file(
      '.vscode/settings.json',
      '{ // REST Client\n"rest-client.environmentVariables":{"dev":{"b":"s","e":"settings"},"ci":{}},}',
    );
    const file = place.file('sub/a.http', get('{{a}}-{{b}}-{{c}}-{{n.id}}-{{D}}-{{$dotenv D}}-{{e}}'));
    const { code, stderr } = await send(file, '--env', 'dev');
    assert.deepEqual([code, stderr], [0, '']);
    assert.deepEqual(targets(), ['/x?shared-far-private-9007199254740993-dotenv-dotenv-settings']);
    const other = await send(file, '--env', 'staging');
    assert.equal(other.code, 2);
    assert.equal(other.stderr, 'The environment "staging" was not found. Known are: dev, ci.\n');
  });

  it('says which file of variables makes no sense, and where, and goes on without it', async () => {
    place.file('http-client.env.json', '{"$shared":{"a":"1"}}');
    place.file('http-client.private.env.json', '{\n  "dev": { "b": "2" "c": 3 }\n}');
    const { code, stderr } = await send(place.file('a.http', get('{{a}}')));
    assert.equal(code, 0);
    assert.equal(
      stderr,
      'http-client.private.env.json:2:21 is no valid JSON from here on. Its variables are left out.\n',
    );
  });

  it('never yields a stored secret or a RESTLINK_ variable from .env, by whatever name', async () => {
    place.file('.env', 'OTHER=the-api-secret\nRESTLINK_API_SECRET=the-api-secret\nFINE=1\n');
    const env = { RESTLINK_API_KEY: 'sk_test_0123456789abc3d4', RESTLINK_API_SECRET: 'the-api-secret' };
    for (const name of ['OTHER', '$dotenv OTHER', '$dotenv RESTLINK_API_SECRET', 'RESTLINK_API_SECRET']) {
      const file = place.file('a.http', get(`{{${name}}}`));
      const { code, stdout, stderr } = await place.run(['send', file, '--json'], { env });
      assert.equal(code, 2, name);
      assert.ok(!`${stdout}${stderr}`.includes('the-api-secret'));
    }
    assert.deepEqual(targets(), []);
    await place.run(['send', place.file('a.http', get('{{FINE}}')), '--json'], { env });
    assert.deepEqual(targets(), ['/x?1']);
  });

  it('without a terminal a prompt is an unresolved variable, and --var answers it', async () => {
    const file = place.file('a.http', `# @prompt who Your name\n# @prompt code\n${get('{{who}}-{{code}}')}`);
    const { code, stderr } = await send(file);
    assert.equal(code, 2);
    assert.match(
      stderr,
      /:4:\d+: The variable who has no value: .*\n.*:4:\d+: The variable code has no value: .*\nOptions: --var who=VALUE --var code=VALUE\n$/,
    );
    assert.equal((await send(file, '--var', 'who=me', '--var', 'code=1')).code, 0);
    assert.deepEqual(targets(), ['/x?me-1']);
  });

  it('a prompt of one request is no variable of another', async () => {
    const file = place.file('a.http', `### a\n# @prompt v\n${get('a{{v}}')}\n### b\n@v = file\n${get('b{{v}}')}`);
    const { stderr } = await send(file, '--all');
    assert.match(stderr, /:4:\d+: The variable v has no value: it is asked for with @prompt/);
    assert.deepEqual(targets(), ['/x?bfile']);
  });

  it('lists everything that is missing at once, each with its place', async () => {
    place.file('body.json', '{"a":"{{inBody}}"}');
    const file = place.file(
      'a.http',
      [
        '@one = {{two}}',
        '@two = {{one}}',
        '@nested = x{{deep}}',
        '### A',
        'GET /a',
        '',
        '### B',
        '# @prompt asked',
        '# @no-sign',
        `POST ${server.origin}/{{plain}}?{{one}}`,
        'X-A: {{asked}} {{A.response.headers.X}} {{nested}}',
        'Content-Type: application/json',
        '',
        '{"t":"{{$timestamp soon}}"}',
        '<@ ./body.json',
        '< ./missing.json',
      ].join('\n'),
    );
    const { code, stdout, stderr } = await send(file, '--name', 'B');
    assert.equal(code, 2);
    const told = stderr.split('\n').map((line) => line.replace(/^.*a\.http:(\d+:\d+): (.{0,60}).*$/, '$1 $2'));
    const expected = [
      /^2:8 The variable one refers to itself: one → two → one/,
      /^3:12 The variable deep has no value/,
      /^10:\d+ The variable plain has no value/,
      /^11:6 The variable asked has no value/,
      /^11:16 The request "A" was not sent so far/,
      /^14:7 The arguments of \$timestamp soon are not understood/,
      /^15:1 in \.\/body\.json: The variable inBody has no value/,
      /^16:1 The body file "\.\/missing\.json" was not found/,
    ];
    expected.forEach((pattern, i) => {
      assert.match(told[i] ?? '', pattern);
    });
    const [line] = jsonLines<Line>({ stdout });
    assert.equal(line?.error?.kind, 'unresolved');
    for (const word of ['one → two', 'deep', 'plain', 'asked', '"A"', 'soon', 'inBody', 'missing.json']) {
      assert.ok(line?.error?.message.includes(word), word);
    }
    assert.deepEqual(targets(), []);
  });
});
