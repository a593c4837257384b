import assert from 'node:assert/strict';
import { logIn, type Verification, verifyCredential } from '../../../src/account';
import { type Credential, type Secret, sandboxSecret } from '../../../src/credentials';
import { explanationsOf } from '../../../src/engine';
import { type Sandbox, startSandbox } from '../../../src/sandbox';
import { answer, RawServer, type Respond } from '../../support/raw-server';
import { credentialFor, going, startSender } from './fixtures';

/** What a person is told, without the exchange. */
const judgement = ({ request: _, exchange: __, ...rest }: Verification) => rest;
const nothing = { proved: false, balance: null, blocked: false, note: null };

describe('the check of a credential', () => {
  let local: ReturnType<typeof startSender>;
  beforeEach(() => {
    local = startSender();
  });
  afterEach(() => local.stop());

  describe('in the sandbox', () => {
    let sandbox: Sandbox;
    before(async () => {
      sandbox = await startSandbox();
    });
    after(() => sandbox.stop());
    const check = (secret: Secret, over: Partial<Credential> = {}) =>
      verifyCredential(local.sender, credentialFor(secret, sandbox.url, over), secret, going());
    /** What the first sentence of the explanation is. */
    const told = async ({ request, exchange }: Verification) =>
      (await explanationsOf(exchange, { request, credential: null }))[0]?.code;

    for (const name of ['sandbox', 'sandbox-plain', 'sandbox-readonly']) {
      it(`${name} works, with its balance`, async () => {
        const secret = sandboxSecret(name);
        assert.ok(secret);
        const verification = await check(secret);
        assert.deepEqual(judgement(verification), { ...nothing, proved: true, balance: '1250.50 EUR' });
        assert.equal(verification.exchange.signedAt !== null, secret.kind === 'hmac');
      });
    }

    it('a login works in its workspace, and not in one that is no more', async () => {
      const result = await logIn(local.sender, sandbox.url, { login: 'demo', password: 'demo' }, going());
      assert.ok(result.ok);
      const secret: Secret = { kind: 'jwt', token: result.token };
      const good = await check(secret, { workspace: { id: 18, name: 'test-space' } });
      assert.equal(good.proved, true);
      assert.ok(good.exchange.headers.some(([name, value]) => name === 'X-Workspace-ID' && value === '18'));
      const bad = await check(secret, { workspace: { id: 99, name: 'deleted' } });
      assert.deepEqual([bad.proved, await told(bad)], [false, 'errorCode.CROSS_TENANT_WORKSPACE']);
    });

    it('a wrong key, a wrong secret and an expired token do not work, and it is said why', async () => {
      for (const [secret, code] of [
        [{ kind: 'apiKey', key: 'sk_test_other' }, 'INVALID_API_KEY'],
        [{ kind: 'hmac', key: 'sk_test_sandbox_signed', secret: 'wrong' }, 'INVALID_SIGNATURE'],
        [{ kind: 'apiKey', key: 'sk_test_sandbox_signed' }, 'SIGNATURE_REQUIRED'],
        [{ kind: 'apiKey', key: 'sk_test_sandbox_suspended' }, 'USER_NOT_ACTIVE'],
        [{ kind: 'jwt', token: 'a.b.c' }, 'INVALID_TOKEN'],
      ] as const) {
        const verification = await check(secret);
        assert.deepEqual(judgement(verification), nothing);
        assert.equal(await told(verification), `errorCode.${code}`);
      }
    });
  });

  describe('with an answer that is not plainly a balance', () => {
    const secret: Secret = { kind: 'apiKey', key: 'sk_prod_0123456789' };
    let server: RawServer;
    before(async () => {
      server = await RawServer.start();
    });
    after(() => server.stop());
    const check = async (respond: Respond) => {
      server.reset(respond);
      return verifyCredential(local.sender, credentialFor(secret, server.origin), secret, going());
    };
    const told = (body: unknown, ...headers: string[]) =>
      check(answer('200 OK', typeof body === 'string' ? body : JSON.stringify(body), headers));

    it('trouble in the cache of the service: it works, and 0 is not shown as the balance', async () => {
      const unavailable = { ...nothing, proved: true, note: { code: 'account.balance.unavailable' } };
      const body = { balance: 0, currency: 'EUR', unavailable: true, reason: 'cache_disabled' };
      assert.deepEqual(judgement(await told(body, 'X-Sms-Gateway-Status: unavailable')), unavailable);
      assert.deepEqual(judgement(await told(body)), unavailable);
      for (const status of ['partial', 'unavailable', 'Unavailable']) {
        const headers = [`x-sms-gateway-status: ${status}`, 'X-Sms-Gateway-Reason: cache_miss_refresh_failed'];
        assert.deepEqual(judgement(await told({ balance: 0, currency: 'EUR' }, ...headers)), unavailable);
      }
    });

    it('a balance that is used up: it works, and sending is blocked', async () => {
      const body = { balance: -3.2, currency: 'EUR', updated: '2026.05.20 12:00:00', credit_blocked: true };
      assert.deepEqual(judgement(await told(body)), {
        ...nothing,
        proved: true,
        balance: '-3.20 EUR',
        blocked: true,
      });
      assert.equal((await told({ ...body, credit_blocked: 'yes' })).blocked, false);
    });

    it('an account in set-up: it is not proved, and the exchange says why', async () => {
      const verification = await told({ status: false, error: 'Account is in setup process', more: 1 });
      assert.deepEqual(judgement(verification), nothing);
      const { request, exchange } = verification;
      assert.deepEqual(await explanationsOf(exchange, { request, credential: null }), [
        { code: 'answer.setup', args: { error: 'Account is in setup process' } },
      ]);
    });

    it('a key that may not read the balance was let in', async () => {
      const body = '{"status":false,"error_code":"FORBIDDEN","description":"x"}';
      const verification = await check(answer('403 Forbidden', body));
      assert.deepEqual(judgement(verification), {
        ...nothing,
        proved: true,
        note: { code: 'account.balance.forbidden' },
      });
      assert.deepEqual(judgement(await check(answer('403 Forbidden', '<html>'))), nothing, 'a proxy says so too');
    });

    for (const [what, body] of [
      ['a page of a network that wants a login', '<html><body>Welcome to the hotel</body></html>'],
      ['nothing', ''],
      ['another JSON', '[]'],
      ['null', 'null'],
      ['an object without balance', '{"ok":true}'],
      ['a balance that is none', '{"balance":"12","currency":"EUR"}'],
      ['a balance without end', '{"balance":1e999,"currency":"EUR"}'],
    ] as const) {
      it(`${what} with status 200 proves nothing`, async () => {
        assert.deepEqual(judgement(await told(body)), { ...nothing, note: { code: 'account.balance.unexpected' } });
      });
    }

    it('a currency that is none is left out', async () => {
      for (const currency of [undefined, 5, '', 'EURO', 'E\nR', 'sk_']) {
        assert.equal((await told({ balance: 41.2, currency })).balance, '41.20');
      }
      assert.equal((await told({ balance: 41.2, currency: 'eur' })).balance, '41.20 eur');
    });

    it('an answer that breaks off, and a redirect, prove nothing', async () => {
      const half = 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"balance":1,"currency":"EUR"}';
      const broken = await check((socket) => void socket.end(half));
      assert.deepEqual(judgement(broken), nothing);
      assert.equal(broken.exchange.failure?.kind, 'truncated');
      const moved = await check(answer('302 Found', '{"balance":1}', ['Location: https://elsewhere.example/']));
      assert.deepEqual(judgement(moved), nothing);
      assert.equal(server.requests.length, 1);
    });
  });
});
