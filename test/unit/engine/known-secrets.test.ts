import assert from 'node:assert/strict';
import type { Credential, Secret } from '../../../src/credentials';
import { KnownSecrets } from '../../../src/engine';
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

describe('the known secrets', () => {
  const all = [
    credential('prod'),
    credential('locked'),
    credential('here', { origin: 'https://example.com' }),
    credential('sandbox', { store: 'builtin' }),
  ];
  const names = (found: readonly { readonly credential: string }[]) => found.map((known) => known.credential);

  it('that must not travel are those of other origins, but for those that cannot be read', async () => {
    const asked: string[] = [];
    const known = new KnownSecrets(vaultOf(all, asked), []);
    assert.deepEqual(names(await known.guarded(bare('https://example.com/x'))), ['prod']);
    assert.deepEqual(asked, ['prod', 'locked']);
  });

  it('are read once, however many requests one command sends', async () => {
    const asked: string[] = [];
    const known = new KnownSecrets(vaultOf(all, asked), []);
    await known.guarded(bare('https://example.com/1'));
    await known.guarded(bare('https://example.com/2'));
    assert.deepEqual(asked, ['prod', 'locked']);
  });

  it('always hold the one of the environment', async () => {
    const fromEnvironment = { credential: credential('environment', { store: 'environment' }), secret };
    const known = new KnownSecrets(vaultOf([]), [fromEnvironment]);
    assert.deepEqual(names(await known.guarded(bare('http://localhost:3000/x'))), ['environment']);
    assert.deepEqual(await known.values(), new Set(['sk_prod_0123456789abcdef', 'deep-secret']));
  });
});
