import assert from 'node:assert/strict';
import type { Credential, Secret } from '../../../src/credentials';
import { type HeaderPair, simpleRequest } from '../../../src/request';
import { authorize, type Plan, replacedHeaders } from '../../../src/sending';
import { signAt } from '../../../src/signing';

const AGENT = 'restlink-sms/1.2.3';
const ORIGIN = 'https://restlink23telecom.com';

function plan(secret: Secret | null, headers: readonly HeaderPair[] = []): Plan {
  const request = simpleRequest('GET', `${ORIGIN}/api/v1/user/balance`, headers);
  const credential: Credential | null = secret && {
    id: 'id',
    name: 'prod',
    kind: secret.kind,
    origin: ORIGIN,
    keyHint: '…',
    store: 'osKeychain',
    created: '2026-01-01T00:00:00.000Z',
  };
  return { request, credential, secret };
}

const defaults: readonly HeaderPair[] = [
  ['User-Agent', AGENT],
  ['Accept', '*/*'],
  ['Accept-Encoding', 'gzip, br'],
];
const typed: readonly HeaderPair[] = [
  ['x-api-key', 'typed'],
  ['X-Other', '1'],
  ['X-TIMESTAMP', '1'],
  ['x-Signature', '00'],
  ['authorization', 'Basic eDp5'],
];

describe('The headers of a request', () => {
  it('are those of the file, our defaults, then X-API-Key, X-Timestamp and X-Signature', () => {
    const signing = plan({ kind: 'hmac', key: 'k', secret: 's' }, [['X-Other', '1']]);
    const signature = signAt(signing.request, 's', 1760000000);
    assert.deepEqual(authorize(signing, signature, AGENT).headers, [
      ['X-Other', '1'],
      ...defaults,
      ['X-API-Key', 'k'],
      ['X-Timestamp', '1760000000'],
      ['X-Signature', signature.signature],
    ]);
  });

  it('have X-API-Key alone with a key that does not sign, and a bearer token with a login', () => {
    assert.deepEqual(authorize(plan({ kind: 'apiKey', key: 'k' }), null, AGENT).headers, [
      ...defaults,
      ['X-API-Key', 'k'],
    ]);
    assert.deepEqual(authorize(plan({ kind: 'jwt', token: 't' }), null, AGENT).headers, [
      ...defaults,
      ['Authorization', 'Bearer t'],
    ]);
  });

  it('say the workspace of a login, unless the file does, and never with a key', () => {
    const workspace = { id: 18, name: 'test-space' };
    const sent = (secret: Secret, headers: readonly HeaderPair[] = []) => {
      const { credential, ...rest } = plan(secret, headers);
      assert.ok(credential);
      return authorize({ ...rest, credential: { ...credential, workspace } }, null, AGENT).headers;
    };
    const login: Secret = { kind: 'jwt', token: 't' };
    const chosen: HeaderPair = ['X-Workspace-ID', '18'];
    assert.deepEqual(sent(login), [...defaults, chosen, ['Authorization', 'Bearer t']]);
    for (const typed of [
      ['x-workspace-id', '16'],
      ['X-WORKSPACE-ID', ''],
    ] as const) {
      assert.deepEqual(sent(login, [typed]), [typed, ...defaults, ['Authorization', 'Bearer t']]);
    }
    const key: Secret = { kind: 'apiKey', key: 'k' };
    assert.deepEqual(sent(key), [...defaults, ['X-API-Key', 'k']]);
    const typed: HeaderPair = ['X-Workspace-ID', '16'];
    assert.deepEqual(sent(key, [typed]), [typed, ...defaults, ['X-API-Key', 'k']]);
    assert.deepEqual(sent({ kind: 'hmac', key: 'k', secret: 's' }), [...defaults, ['X-API-Key', 'k']]);
  });

  it('lose the four authentication headers of the file, in any case of letters, when a credential is used', () => {
    const authorized = plan({ kind: 'apiKey', key: 'k' }, typed);
    assert.deepEqual(authorize(authorized, null, AGENT).headers, [['X-Other', '1'], ...defaults, ['X-API-Key', 'k']]);
    assert.deepEqual(replacedHeaders(authorized), ['x-api-key', 'X-TIMESTAMP', 'x-Signature', 'authorization']);
  });

  it('go out as typed without a credential', () => {
    assert.deepEqual(authorize(plan(null, typed), null, AGENT).headers, [...typed, ...defaults]);
    assert.deepEqual(replacedHeaders(plan(null, typed)), []);
  });

  it('get no default that the file sets itself, not even an empty one, and never a Content-Type', () => {
    const own: readonly HeaderPair[] = [
      ['user-agent', ''],
      ['ACCEPT', 'text/csv'],
      ['accept-encoding', 'identity'],
    ];
    assert.deepEqual(authorize(plan(null, own), null, AGENT).headers, own);
  });
});
