// Everything that must not be sent: one clear sentence, the exit code of cli.md, and a server that saw nothing.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { jsonLines, Place, type Run } from '../support/cli';
import { RawServer } from '../support/raw-server';

const KEY = 'sk_prod_0123456789abc3d4';
const SECRET = 'a secret of the environment';
const LIVE = 'https://restlink23telecom.com';

interface Refusal {
  readonly what: string;
  readonly exit: number;
  /** The sentence on stderr. */
  readonly says: RegExp;
  /** `error.kind` of the JSON line; null where a usage error leaves stdout empty. */
  readonly kind: string | null;
  /** `ORIGIN` and `HOST` are those of the server. */
  readonly file?: string | Buffer;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** With the credential of the environment, bound to the server. */
const refusals: readonly Refusal[] = [
  {
    what: 'a file without a request',
    file: '# only a comment\n@a = 1\n',
    exit: 2,
    says: /request\.http holds no request\./,
    kind: null,
  },
  {
    what: 'several requests and no choice',
    file: '### One\nGET /a\n### Two\nGET /b\n###\nGET /c\n',
    exit: 2,
    says: /holds 3 requests.*--name or --line[\s\S]*One[\s\S]*Two[\s\S]*line 6: GET \/c/,
    kind: null,
  },
  {
    what: 'a name that several requests have',
    file: '### One\nGET /a\n### One\nGET /b\n',
    args: ['--name', 'One'],
    exit: 2,
    says: /Several requests are named "One", on lines 2, 4\./,
    kind: null,
  },
  {
    what: 'a name that no request has',
    file: '### One\nGET /a\n### Two\nGET /b\n',
    args: ['--name', 'Three'],
    exit: 2,
    says: /no request named "Three"\. Names in this file: One, Two\./,
    kind: null,
  },
  {
    what: 'a line that is not in the file',
    file: 'GET /a\n',
    args: ['--line', '99'],
    exit: 2,
    says: /line 99 belongs to no request/,
    kind: null,
  },
  {
    what: 'line 0',
    file: 'GET /a\n',
    args: ['--line', '0'],
    exit: 2,
    says: /--line.*whole number from 1 on/,
    kind: null,
  },
  {
    what: 'a name and a line at once',
    file: 'GET /a\n',
    args: ['--line', '1', '--name', 'x'],
    exit: 2,
    says: /--name <name>' cannot be used with option '--line <n>'/,
    kind: null,
  },
  {
    what: 'an unknown option, whose value is not repeated',
    file: 'GET /a\n',
    args: [`--secret=${SECRET}`],
    exit: 2,
    says: /^error: unknown option '--secret'\n$/,
    kind: null,
  },
  {
    what: '--var without a value, which is not repeated',
    file: 'GET /a\n',
    args: ['--var', SECRET],
    exit: 2,
    says: /^--var needs a name and a value\. Write it as --var KEY=VALUE\.\n$/,
    kind: null,
  },
  {
    what: 'variables without a value: all of them are listed, each with its place',
    file: 'POST /api/v1/{{one}}\nX-Two: {{two}}\n\n{"a":"{{ three }}","b":"{{$processEnv NOT_SET_HERE}}"}\n',
    exit: 2,
    says: /:1:14: The variable one .*\n.*:2:8: The variable two .*\n.*:4:7: The variable three .*\n.*:4:25: The environment variable NOT_SET_HERE is not set\.\nOptions: --var one=VALUE --var two=VALUE --var three=VALUE\n$/,
    kind: 'unresolved',
  },
  {
    what: 'a prompt that nobody can answer',
    file: '# @prompt who Your name\nGET /api/v1/{{who}}\n',
    exit: 2,
    says: /The variable who has no value/,
    kind: 'unresolved',
  },
  {
    what: 'a variable that would hold the secret of the environment',
    file: 'GET /api/v1/x?s={{$processEnv RESTLINK_API_SECRET}}\n',
    exit: 2,
    says: /RESTLINK_API_SECRET holds a credential and cannot be used/,
    kind: 'unresolved',
  },
  {
    what: 'a variable of another name that holds the secret of the environment',
    file: 'GET /api/v1/x?s={{$processEnv COPIED}}\n',
    env: { COPIED: SECRET },
    exit: 2,
    says: /COPIED holds a credential and cannot be used/,
    kind: 'unresolved',
  },
  {
    what: 'a line among the headers that is no header',
    file: 'GET /api/v1/x\nno colon here\n',
    exit: 2,
    says: /:2:1: "no colon here" is no header/,
    kind: 'invalid',
  },
  {
    what: 'a body file that is missing',
    file: 'POST /api/v1/x\n\n< ./gone.json\n',
    exit: 2,
    says: /:3:1: The body file "\.\/gone\.json" was not found/,
    kind: 'invalid',
  },
  {
    what: 'a body file that is a folder',
    file: 'POST /api/v1/x\n\n< ..\n',
    exit: 2,
    says: /The body file "\.\." was not read: it is a folder\./,
    kind: 'invalid',
  },
  {
    what: 'a file that is not UTF-8',
    file: Buffer.from('POST /api/v1/x\n\n{"a":"\u00e9"}\n', 'latin1'),
    exit: 2,
    says: /is not UTF-8 text\. Save it with the encoding UTF-8/,
    kind: null,
  },
  {
    what: 'an environment that no file has',
    file: 'GET /a\n',
    args: ['--env', 'staging'],
    exit: 2,
    says: /The environment "staging" was not found/,
    kind: null,
  },
  {
    what: 'no credential',
    file: 'GET /api/v1/user/balance\n',
    env: { RESTLINK_API_KEY: undefined, RESTLINK_API_SECRET: undefined },
    exit: 2,
    says: /There is no credential for http:\/\/127\.0\.0\.1:\d+\./,
    kind: 'credential',
  },
  {
    what: 'a secret without a key in the environment',
    file: 'GET /a\n',
    env: { RESTLINK_API_KEY: '' },
    exit: 2,
    says: /RESTLINK_API_SECRET is set without RESTLINK_API_KEY/,
    kind: null,
  },
  {
    what: 'a credential that does not exist',
    file: 'GET /a\n',
    args: ['--credential', 'nobody'],
    exit: 2,
    says: /There is no credential named "nobody"/,
    kind: 'credential',
  },
  {
    what: 'the sandbox credential while none runs',
    file: '# @credential sandbox\nGET /a\n',
    exit: 2,
    says: /"sandbox" exists while a sandbox runs, and none does/,
    kind: 'credential',
  },
  {
    what: 'an endpoint that takes a login, with a key',
    file: 'GET /api/v1/user/workspaces\n',
    exit: 2,
    says: /takes a login, not an API key/,
    kind: 'credential',
  },
  {
    what: 'another origin',
    file: 'GET ORIGIN/api/v1/user/balance\n',
    args: ['--base-url', LIVE],
    exit: 4,
    says: /There is no credential for http:\/\/127\.0\.0\.1/,
    kind: 'refused',
  },
  {
    what: 'another origin on the net',
    file: 'GET https://foreign.invalid/api/v1/user/balance\n',
    exit: 4,
    says: /Not sent: none of your credentials belongs to https:\/\/foreign\.invalid/,
    kind: 'refused',
  },
  {
    what: 'another origin than that of the base URL of the environment',
    file: 'GET ORIGIN/api/v1/user/balance\n',
    args: [],
    env: { RESTLINK_BASE_URL: LIVE },
    exit: 4,
    says: /none of your credentials|There is no credential for/,
    kind: 'refused',
  },
  {
    what: 'plain http to another computer',
    file: 'GET http://192.0.2.1/api/v1/user/balance\n',
    exit: 4,
    says: /plain http/,
    kind: 'refused',
  },
  {
    what: 'plain http to another computer, as typed',
    file: '# @no-sign\nGET http://192.0.2.1/api/v1/user/balance\n',
    exit: 4,
    says: /plain http/,
    kind: 'refused',
  },
  {
    what: 'a user name in the address',
    file: 'GET http://me:pw@HOST/api/v1/user/balance\n',
    exit: 4,
    says: /user name before "@"/,
    kind: 'refused',
  },
  {
    what: 'a Host header that contradicts the address',
    file: 'GET ORIGIN/api/v1/user/balance\nHost: restlink23telecom.com\n',
    exit: 4,
    says: /The Host header says "restlink23telecom\.com"/,
    kind: 'refused',
  },
  {
    what: 'a secret of the environment typed into the address of a foreign server',
    file: `# @no-sign\nGET ORIGIN/x?k=${KEY}\n`,
    args: ['--base-url', LIVE],
    exit: 4,
    says: /the address of this request holds the secret of the credential environment/,
    kind: 'refused',
  },
  {
    what: 'a secret of the environment typed into a header for a foreign server',
    file: `# @no-sign\nGET ORIGIN/x\nX-Api-Token: ${Buffer.from(SECRET).toString('base64')}\n`,
    args: ['--base-url', LIVE],
    exit: 4,
    says: /the header X-Api-Token of this request holds the secret/,
    kind: 'refused',
  },
  {
    what: 'a secret of the environment in a body for a foreign server',
    file: `# @no-sign\nPOST ORIGIN/x\n\n{"s":"${SECRET}"}\n`,
    args: ['--base-url', LIVE],
    exit: 4,
    says: /the body of this request holds the secret/,
    kind: 'refused',
  },
];

describe('What must not be sent', function () {
  this.timeout(60_000);
  let server: RawServer;
  let place: Place;
  before(async () => {
    server = await RawServer.start();
    place = new Place();
  });
  after(() => Promise.all([server?.stop(), place?.stop()]));

  const fill = (text: string) =>
    text.replaceAll('ORIGIN', server.origin).replaceAll('HOST', `127.0.0.1:${server.port}`);

  function run(command: string, { file = '', args, env }: Refusal, more: readonly string[] = []): Promise<Run> {
    const path = place.file('request.http', typeof file === 'string' ? fill(file) : file);
    const asks = args?.includes('--base-url') || env?.RESTLINK_BASE_URL ? [] : ['--base-url', server.origin];
    return place.run([command, path, ...asks, ...(args ?? []), ...more], {
      env: { RESTLINK_API_KEY: KEY, RESTLINK_API_SECRET: SECRET, ...env },
    });
  }

  for (const refusal of refusals) {
    it(`${refusal.what}: exit ${refusal.exit}`, async () => {
      server.reset();
      const [text, json, sign] = await Promise.all([
        run('send', refusal),
        run('send', refusal, ['--json']),
        run('sign', refusal, ['--json']),
      ]);
      for (const { code, stderr } of [text, json, sign]) {
        assert.match(stderr, refusal.says);
        assert.equal(code, refusal.exit);
        assert.ok(!stderr.includes('    at '), 'a stack trace');
      }
      assert.equal(text.stdout, '');
      assert.equal(sign.stdout, '');
      const lines = jsonLines<{ error: { kind: string; message: string }; response: null; attempts: number }>(json);
      assert.deepEqual(
        lines.map(({ error, response, attempts }) => ({ kind: error.kind, response, attempts })),
        refusal.kind === null ? [] : [{ kind: refusal.kind, response: null, attempts: 0 }],
      );
      for (const { error } of lines) assert.match(error.message, /\.$/);
      assert.equal(server.connections, 0, 'somebody connected');
    });
  }

  for (const [what, name, says] of [
    ['a file that is not there', 'gone.http', /^gone\.http cannot be read: there is no such file\.\n$/],
    ['a folder', 'folder', /^folder cannot be read: it is a folder\.\n$/],
  ] as const) {
    it(`${what}: exit 2`, async () => {
      mkdirSync(join(place.work, 'folder'), { recursive: true });
      for (const command of ['send', 'sign', 'parse']) {
        const { code, stdout, stderr } = await place.run([command, name, '--json']);
        assert.match(stderr, says);
        assert.deepEqual([code, stdout], [2, '']);
      }
    });
  }

  it('a base URL with a path: exit 2, and it says which origin to give', async () => {
    const path = place.file('request.http', 'GET /a\n');
    for (const options of [
      { args: ['--base-url', `${LIVE}/api/v1`] },
      { args: [], env: { RESTLINK_BASE_URL: `${LIVE}/api/v1?x` } },
    ]) {
      const { code, stdout, stderr } = await place.run(['send', path, ...options.args], options);
      assert.equal(stderr, `Only the origin is wanted, without path, query or user. Give ${LIVE}.\n`);
      assert.deepEqual([code, stdout], [2, '']);
    }
  });

  describe('a live send', () => {
    const file = 'POST /api/v1/sms/send\n\n{"to":["+14155551234","+14155551235"],"message":"Hi","sender_id":"MyApp"}\n';

    it('is refused where no terminal can ask, before any network: exit 4', async () => {
      const path = place.file('live.http', file);
      const { code, stdout, stderr, ms } = await place.run(['send', path, '--json', '--repeat', '2'], {
        env: { RESTLINK_API_KEY: KEY, RESTLINK_API_SECRET: SECRET },
      });
      assert.equal(code, 4);
      assert.match(stderr, /4 recipients · 1 segment each · GSM-7 · from MyApp · key environment \(sk_prod_…c3d4\)/);
      assert.match(stderr, /Say --yes to allow it\./);
      const lines = jsonLines<{ repetition: number; error: { kind: string }; request: { url: string } }>({ stdout });
      assert.deepEqual(
        lines.map(({ repetition, error }) => [repetition, error.kind]),
        [
          [1, 'refused'],
          [2, 'refused'],
        ],
      );
      assert.equal(lines[0]?.request.url, `${LIVE}/api/v1/sms/send`);
      assert.ok(ms < 5_000);
    });

    it('can be signed all the same, as nothing is sent', async () => {
      const path = place.file('live.http', file);
      const { code } = await place.run(['sign', path], {
        env: { RESTLINK_API_KEY: KEY, RESTLINK_API_SECRET: SECRET },
      });
      assert.equal(code, 0);
    });

    it('is none to this computer, nor with a test key elsewhere', async () => {
      server.reset();
      const path = place.file('live.http', file);
      const { code } = await place.run(['send', path, '--base-url', server.origin], {
        env: { RESTLINK_API_KEY: KEY, RESTLINK_API_SECRET: SECRET },
      });
      assert.equal(code, 0);
      assert.equal(server.requests.length, 1);
    });
  });

  describe('a request with @note', () => {
    const send = (...args: string[]) => {
      const path = place.file('note.http', '# @note Really?\nDELETE /api/v1/x\n');
      return place.run(['send', path, '--base-url', server.origin, ...args], { env: { RESTLINK_API_KEY: KEY } });
    };

    it('is refused where no terminal can ask: exit 4', async () => {
      server.reset();
      const { code, stdout, stderr } = await send('--json');
      assert.match(stderr, /^Not sent: the request says @note.*--yes.*\.\n$/);
      assert.equal(code, 4);
      assert.equal(jsonLines<{ error: { kind: string } }>({ stdout })[0]?.error.kind, 'refused');
      assert.equal(server.connections, 0);
    });

    it('is sent with --yes', async () => {
      server.reset();
      assert.equal((await send('--yes')).code, 0);
      assert.equal(server.requests.length, 1);
    });
  });

  it('an authentication header that gives way to ours is no leak, as it does not leave', async () => {
    server.reset();
    const path = place.file('typed.http', `GET /api/v1/user/balance\nX-API-Key: ${KEY}\n`);
    const { code, stderr } = await place.run(['send', path, '--base-url', server.origin], {
      env: { RESTLINK_API_KEY: KEY, RESTLINK_API_SECRET: SECRET },
    });
    assert.equal(code, 0);
    assert.equal(stderr, 'The header X-API-Key of the file is left out: the credential environment sets it.\n');
  });

  it('with @no-sign a request goes out exactly as typed', async () => {
    server.reset();
    const path = place.file(
      'bare.http',
      '# @no-sign\nGET ORIGIN/x\nX-API-Key: typed\nX-Signature: 00\n'.replace('ORIGIN', server.origin),
    );
    const { code } = await place.run(['send', path], { env: { RESTLINK_API_KEY: KEY, RESTLINK_API_SECRET: SECRET } });
    assert.equal(code, 0);
    const sent = server.requests[0]?.headers.filter(([name]) => /^(X-|Authorization)/.test(name));
    assert.deepEqual(sent, [
      ['X-API-Key', 'typed'],
      ['X-Signature', '00'],
    ]);
  });
});
