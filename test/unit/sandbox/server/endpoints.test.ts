import assert from 'node:assert/strict';
import { endpoints, LIVE_ORIGIN } from '../../../../src/catalog';
import { demoKeys } from '../../../../src/sandbox';
import { ask, askPlain, askSigned, logIn, withSandbox } from '../client';

describe('endpoints of the sandbox', () => {
  const { port, clock } = withSandbox();

  it('GET /user/balance answers in the documented shape', async () => {
    const { status, json } = await askPlain(port(), { target: '/api/v1/user/balance' });
    assert.equal(status, 200);
    assert.deepEqual(json, { balance: 1250.5, currency: 'EUR', updated: '2026.05.20 12:00:00' });
  });

  it('GET /user/workspaces lists the two of the documentation, as a bare list', async () => {
    const headers = { Authorization: `Bearer ${await logIn(port())}` };
    const { status, json } = await ask(port(), { target: '/api/v1/user/workspaces', headers });
    assert.equal(status, 200);
    assert.deepEqual(json, [
      { id: 16, name: 'Main', is_main: true, account_id: 279, product_id: 1430 },
      { id: 18, name: 'test-space', is_main: false, color: '#5298D9', account_id: 279, product_id: 1406 },
    ]);
  });

  it('GET /user/profile holds the same list', async () => {
    const headers = { Authorization: `Bearer ${await logIn(port())}` };
    const [profile, list] = await Promise.all(
      ['profile', 'workspaces'].map((name) => ask(port(), { target: `/api/v1/user/${name}`, headers })),
    );
    assert.equal(profile?.status, 200);
    assert.deepEqual(profile?.json, { workspaces: list?.json });
  });

  const readonly = { key: 'sk_test_sandbox_readonly', secret: 'sandbox-secret-ro' };
  for (const { method, path, auth, permission } of endpoints) {
    if (!auth.includes('apiKey')) continue;
    it(`${method} ${path} wants a credential, and its permission, before anything else`, async () => {
      const target = path.replace(/\{\w+\}/, 'x');
      const bare = await ask(port(), { method, target, body: 'not JSON' });
      assert.deepEqual([bare.status, bare.json.error_code], [401, 'UNAUTHORIZED']);
      const { json } = await askSigned(port(), { ...readonly, method, target, timestamp: clock.seconds() });
      const may = permission === 'sms.read' || permission === 'balance.read';
      assert.equal(json.error_code === 'FORBIDDEN', !may);
    });
  }

  for (const target of ['/', '/api/v1', '/api/v1/nothing', '/api/v1/sms/stats/', '//api/v1/sms/stats', '/sms/send']) {
    it(`${target} is not found, with or without a key`, async () => {
      for (const reply of [await ask(port(), { target }), await askPlain(port(), { target })]) {
        assert.deepEqual([reply.status, reply.json.error_code], [404, 'NOT_FOUND']);
      }
    });
  }

  for (const [method, target, allow] of [
    ['GET', '/api/v1/sms/send', 'POST'],
    ['DELETE', '/api/v1/sms/status/x', 'GET, HEAD'],
    ['OPTIONS', '/api/v1/user/webhooks', 'GET, HEAD, PUT'],
    ['HEAD', '/api/v1/user/auth', 'POST'],
    ['PATCH', '/api/v1/user/pricing', 'GET, HEAD, POST'],
  ] as const) {
    it(`${method} ${target} gets 405 with Allow: ${allow}`, async () => {
      const { status, json, headers } = await askPlain(port(), { method, target });
      assert.equal(status, 405);
      assert.equal(headers.allow, allow);
      if (method !== 'HEAD') assert.equal(json.error_code, 'METHOD_NOT_ALLOWED');
    });
  }

  it('no page of a browser is invited (no CORS headers)', async () => {
    const { headers } = await askPlain(port(), {
      target: '/api/v1/user/balance',
      headers: { Origin: LIVE_ORIGIN },
    });
    assert.deepEqual(
      Object.keys(headers).filter((name) => name.startsWith('access-control')),
      [],
    );
  });

  it('the demo keys are the ones of the specification', () => {
    assert.deepEqual(
      demoKeys.map(({ name, key, secret, permissions }) => [name, key, secret, permissions.join()]),
      [
        ['sandbox', 'sk_test_sandbox_signed', 'sandbox-secret', '*'],
        ['sandbox-plain', 'sk_test_sandbox_plain', undefined, '*'],
        ['sandbox-readonly', 'sk_test_sandbox_readonly', 'sandbox-secret-ro', 'sms.read,balance.read'],
      ],
    );
  });
});
