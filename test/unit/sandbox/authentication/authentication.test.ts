import assert from 'node:assert/strict';
import { endpoints } from '../../../../src/catalog';
import { refusedKeys, TRACKER_TOKEN } from '../../../../src/sandbox';
import { ask, askPlain, askSigned, logIn, withSandbox } from '../client';

const BALANCE = '/api/v1/user/balance';

describe('who is let in by the sandbox (FACTS.md sections 2 and 3)', () => {
  const { port, clock } = withSandbox();
  const code = async (target: string, headers: Record<string, string>, method = 'GET') => {
    const { status, json } = await ask(port(), { method, target, headers });
    return [status, json.error_code];
  };

  it('nobody without credentials', async () => {
    assert.deepEqual(await code(BALANCE, {}), [401, 'UNAUTHORIZED']);
    assert.deepEqual(await code(BALANCE, { 'X-API-Key': '' }), [401, 'UNAUTHORIZED']);
    assert.deepEqual(await code(BALANCE, { Authorization: 'Basic ZGVtbzpkZW1v' }), [401, 'UNAUTHORIZED']);
  });

  it('no unknown key', async () => {
    assert.deepEqual(await code(BALANCE, { 'X-API-Key': 'sk_test_other' }), [401, 'INVALID_API_KEY']);
    assert.deepEqual(await code(BALANCE, { 'X-API-Key': 'toString' }), [401, 'INVALID_API_KEY']);
  });

  for (const [key, expected] of Object.entries(refusedKeys)) {
    it(`${key} shows ${expected}`, async () => {
      const [status, received] = await code(BALANCE, { 'X-API-Key': key });
      assert.equal(received, expected);
      assert.ok(status === 401 || status === 403);
    });
  }

  it('a permission that the key does not have is denied', async () => {
    const signed = { key: 'sk_test_sandbox_readonly', secret: 'sandbox-secret-ro', timestamp: clock.seconds() };
    assert.equal((await askSigned(port(), { ...signed, target: BALANCE })).status, 200);
    assert.equal((await askSigned(port(), { ...signed, target: '/api/v1/sms/stats' })).status, 200);
    const send = await askSigned(port(), { ...signed, method: 'POST', target: '/api/v1/sms/send', body: 'not JSON' });
    assert.deepEqual([send.status, send.json.error_code], [403, 'FORBIDDEN']);
    assert.match(String(send.json.description), /sms\.send/);
    const pricing = await askSigned(port(), { ...signed, target: '/api/v1/user/pricing' });
    assert.equal(pricing.json.error_code, 'FORBIDDEN');
  });

  it('the signature is checked before the permission', async () => {
    const headers = { 'X-API-Key': 'sk_test_sandbox_readonly' };
    assert.deepEqual(await code('/api/v1/sms/send', headers, 'POST'), [401, 'SIGNATURE_REQUIRED']);
  });

  it('a token of the portal login opens everything', async () => {
    const token = await logIn(port());
    assert.match(token, /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/);
    for (const target of [BALANCE, '/api/v1/sms/stats', '/api/v1/user/workspaces']) {
      assert.equal((await ask(port(), { target, headers: { Authorization: `Bearer ${token}` } })).status, 200);
    }
    assert.equal((await ask(port(), { target: BALANCE, headers: { Authorization: `bearer ${token}` } })).status, 200);
  });

  it('the token says when it expires, and expires then', async () => {
    const token = await logIn(port());
    const claims = JSON.parse(Buffer.from(String(token.split('.')[1]), 'base64url').toString());
    assert.equal(claims.exp, clock.seconds() + 3600);
    const headers = { Authorization: `Bearer ${token}` };
    clock.now += 3_599_000;
    assert.equal((await ask(port(), { target: BALANCE, headers })).status, 200);
    clock.now += 1_000;
    assert.deepEqual(await code(BALANCE, headers), [401, 'TOKEN_EXPIRED']);
  });

  it('a token that was tampered with is refused, whatever algorithm it names', async () => {
    const [header, payload, signature] = (await logIn(port())).split('.');
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const token of [
      'eyJhbGciOiJIUzI1NiIs',
      `${header}.${encode({ sub: 'demo', exp: 9_999_999_999 })}.${signature}`,
      `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.`,
      `${header}.${payload}.${signature}.`,
      `${header}.${payload}.`,
    ]) {
      assert.deepEqual(await code(BALANCE, { Authorization: `Bearer ${token}` }), [401, 'INVALID_TOKEN']);
    }
  });

  it('keys are refused where only a token counts', async () => {
    for (const target of ['/api/v1/user/workspaces', '/api/v1/user/profile']) {
      assert.deepEqual(await code(target, { 'X-API-Key': 'sk_test_sandbox_plain' }), [403, 'FORBIDDEN']);
    }
  });

  it('X-Workspace-ID counts with a token', async () => {
    const authorization = { Authorization: `Bearer ${await logIn(port())}` };
    const sent = async (workspace: string) => {
      const headers = { ...authorization, 'X-Workspace-ID': workspace };
      const { json } = await ask(port(), { target: '/api/v1/sms/stats', headers });
      return json.error_code ?? (json.stats as { sent: number }).sent;
    };
    for (const wrong of ['0', '-1', '+16', '016', 'abc', '1.5', '16, 18', '16 18', '0x10']) {
      assert.equal(await sent(wrong), 'INVALID_WORKSPACE_HEADER', wrong);
    }
    for (const foreign of ['17', '99999999999999999999', '160']) {
      assert.equal(await sent(foreign), 'CROSS_TENANT_WORKSPACE', foreign);
    }
    assert.ok(Number(await sent('16')) > 0);
    assert.equal(await sent('18'), 0);
  });

  it('X-Workspace-ID is checked with a token on every endpoint, before anything is done', async () => {
    const authorization = { Authorization: `Bearer ${await logIn(port())}` };
    const open = endpoints.filter(({ auth }) => auth.includes('jwt'));
    assert.ok(open.length > 10);
    for (const { method, path } of open) {
      const target = path.replace(/\{\w+\}/, 'x');
      const check = (workspace: string) => code(target, { ...authorization, 'X-Workspace-ID': workspace }, method);
      assert.deepEqual(await check('main'), [400, 'INVALID_WORKSPACE_HEADER'], target);
      assert.deepEqual(await check('17'), [403, 'CROSS_TENANT_WORKSPACE'], target);
    }
  });

  it('X-Workspace-ID is ignored with a key', async () => {
    for (const workspace of ['abc', '17']) {
      const headers = { 'X-Workspace-ID': workspace };
      assert.equal((await askPlain(port(), { target: BALANCE, headers })).status, 200);
      clock.now += 1000; // a signature counts once
      assert.equal((await askSigned(port(), { target: BALANCE, timestamp: clock.seconds(), headers })).status, 200);
    }
  });

  it('the tracker endpoints want their own token', async () => {
    for (const [method, target] of [
      ['GET', '/api/v1/track'],
      ['POST', '/api/v1/callback/action'],
      ['POST', '/action'],
    ] as const) {
      assert.deepEqual(await code(target, { 'X-API-Key': 'sk_test_sandbox_plain' }, method), [401, 'UNAUTHORIZED']);
      assert.deepEqual(await code(target, { 'X-Api-Token': 'sandbox-tracker' }, method), [401, 'UNAUTHORIZED']);
      const known = { 'X-Api-Token': TRACKER_TOKEN };
      assert.equal((await code(target, known, method))[0], 400, 'let in, and asked for what to record');
    }
  });
});

