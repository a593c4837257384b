import assert from 'node:assert/strict';
import { CredentialError } from '../../../src/credentials';
import { Bench, code, fresh, secret, state } from './vault-fixtures';

describe('the vault: moving to another store', () => {
  const bench = Bench.use();

  for (const [from, to] of [
    ['secretStorage', 'osKeychain'],
    ['osKeychain', 'secretStorage'],
    ['osKeychain', 'session'],
    ['session', 'osKeychain'],
    ['session', 'secretStorage'],
  ] as const) {
    it(`takes the secret from ${from} to ${to}`, async () => {
      const { vault, window, keychain, secretStorage } = bench;
      await vault.add({ ...fresh, store: from });
      const moved = await vault.move('prod-eu', to);
      assert.equal(moved.store, to);
      assert.deepEqual(await window.list(), [moved]);
      assert.deepEqual(await vault.secretOf(moved), secret);
      assert.equal(keychain.held.size, to === 'osKeychain' ? 1 : 0);
      assert.equal(secretStorage.held.size, to === 'secretStorage' ? 1 : 0);
      await vault.remove('prod-eu');
      assert.equal(keychain.held.size + secretStorage.held.size, 0);
    });

    it(`from ${from} to ${to} leaves it where it was when the index refuses`, async () => {
      const { vault, window, keychain, secretStorage } = bench;
      const added = await vault.add({ ...fresh, store: from });
      window.index.failing = true;
      await assert.rejects(vault.move('prod-eu', to), code('credentials.busy'));
      assert.deepEqual(await window.list(), [added]);
      assert.deepEqual(await vault.secretOf(added), secret);
      assert.equal(keychain.held.size + secretStorage.held.size, from === 'session' ? 0 : 1);
    });
  }

  it('to where it is does nothing', async () => {
    const { vault, keychain } = bench;
    const added = await vault.add(fresh);
    for (const step of ['get', 'set', 'delete'] as const) keychain.failing.add(step);
    assert.deepEqual(await vault.move('prod-eu', 'osKeychain'), added);
  });

  it('leaves it where it was when either store refuses', async () => {
    const { vault, window, keychain, secretStorage } = bench;
    const added = await vault.add({ ...fresh, store: 'secretStorage' });
    keychain.failing.add('set');
    await assert.rejects(vault.move('prod-eu', 'osKeychain'), state('locked'));
    keychain.failing.clear();
    secretStorage.failing.add('get');
    await assert.rejects(vault.move('prod-eu', 'osKeychain'), state('locked'));
    secretStorage.failing.clear();
    assert.deepEqual(await window.list(), [added]);
    assert.deepEqual(await vault.secretOf(added), secret);
    assert.equal(keychain.held.size, 0);
  });

  for (const [from, to, expected] of [
    ['secretStorage', 'osKeychain', 'credential.copyInEditor'],
    ['osKeychain', 'secretStorage', 'credential.copyInKeychain'],
  ] as const) {
    it(`says that an old copy stayed in ${from}; the new place is the one that is listed`, async () => {
      const { vault, window, keychain, secretStorage } = bench;
      await vault.add({ ...fresh, store: from });
      const old = from === 'osKeychain' ? keychain : secretStorage;
      old.failing.add('delete');
      let told = 0;
      vault.onDidChange(() => told++);
      await assert.rejects(vault.move('prod-eu', to), (error) => {
        assert.ok(error instanceof CredentialError && state('locked')(error.cause));
        assert.deepEqual(error.problem, { code: expected, args: { name: 'prod-eu', id: 'id1' } });
        return true;
      });
      assert.equal(told, 1, 'the list has changed all the same');
      const [listed, ...others] = await window.list();
      assert.deepEqual([listed?.store, others], [to, []]);
      assert.ok(listed);
      assert.deepEqual(await vault.secretOf(listed), secret);
      old.failing.clear();
      await vault.move('prod-eu', from);
      await vault.move('prod-eu', to);
      assert.equal(old.held.size, 0, 'there and back takes the copy away');
    });
  }

  it('is not taken back when the deletion was carried out without an answer', async () => {
    const { vault, window, keychain, secretStorage } = bench;
    await vault.add(fresh);
    keychain.afterwards.set('delete', () => Promise.reject(new Error('no answer')));
    await assert.rejects(vault.move('prod-eu', 'secretStorage'), code('credential.copyInKeychain'));
    const [listed] = await window.list();
    assert.ok(listed);
    assert.deepEqual(await vault.secretOf(listed), secret);
    assert.deepEqual([keychain.held.size, secretStorage.held.size], [0, 1]);
  });
});
