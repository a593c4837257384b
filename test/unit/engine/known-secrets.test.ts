import assert from 'node:assert/strict';
import type { Credential, Secret } from '../../../src/credentials';
import { guardedSecrets } from '../../../src/engine';
import { simpleRequest } from '../../../src/request';

const secret: Secret = { kind: 'hmac', key: 'sk_prod_0123456789abcdef', secret: 'deep-secret' };

function credential(name: string, change: Partial<Credential> = {}): Credential {
  return {
    id: name,
    name,
    kind: 'hmac',
    origin: 'https://restlink23telecom.com',
    keyHint: 'sk_prod_…cdef',
    store: 'osKeychain',
    created: '2026-01-01T00:00:00Z',
    ...change,
  };
}

function vaultOf(credentials: readonly Credential[], asked: string[] = []) {
  return {
    list: async () => ({ credentials, problem: null }),
    secretOf: async ({ name }: Credential) => {
      asked.push(name);
      if (name === 'locked') throw new Error('locked');
      return secret;
    },
  };
}

const bare = (url: string) => ({ request: simpleRequest('GET', url), credential: null, secret: null });

describe('guardedSecrets', () => {
  const all = [
    credential('prod'),
    credential('locked'),
    credential('here', { origin: 'https://example.com' }),
    credential('sandbox', { store: 'builtin' }),
  ];

  it('knows every stored secret of another origin for a request that goes out as typed, but for those it cannot read', async () => {
    const asked: string[] = [];
    const found = await guardedSecrets(bare('https://example.com/x'), null, vaultOf(all, asked));
    assert.deepEqual(
      found.map((known) => known.credential),
      ['prod'],
    );
    assert.deepEqual(asked, ['prod', 'locked']);
  });

  it('touches no keychain for this computer, nor for a request with a credential', async () => {
    const asked: string[] = [];
    assert.deepEqual(await guardedSecrets(bare('http://localhost:3000/x'), null, vaultOf(all, asked)), []);
    const signed = { request: simpleRequest('GET', 'https://example.com/x'), credential: all[2] ?? null, secret };
    assert.deepEqual(await guardedSecrets(signed, null, vaultOf(all, asked)), []);
    assert.deepEqual(asked, []);
  });

  it('knows the secret of the environment always', async () => {
    const fromEnvironment = { credential: credential('environment', { store: 'environment' }), secret };
    const found = await guardedSecrets(bare('http://localhost:3000/x'), fromEnvironment, vaultOf([]));
    assert.deepEqual(
      found.map((known) => known.credential),
      ['environment'],
    );
  });
});
