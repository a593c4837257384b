// `restlink check`: the diagnostics of the editor, for terminals and CI.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonLines, Place } from '../support/cli';

interface Row {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: string;
  readonly code: string;
  readonly message: string;
}

const BALANCE = 'GET {{baseUrl}}/api/v1/user/balance\n';

describe('restlink check', function () {
  this.timeout(30_000);
  let place: Place;
  beforeEach(() => {
    place = new Place();
  });
  afterEach(() => place.stop());

  const rows = async (...args: string[]): Promise<readonly Row[]> =>
    jsonLines<Row & Record<string, unknown>>(await place.run(['check', ...args, '--json']));
  const codes = async (...args: string[]) => (await rows(...args)).map(({ code }) => code);

  it('is silent on stdout, and exits 0, where nothing is wrong', async () => {
    place.file('good.http', BALANCE);
    const { code, stdout, stderr } = await place.run(['check', 'good.http']);
    assert.deepEqual([code, stdout, stderr], [0, '', '0 errors, 0 warnings in 1 file.\n']);
  });

  it('prints a line for each, sorted by place, and counts them; an error makes exit 1', async () => {
    place.file('bad.http', `${BALANCE}Accept\n\n### two\nGET /api/v1/sms/stats?period=8d&sorce=api\n`);
    const { code, stdout, stderr } = await place.run(['check', 'bad.http']);
    assert.equal(code, 1);
    const lines = stdout.trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => line.replace(/ .* \[/, ' [')),
      [
        'bad.http:2:1 [http.header.noColon]',
        'bad.http:5:30 [diagnostic.query.value]',
        'bad.http:5:33 [diagnostic.query.unknownNear]',
      ],
    );
    assert.match(lines[1] ?? '', /^bad\.http:5:30 error period cannot be "8d"\. It takes: today, /);
    assert.match(lines[2] ?? '', /^bad\.http:5:33 warning /);
    assert.equal(stderr, '2 errors, 1 warning in 1 file.\n');
  });

  it('--json: one object per line with exactly these members', async () => {
    place.file('warn.http', 'GET /api/v1/user/balance?x=1\n');
    const run = await place.run(['check', 'warn.http', '--json']);
    assert.equal(run.code, 0);
    const [row, ...others] = jsonLines(run);
    assert.deepEqual(others, []);
    assert.deepEqual(row, {
      file: 'warn.http',
      line: 1,
      column: 26,
      severity: 'warning',
      code: 'diagnostic.query.unknown',
      message: '/api/v1/user/balance knows no parameter x; the service will pass it over or refuse it.',
    });
  });

  it('a file that cannot be read makes exit 2; the others are checked all the same', async () => {
    place.file('bad.http', 'nonsense\n');
    place.file('latin1.http', Buffer.from('GET https://h/\u00e9\n', 'latin1'));
    const { code, stdout, stderr } = await place.run(['check', 'missing.http', 'latin1.http', 'bad.http']);
    assert.equal(code, 2);
    assert.match(stdout, /^bad\.http:1:1 error /);
    assert.match(stderr, /missing\.http cannot be read: there is no such file\./);
    assert.match(stderr, /latin1\.http is not UTF-8 text/);
    assert.match(stderr, /1 error, 0 warnings in 1 file\.\n$/);
  });

  it('looks into JSON bodies: syntax, schema and what the API wants beyond it', async () => {
    place.file(
      'send.http',
      'POST /api/v1/sms/send\nContent-Type: application/json\n\n{\n  "to": ["0044 7911 123456"],\n  "message": "Hi",\n  "sender": "MyApp"\n}\n',
    );
    const found = await codes('send.http');
    assert.ok(found.includes('diagnostic.recipient.formNear'), found.join());
    assert.ok(
      found.some((code) => code.startsWith('json.')),
      found.join(),
    );
    place.file('broken.http', 'POST /api/v1/sms/send\nContent-Type: application/json\n\n{"to": [}\n');
    const run = await place.run(['check', 'broken.http', '--json']);
    assert.equal(run.code, 1);
    assert.ok(jsonLines(run).some(({ code }) => String(code).startsWith('json.syntax')));
  });

  it('--var, --env and environment files count', async () => {
    place.file('v.http', 'GET https://example.com/{{a}}/{{b}}\n');
    assert.deepEqual(await codes('v.http'), ['http.variable.unresolved', 'http.variable.unresolved']);
    assert.deepEqual(await codes('v.http', '--var', 'a=1', '--var', 'b=2'), []);
    place.file('http-client.env.json', JSON.stringify({ $shared: { a: '1' }, dev: { b: '2' } }));
    assert.deepEqual(await codes('v.http'), ['http.variable.unresolved']);
    assert.deepEqual(await codes('v.http', '--env', 'dev'), []);
    const { code, stderr } = await place.run(['check', 'v.http', '--env', 'prod']);
    assert.equal(code, 2);
    assert.match(stderr, /The environment "prod" was not found\. Known are: dev\./);
  });

  it('--base-url tells which requests are ours', async () => {
    place.file('own.http', 'GET https://sms.example/api/v1/sms/sned\n');
    assert.deepEqual(await codes('own.http'), []);
    assert.deepEqual(await codes('own.http', '--base-url', 'https://sms.example'), ['diagnostic.endpoint.unknownNear']);
    assert.equal((await place.run(['check', 'own.http', '--base-url', 'https://sms.example/api'])).code, 2);
  });

  it('names of credentials come from the index; the keychain stays closed', async () => {
    mkdirSync(place.state, { recursive: true });
    const entry = { id: 'a', name: 'prod-eu', kind: 'hmac', origin: 'https://sms.example', keyHint: 'sk_prod_…i9j0' };
    const document = { version: 1, credentials: [{ ...entry, store: 'osKeychain', created: '2026-01-01T00:00:00Z' }] };
    writeFileSync(join(place.state, 'credentials.json'), JSON.stringify(document));
    place.file('c.http', `# @credential prod-ue\n${BALANCE}`);
    const began = Date.now();
    assert.deepEqual(await codes('c.http'), ['diagnostic.credential.unknownNear']);
    assert.ok(Date.now() - began < 9_000);
    place.file('own.http', 'GET /api/v1/sms/sned\n\n###\nGET https://sms.example/sms/send\n');
    assert.deepEqual(await codes('own.http', '--credential', 'prod-eu'), [
      'diagnostic.endpoint.unknownNear',
      'diagnostic.endpoint.noPrefix',
    ]);
    const { code, stderr } = await place.run(['check', 'c.http', '--credential', 'nobody']);
    assert.deepEqual([code, stderr], [2, 'There is no credential named "nobody".\n']);
  });

  it('body files are looked for beside the file and where the command runs', async () => {
    place.file('sub/b.http', 'POST https://example.com/\n\n< ./here.txt\n< ./root.txt\n< ./none.txt\n');
    place.file('sub/here.txt', '1');
    place.file('root.txt', '2');
    const found = await rows('sub/b.http');
    assert.deepEqual(
      found.map(({ file, line, code }) => [file, line, code]),
      [['sub/b.http', 5, 'request.body.fileMissing']],
    );
  });

  it('no secret of a file or of the environment shows', async () => {
    const env = { RESTLINK_API_KEY: 'sk_test_0123456789abc3d4', RESTLINK_API_SECRET: 'very-secret-value' };
    place.file('s.http', `GET /api/v1/sms/stats?period=${env.RESTLINK_API_KEY}\n${env.RESTLINK_API_SECRET}\n`);
    const { stdout, stderr } = await place.run(['check', 's.http'], { env });
    assert.match(stdout, /sk_test_…c3d4/);
    for (const secret of Object.values(env)) assert.ok(!(stdout + stderr).includes(secret));
  });

  it('what a file says does not steer the terminal', async () => {
    place.file('esc.http', 'bad \u001b[2J line\n');
    const { stdout } = await place.run(['check', 'esc.http']);
    assert.ok(!stdout.includes('\u001b'));
  });
});
