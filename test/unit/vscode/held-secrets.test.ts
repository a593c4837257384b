import assert from 'node:assert/strict';
import type { Credential, Secret } from '../../../src/credentials';
import type { Problem } from '../../../src/messages';
import { HeldSecrets } from '../../../src/vscode/explain/live/held-secrets';

const kept: Credential = {
  id: '1',
  name: 'prod',
  kind: 'hmac',
  origin: 'https://restlink23telecom.com',
  keyHint: 'sk_prod_…i9j0',
  store: 'osKeychain',
  created: '2026-01-01T00:00:00Z',
};
const secret: Secret = { kind: 'hmac', key: 'sk_prod_a1b2c3d4', secret: 's3cret' };

describe('secrets held for an explanation', () => {
  let now = 0;
  let reads: string[] = [];
  let answer: () => Promise<Secret | Problem> = async () => secret;
  const planner = {
    readSecret: ({ name }: Credential) => {
      reads.push(name);
      return answer();
    },
    knownSecrets: async () => new Set(['s3cret']),
  };
  let held: HeldSecrets;
  const typing = (onUnknown = () => {}) => held.typing(null, onUnknown);

  beforeEach(() => {
    now = 0;
    reads = [];
    answer = async () => secret;
    held = new HeldSecrets(planner, () => now);
  });

  it('are read when the person asks, and used while they type', async () => {
    assert.equal(await held.asked(null).secretOf(kept), secret);
    assert.equal(await typing().secretOf(kept), secret);
    assert.deepEqual(reads, ['prod']);
  });

  it('are never read while somebody types', async () => {
    assert.deepEqual(await typing().secretOf(kept), { code: 'explain.secretNotRead', args: { name: 'prod' } });
    answer = async () => ({ code: 'keychain.locked' });
    assert.deepEqual(await held.asked(null).secretOf(kept), { code: 'keychain.locked' });
    assert.deepEqual(await typing().secretOf(kept), { code: 'explain.secretNotRead', args: { name: 'prod' } });
    assert.deepEqual(reads, ['prod']);
  });

  it('are let go of after ten minutes, at a change of the credentials, and where the keychain got locked', async () => {
    const ask = () => held.asked(null).secretOf(kept);
    const isHeld = async () => 'kind' in (await typing().secretOf(kept));
    await ask();
    now = 10 * 60_000 - 1;
    assert.equal(await isHeld(), true);
    now++;
    assert.equal(await isHeld(), false);
    await ask();
    held.forget();
    assert.equal(await isHeld(), false);
    await ask();
    answer = async () => ({ code: 'keychain.locked' });
    await ask();
    assert.equal(await isHeld(), false);
  });

  it('are said to be on their way while a keychain takes its time, and asked for once', async () => {
    let give: (found: Secret) => void = () => {};
    answer = () =>
      new Promise((resolve) => {
        give = resolve;
      });
    const both = [held.asked(null).secretOf(kept), held.asked(null).secretOf(kept)];
    assert.deepEqual(await typing().secretOf(kept), { code: 'explain.secretReading', args: { name: 'prod' } });
    give(secret);
    assert.deepEqual(await Promise.all(both), [secret, secret]);
    assert.equal(reads.length, 1);
  });

  it('of the sandbox and of the session need no keychain', async () => {
    for (const store of ['builtin', 'session'] as const) {
      assert.equal(await typing().secretOf({ ...kept, store }), secret);
    }
  });

  it('that variables must not yield are known by their digests; while they are not, every value counts as one', async () => {
    let unknown = 0;
    const known = () => typing(() => unknown++).knownSecrets();
    assert.equal((await known()).has('anything'), true);
    assert.equal(unknown, 1);
    await held.asked(null).knownSecrets();
    const values = await known();
    assert.deepEqual([values.has('s3cret'), values.has('anything'), unknown], [true, false, 1]);
    held.forget();
    assert.equal((await known()).has('anything'), true);
  });
});