describe('POST /user/auth in the sandbox', () => {
  const { port, clock } = withSandbox();
  const login = (body: unknown) =>
    ask(port(), {
      method: 'POST',
      target: '/api/v1/user/auth',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  it('answers in the documented shape', async () => {
    const { status, json } = await login({ login: 'demo', password: 'demo' });
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(json), ['status', 'token']);
    assert.equal(json.status, true);
  });

  it('a wrong password gets INVALID_CREDENTIALS', async () => {
    const { status, json } = await login({ login: 'demo', password: 'other' });
    assert.deepEqual([status, json.error_code], [401, 'INVALID_CREDENTIALS']);
  });

  it('a suspended account gets USER_NOT_ACTIVE', async () => {
    assert.equal((await login({ login: 'demo-suspended', password: 'demo' })).json.error_code, 'USER_NOT_ACTIVE');
  });

  it('the token of demo-brief runs out after ten seconds', async () => {
    const headers = { Authorization: `Bearer ${await logIn(port(), 'demo-brief')}` };
    clock.now += 10_000;
    assert.equal((await ask(port(), { target: BALANCE, headers })).json.error_code, 'TOKEN_EXPIRED');
  });

  for (const body of ['', 'x', '[]', '{"login":"demo"}', '{"login":1,"password":"demo"}']) {
    it(`the body ${JSON.stringify(body)} gets INVALID_BODY`, async () => {
      assert.deepEqual([(await login(body)).status, (await login(body)).json.error_code], [400, 'INVALID_BODY']);
    });
  }

  it('the sixth login in a minute has to wait, and is told how long', async () => {
    for (let i = 0; i < 5; i++) {
      assert.equal((await login({ login: 'demo', password: 'wrong' })).status, 401);
      clock.now += 2_000;
    }
    const sixth = await login({ login: 'demo', password: 'demo' });
    assert.deepEqual([sixth.status, sixth.json.error_code], [429, 'TOO_MANY_ATTEMPTS']);
    assert.equal(sixth.headers['retry-after'], '50');
    clock.now += 50_000;
    assert.equal((await login({ login: 'demo', password: 'demo' })).status, 200);
  });
});
