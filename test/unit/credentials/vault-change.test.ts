import assert from 'node:assert/strict';
import { KeychainError } from '../../../src/credentials';
import { Bench, code, fresh, login, other, secret, state } from './vault-fixtures';

describe('the vault: Rename Credential', () => {
  const bench = Bench.use();

  it('renames, but not onto another or a reserved name', async () => {
    const { vault, window } = bench;
    await vault.add(fresh);
    await vault.add({ ...fresh, name: 'second' });
    await vault.rename('prod-eu', 'Prod-EU');
    await assert.rejects(vault.rename('second', 'prod-eu'), code('credential.nameTaken'));
    await assert.rejects(vault.rename('second', 'sandbox'), code('credential.nameReserved'));
    assert.deepEqual(await window.names(), ['Prod-EU', 'second']);
  });

  it('changes the name and nothing else, also where another window changes the rest', async () => {
    const { vault, window, keychain } = bench;
    await vault.add(login);
    const renamed = await vault.rename('portal', 'mine');
    await bench.open().vault.setWorkspace('mine', { id: 18, name: 'test-space' });
    assert.deepEqual(await window.list(), [{ ...renamed, workspace: { id: 18, name: 'test-space' } }]);
    keychain.afterwards.set('set', () => bench.open().vault.rename('mine', 'ours'));
    const replaced = await vault.replaceSecret('mine', { kind: 'jwt', token: 'd.e.f' });
    assert.deepEqual([replaced.name, replaced.workspace?.id], ['ours', 18]);
    assert.deepEqual(await window.list(), [replaced]);
  });

  it('changes nothing when the index refuses', async () => {
    const { vault, window } = bench;
    await vault.add(fresh);
    window.index.failing = true;
    await assert.rejects(vault.rename('prod-eu', 'x'), code('credentials.busy'));
    assert.deepEqual(await window.names(), ['prod-eu']);
  });
});

describe('the vault: the workspace of a login', () => {
  const bench = Bench.use();
  const workspace = { id: 18, name: 'test-space' };

  for (const store of ['osKeychain', 'session'] as const) {
    it(`is kept with it (${store}) over rename, a new login and a move, and can be taken away`, async () => {
      const { vault, window } = bench;
      const added = await vault.add({ ...login, store });
      assert.deepEqual(await vault.setWorkspace('portal', workspace), { ...added, workspace });
      await vault.rename('portal', 'mine');
      await vault.replaceSecret('mine', { kind: 'jwt', token: 'd.e.f' });
      await vault.move('mine', store === 'session' ? 'osKeychain' : 'secretStorage');
      const moved = await vault.move('mine', store);
      assert.deepEqual(moved, { ...added, name: 'mine', workspace });
      assert.deepEqual(await window.list(), [moved]);
      assert.deepEqual(await vault.setWorkspace('mine', null), { ...added, name: 'mine' });
      assert.deepEqual(await window.list(), [{ ...added, name: 'mine' }]);
    });
  }

  it('is seen by other windows', async () => {
    await bench.vault.add(login);
    await bench.vault.setWorkspace('portal', workspace);
    assert.deepEqual((await bench.open().list())[0]?.workspace, workspace);
  });

  it('is not for keys, and has to be one', async () => {
    const { vault, window } = bench;
    await vault.add(fresh);
    await vault.add({ ...fresh, name: 'plain', kind: 'apiKey', secret: { kind: 'apiKey', key: 'sk_test_x' } });
    await vault.add(login);
    for (const name of ['prod-eu', 'plain']) {
      await assert.rejects(vault.setWorkspace(name, workspace), code('credential.workspaceOfKey'));
    }
    for (const wrong of [
      { id: 0, name: 'x' },
      { id: -1, name: 'x' },
      { id: 1.5, name: 'x' },
      { id: 2 ** 53, name: 'x' },
      { id: Number.NaN, name: 'x' },
      { id: 1, name: '' },
      { id: 1, name: ' ' },
      { id: 1, name: 'a\nb' },
      { id: 1, name: 'a\u202eb' },
    ]) {
      await assert.rejects(vault.setWorkspace('portal', wrong), code('credential.workspaceInvalid'));
    }
    await assert.rejects(vault.setWorkspace('nobody', workspace), code('credential.unknown'));
    assert.ok((await window.list()).every((credential) => !('workspace' in credential)));
  });
});

