import assert from 'node:assert/strict';
import type { Credential, Secret } from '../../../src/credentials';
import { liveSendOf } from '../../../src/engine';
import { type HeaderPair, simpleRequest } from '../../../src/request';

const LIVE = 'https://restlink23telecom.com';
const body = JSON.stringify({ to: ['+14155551234', '+14155551235'], message: 'Привет', sender_id: 'MyApp' });

async function liveSend(
  url: string,
  secret: Secret | null,
  { method = 'POST', headers = [] as readonly HeaderPair[], text = body } = {},
) {
  const request = simpleRequest(method, url, headers, Buffer.from(text));
  const credential: Credential | null = secret && {
    id: 'id',
    name: 'prod',
    kind: secret.kind,
    origin: LIVE,
    keyHint: '…',
    store: 'osKeychain',
    created: '',
  };
  return liveSendOf({ request, credential, secret });
}

const prod: Secret = { kind: 'hmac', key: 'sk_prod_0123456789', secret: 's' };
const test: Secret = { kind: 'apiKey', key: 'sk_test_0123456789' };

describe('A live send', () => {
  it('says what it would send', async () => {
    assert.deepEqual(await liveSend(`${LIVE}/api/v1/sms/send?x=1`, prod), {
      recipients: 2,
      segments: 1,
      encoding: 'UCS-2',
      sender: 'MyApp',
    });
  });

  it('is one with a login, with a key of unknown look, and with a key typed by hand', async () => {
    assert.ok(await liveSend(`${LIVE}/api/v1/sms/send`, { kind: 'jwt', token: 'a.b.c' }));
    assert.ok(await liveSend(`${LIVE}/api/v1/sms/send`, { kind: 'apiKey', key: 'other' }));
    assert.ok(await liveSend(`${LIVE}/api/v1/sms/send`, null, { headers: [['x-api-key', 'sk_prod_1']] }));
    assert.ok(await liveSend('https://elsewhere.example/api/v1/sms/send', prod));
  });

  it('is none to this computer, with a test key, or on another endpoint', async () => {
    assert.equal(await liveSend('http://127.0.0.1:8023/api/v1/sms/send', prod), null);
    assert.equal(await liveSend(`${LIVE}/api/v1/sms/send`, test), null);
    assert.equal(await liveSend(`${LIVE}/api/v1/sms/send`, null, { headers: [['X-API-Key', 'sk_test_1']] }), null);
    assert.equal(await liveSend(`${LIVE}/api/v1/sms/stats`, prod, { method: 'GET' }), null);
  });

  it('counts as one recipient where the body cannot be read', async () => {
    for (const text of ['', 'not json', '[]', '{"to":"+1"}']) {
      assert.equal((await liveSend(`${LIVE}/api/v1/sms/send`, prod, { text }))?.recipients, 1, text);
    }
  });
});
