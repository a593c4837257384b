// `restlink credentials` on a real gnome-keyring, seen from outside by secret-tool; and without any keychain.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonLines, Place, type Run } from '../support/cli';
import { type Keyring, startKeyring } from '../support/keyring';
import { RawServer } from '../support/raw-server';

const KEY = 'sk_test_0123456789abc3d4';
const SECRET = 'the secret of "the" tests';

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly origin: string;
  readonly keyHint: string;
  readonly store: string;
}

describe('credentials', function () {
  this.timeout(60_000);

  describe('with a keyring', () => {
    let keyring: Keyring;
    let place: Place;
    let server: RawServer;
    let sandbox: string;
    before(async () => {
      keyring = await startKeyring();
      place = new Place(keyring.env);
      server = await RawServer.start();
      ({ url: sandbox } = await place.sandbox());
    });
    after(() => Promise.all([place?.stop(), keyring?.stop(), server?.stop()]));

    const credentials = (args: readonly string[], input = '') => place.run(['credentials', ...args], { input });
    const stored = async () =>
      jsonLines<Listed>(await credentials(['list', '--json'])).filter(({ store }) => store === 'osKeychain');

    it('add reads key and secret as two lines of stdin, and the keychain has them', async () => {
      const run = await credentials(
        ['add', 'prod-eu', '--kind', 'hmac', '--origin', server.origin, '--json'],
        `${KEY}\n${SECRET}\n`,
      );
      assert.deepEqual([run.code, run.stderr], [0, '']);
      const [added] = jsonLines<Listed>(run);
      assert.ok(added);
      const { id, ...rest } = added;
      assert.deepEqual(rest, {
        name: 'prod-eu',
        kind: 'hmac',
        origin: server.origin,
        keyHint: 'sk_test_…c3d4',
        store: 'osKeychain',
      });
      const value = await keyring.lookup('restlink-sms', id);
      assert.deepEqual(JSON.parse(value ?? 'null'), { kind: 'hmac', key: KEY, secret: SECRET, origin: server.origin });
      assert.ok(!readFileSync(join(place.state, 'credentials.json'), 'utf8').includes(SECRET));
    });

    it('list shows them and those of the running sandbox, as JSON and for people', async () => {
      const json = await credentials(['list', '--json']);
      const listed = jsonLines<Listed>(json);
      for (const entry of listed) {
        assert.deepEqual(Object.keys(entry), ['id', 'name', 'kind', 'origin', 'keyHint', 'store']);
      }
      assert.deepEqual(
        listed.map(({ name, origin, store }) => [name, origin, store]),
        [
          ['prod-eu', server.origin, 'osKeychain'],
          ['sandbox', sandbox, 'builtin'],
          ['sandbox-plain', sandbox, 'builtin'],
          ['sandbox-readonly', sandbox, 'builtin'],
        ],
      );
      const text = await credentials(['list']);
      assert.match(text.stdout, /^prod-eu {2}hmac {2}sk_test_…c3d4 {2}http:\/\/127\.0\.0\.1:\d+ {2}OS keychain\n/);
      assert.deepEqual([json.code, json.stderr, text.code, text.stderr], [0, '', 0, '']);
    });

    it('one of them signs, goes to its origin only, and wins over the environment', async () => {
      server.reset();
      const path = place.file('request.http', '# @credential PROD-EU\nGET {{baseUrl}}/api/v1/user/balance\n');
      const env = { RESTLINK_API_KEY: 'sk_test_of_the_environment' };
      assert.equal((await place.run(['send', path], { env })).code, 0);
      assert.equal(server.requests[0]?.headers.find(([name]) => name === 'X-API-Key')?.[1], KEY);
      const foreign = await place.run(['send', path, '--json', '--base-url', sandbox], { env });
      assert.equal(foreign.code, 4);
      assert.match(foreign.stderr, /"prod-eu" belongs to .* and the base URL says/);
      assert.equal(server.requests.length, 1);
    });

    it('a stored secret that is typed is refused to another origin, this computer included: exit 4', async () => {
      const other = await RawServer.start();
      try {
        for (const text of [
          `# @no-sign\nPOST ${other.origin}/x\n\n{"s":${JSON.stringify(SECRET)}}\n`,
          `# @no-sign\nGET ${other.origin}/x\nAuthorization: Basic ${Buffer.from(`me:${KEY}`).toString('base64')}\n`,
          `# @credential sandbox\nGET ${sandbox}/api/v1/user/balance?k=${KEY}\n`,
        ]) {
          const run = await place.run(['send', place.file('leak.http', text), '--json']);
          assert.equal(run.code, 4, run.stderr);
          assert.match(run.stderr, /holds the secret of the credential prod-eu/);
          for (const shown of [run.stdout, run.stderr])
            assert.ok(!shown.includes(KEY) && !shown.includes('the secret of \\'));
        }
        assert.equal(other.connections, 0);
      } finally {
        await other.stop();
      }
    });

    it('a variable of the process never yields a stored secret', async () => {
      server.reset();
      const path = place.file('env.http', '# @credential prod-eu\nGET /x?s={{$env.COPIED}}\n');
      const run = await place.run(['send', path, '--json'], { env: { COPIED: SECRET } });
      assert.equal(run.code, 2);
      assert.match(run.stderr, /COPIED holds a credential/);
      assert.equal(server.connections, 0);
    });

    it('login trades name and password for a token, which is stored; a second one renews it', async () => {
      for (const [what, expected] of [
        ['first', 'was stored in the OS keychain'],
        ['second', 'was stored in the OS keychain'],
      ] as const) {
        const origin = what === 'first' ? ['--origin', sandbox] : [];
        const run = await credentials(['login', 'me', ...origin], 'demo\ndemo\n');
        assert.deepEqual([run.code, run.stdout], [0, ''], run.stderr);
        assert.match(run.stderr, new RegExp(`^me \\(JWT\\) ${expected}, for ${sandbox}\\.\\n$`));
      }
      assert.equal((await stored()).filter(({ name }) => name === 'me').length, 1);
      const path = place.file('workspaces.http', 'GET /api/v1/user/workspaces\n');
      const run = await place.run(['send', path, '--credential', 'me', '--json']);
      assert.equal(run.code, 0, run.stderr);
    });

    it('a login that fails stores nothing: a sentence and exit 1', async () => {
      const run = await credentials(['login', 'you', '--origin', sandbox, '--json'], 'demo\nwrong\n');
      assert.deepEqual([run.code, run.stdout], [1, '']);
      assert.match(run.stderr, /^The login failed\. INVALID_CREDENTIALS: .*\n$/);
      assert.ok((await stored()).every(({ name }) => name !== 'you'));
    });

    it('what cannot be is told in one sentence, with exit 2, and nothing is stored', async () => {
      const before = await stored();
      const cases: readonly (readonly [readonly string[], string, RegExp])[] = [
        [['add', 'prod-eu', '--kind', 'hmac'], `${KEY}\nx\n`, /^There is a credential named "prod-eu" already/],
        [['add', 'sandbox', '--kind', 'hmac'], `${KEY}\nx\n`, /^The name "sandbox" is built in/],
        [['add', 'new', '--kind', 'hmac'], '', /^The API key is empty/],
        [['add', 'new', '--kind', 'hmac'], `${KEY}\n`, /^The API secret is empty/],
        [['add', 'new', '--kind', 'jwt'], 'Bearer a.b.c\n', /^The token holds a blank/],
        [
          ['add', 'new', '--kind', 'key'],
          '',
          /--kind <kind>' argument 'key' is invalid\. Allowed choices are hmac, apiKey, jwt/,
        ],
        [['add', 'new'], '', /required option '--kind <kind>' not specified/],
        [['add', 'new', KEY, '--kind', 'apiKey'], '', /too many arguments/],
        [
          ['add', 'new', '--kind', 'apiKey', '--origin', `${sandbox}/api`],
          `${KEY}\n`,
          /^Only the origin is wanted.* Give http/,
        ],
        [
          ['add', 'new', '--kind', 'apiKey', '--origin', 'http://192.0.2.1'],
          `${KEY}\n`,
          /^Plain http is for this computer only/,
        ],
        [['remove', 'nobody'], '', /^There is no credential named "nobody"/],
        [['remove', 'sandbox'], '', /^The credential "sandbox" is built in/],
      ];
      for (const [args, input, says] of cases) {
        const run = await credentials(args, input);
        assert.match(run.stderr, says);
        assert.deepEqual([run.code, run.stdout], [2, ''], args.join(' '));
        assert.ok(!run.stderr.includes(KEY));
      }
      assert.deepEqual(await stored(), before);
    });

    it('a locked keyring: a sentence and exit 2, and nothing is sent', async () => {
      server.reset();
      await keyring.lock();
      try {
        const path = place.file('request.http', '# @credential prod-eu\nGET /api/v1/user/balance\n');
        const run = await place.run(['send', path, '--json']);
        assert.equal(run.code, 2);
        assert.match(run.stderr, /The keychain is locked\. Unlock it/);
        assert.equal(jsonLines<{ error: { kind: string } }>(run)[0]?.error.kind, 'keychain');
        assert.equal(server.connections, 0);
      } finally {
        await keyring.unlock();
      }
    });

    it('remove deletes entry and secret', async () => {
      const id = (await stored()).find(({ name }) => name === 'prod-eu')?.id ?? '';
      const run = await credentials(['remove', 'prod-eu']);
      assert.equal(run.stderr, 'prod-eu was removed, and its secret deleted from the OS keychain.\n');
      assert.deepEqual([run.code, run.stdout], [0, '']);
      assert.equal(await keyring.lookup('restlink-sms', id), null);
      assert.ok((await stored()).every(({ name }) => name !== 'prod-eu'));
    });
  });

  describe('without a bus', () => {
    let place: Place;
    before(() => {
      place = new Place();
    });
    after(() => place.stop());

    const refused = (run: Run) => {
      assert.match(run.stderr, /^No keychain can be reached: this session has no D-Bus.*\.\n$/);
      assert.deepEqual([run.code, run.stdout], [2, '']);
      assert.ok(run.ms < 10_000, `${run.ms} ms`);
    };

    it('add: a sentence and exit 2 within ten seconds, and no entry', async () => {
      refused(await place.run(['credentials', 'add', 'x', '--kind', 'apiKey'], { input: `${KEY}\n` }));
      const list = await place.run(['credentials', 'list', '--json']);
      assert.deepEqual([list.code, list.stdout], [0, '']);
      assert.match(list.stderr, /^No credentials\. Add one with/);
    });

    it('send and remove of an entry that is there: the same', async () => {
      const entry = {
        id: 'id-1',
        name: 'x',
        kind: 'apiKey',
        origin: 'http://127.0.0.1:9',
        keyHint: 'sk_test_…',
        store: 'osKeychain',
        created: '2026-01-01T00:00:00.000Z',
      };
      place.file('../state/restlink-sms/credentials.json', JSON.stringify({ version: 1, credentials: [entry] }));
      refused(await place.run(['credentials', 'remove', 'x']));
      const path = place.file('request.http', '# @credential x\nGET /a\n');
      const run = await place.run(['send', path]);
      assert.match(run.stderr, /request\.http:2:1: No keychain can be reached/);
      assert.deepEqual([run.code, run.stdout], [2, '']);
      assert.ok(run.ms < 10_000, `${run.ms} ms`);
    });

    it('entries that only VS Code can read are listed, and it says why they cannot be used', async () => {
      const entry = {
        id: 'id-2',
        name: 'remote',
        kind: 'apiKey',
        origin: 'https://restlink23telecom.com',
        keyHint: 'sk_prod_…wxyz',
        store: 'secretStorage',
        created: '2026-01-01T00:00:00.000Z',
      };
      place.file('../state/restlink-sms/credentials.json', JSON.stringify({ version: 1, credentials: [entry] }));
      const run = await place.run(['credentials', 'list', '--json']);
      assert.equal(jsonLines<Listed>(run)[0]?.store, 'secretStorage');
      assert.match(run.stderr, /^remote cannot be used here: /);
    });

    it('a damaged list: a sentence and exit 2, and it is left as it is', async () => {
      const file = place.file('../state/restlink-sms/credentials.json', '{broken');
      const run = await place.run(['credentials', 'list']);
      assert.match(run.stderr, /^The list of credentials is damaged and was left as it is/);
      assert.deepEqual([run.code, run.stdout], [2, '']);
      assert.equal(readFileSync(file, 'utf8'), '{broken');
    });
  });

  it('Ctrl+C while it waits for stdin: exit 3 at once', async () => {
    const place = new Place();
    try {
      const child = place.start(['credentials', 'add', 'x', '--kind', 'apiKey']);
      let stderr = '';
      child.stderr.on('data', (chunk) => {
        stderr += chunk;
      });
      setTimeout(() => child.kill('SIGINT'), 3_000);
      const code = await new Promise((resolve) => child.once('close', resolve));
      assert.deepEqual([code, stderr], [3, 'Stopped before anything was sent.\n']);
    } finally {
      await place.stop();
    }
  });
});