describe('the vault: Replace Secret', () => {
  const bench = Bench.use();

  it('puts one of the same kind in its place', async () => {
    const { vault } = bench;
    const added = await vault.add(fresh);
    const replaced = await vault.replaceSecret('prod-eu', other);
    assert.equal(replaced.keyHint, 'sk_prod_…w6v5');
    assert.deepEqual(await vault.secretOf(added), other);
    await assert.rejects(vault.replaceSecret('prod-eu', { kind: 'apiKey', key: 'x' }), code('credential.otherKind'));
    const blank = { ...other, key: '' };
    await assert.rejects(vault.replaceSecret('prod-eu', blank), code('credential.keyEmpty'));
    assert.deepEqual(await vault.secretOf(added), other);
  });

  it('keeps the old one when a step fails', async () => {
    const { vault, window, keychain } = bench;
    const added = await vault.add(fresh);
    for (const step of ['get', 'set'] as const) {
      keychain.failing.add(step);
      await assert.rejects(vault.replaceSecret('prod-eu', other), state('locked'));
      keychain.failing.clear();
    }
    window.index.failing = true;
    await assert.rejects(vault.replaceSecret('prod-eu', other), code('credentials.busy'));
    assert.deepEqual(await vault.secretOf(added), secret);
    assert.deepEqual(await window.list(), [added]);
  });

  it('works where the old one was deleted from outside, and where the keychain cannot tell', async () => {
    const { vault, window, keychain } = bench;
    const added = await vault.add(fresh);
    await keychain.delete(added.id);
    window.index.failing = true;
    await assert.rejects(vault.replaceSecret('prod-eu', other), code('credentials.busy'));
    await assert.rejects(vault.secretOf(added), state('entryGone'), 'as it was before');
    window.index.failing = false;
    keychain.afterwards.set('get', () => Promise.reject(new KeychainError('lockedOrMissing')));
    await vault.replaceSecret('prod-eu', other);
    assert.deepEqual(await vault.secretOf(added), other);
  });

  it('that could not be taken back leaves one that can be replaced once more', async () => {
    const { vault, window, keychain } = bench;
    const added = await vault.add(fresh);
    keychain.afterwards.set('set', async () => {
      window.index.failing = true;
      keychain.failing.add('set');
    });
    await assert.rejects(vault.replaceSecret('prod-eu', other), code('credentials.busy'));
    window.index.failing = false;
    keychain.failing.clear();
    assert.deepEqual(await vault.secretOf(added), other);
    assert.equal((await vault.replaceSecret('prod-eu', other)).keyHint, 'sk_prod_…w6v5');
  });
});

describe('the vault: Remove Credential', () => {
  const bench = Bench.use();

  it('deletes secret and entry, by name or id', async () => {
    const { vault, window, keychain } = bench;
    const first = await vault.add(fresh);
    await vault.add({ ...fresh, name: 'second' });
    await vault.remove(first.id);
    await vault.remove('SECOND');
    assert.deepEqual(await window.names(), []);
    assert.equal(keychain.held.size, 0);
    await assert.rejects(vault.remove('second'), code('credential.unknown'));
  });

  it('changes nothing when the keychain refuses; then it can be forgotten', async () => {
    const { vault, window, keychain } = bench;
    for (const step of ['get', 'delete'] as const) {
      const { id } = await vault.add({ ...fresh, name: step });
      keychain.failing.add(step);
      await assert.rejects(vault.remove(step), state('locked'));
      assert.deepEqual(await window.names(), [step]);
      assert.ok(keychain.held.has(id));
      await vault.forget(step);
      assert.deepEqual(await window.names(), []);
      keychain.failing.clear();
    }
  });

  it('puts the secret back when the index refuses', async () => {
    const { vault, window } = bench;
    const added = await vault.add(fresh);
    window.index.failing = true;
    await assert.rejects(vault.remove('prod-eu'), code('credentials.busy'));
    assert.deepEqual(await vault.secretOf(added), secret);
    assert.deepEqual(await window.names(), ['prod-eu']);
  });

  it('works for an entry whose secret was deleted from outside', async () => {
    const { vault, window, keychain } = bench;
    const added = await vault.add(fresh);
    await keychain.delete(added.id);
    await assert.rejects(vault.secretOf(added), state('entryGone'));
    await vault.remove('prod-eu');
    assert.deepEqual(await window.names(), []);
  });

  it('whose secret could not be put back can be done again', async () => {
    const { vault, window, keychain } = bench;
    await vault.add(fresh);
    window.index.failing = true;
    keychain.failing.add('set');
    await assert.rejects(vault.remove('prod-eu'), code('credentials.busy'));
    window.index.failing = false;
    await vault.remove('prod-eu');
    assert.deepEqual(await window.names(), []);
  });
});
