import assert from 'node:assert/strict';
import type { Credential, CredentialKind, CredentialStore } from '../../../src/credentials';
import { remedyOf } from '../../../src/engine';
import { aCredential } from '../credentials/fixtures';

function answered(status: number, code: string) {
  const body = Buffer.from(JSON.stringify({ status: false, error_code: code, description: 'x' }));
  const answer = { status, statusText: '', httpVersion: '1.1', headers: [], body, bodyFile: null, truncated: false };
  return { answer: { ...answer, bytes: body.length } };
}
const of = (kind: CredentialKind, store: CredentialStore = 'osKeychain'): Credential =>
  aCredential('mine', { kind, store });

describe('what ends a refusal', () => {
  it('is a new login where the token is expired or invalid', () => {
    for (const code of ['TOKEN_EXPIRED', 'INVALID_TOKEN']) {
      for (const store of ['osKeychain', 'secretStorage', 'session'] as const) {
        assert.equal(remedyOf(answered(401, code), of('jwt', store)), 'logIn');
      }
      assert.equal(remedyOf(answered(401, code), of('hmac')), null);
    }
  });

  it('is another secret where key or signature are refused', () => {
    for (const code of ['INVALID_SIGNATURE', 'INVALID_API_KEY', 'API_KEY_EXPIRED', 'API_KEY_INACTIVE']) {
      for (const kind of ['hmac', 'apiKey'] as const) {
        assert.equal(remedyOf(answered(401, code), of(kind)), 'replaceSecret');
      }
      assert.equal(remedyOf(answered(401, code), of('jwt')), null);
    }
  });

  it('is none of ours for credentials that we do not keep', () => {
    for (const store of ['builtin', 'environment'] as const) {
      assert.equal(remedyOf(answered(401, 'TOKEN_EXPIRED'), of('jwt', store)), null);
      assert.equal(remedyOf(answered(401, 'INVALID_SIGNATURE'), of('hmac', store)), null);
    }
    assert.equal(remedyOf(answered(401, 'TOKEN_EXPIRED'), null), null);
  });

  it('is none for other answers', () => {
    assert.equal(remedyOf({ answer: null }, of('jwt')), null);
    assert.equal(remedyOf(answered(200, 'TOKEN_EXPIRED'), of('jwt')), null);
    assert.equal(remedyOf(answered(403, 'FORBIDDEN'), of('hmac')), null);
    assert.equal(remedyOf(answered(401, 'toString'), of('hmac')), null);
  });
});
