import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SecretStorageStore } from '../../../src/credentials';
import { Bench, code, fresh, other, secret, state } from './vault-fixtures';

describe('the vault', () => {
  const bench = Bench.use();

  it('Keep for This Session leaves no trace on disk', async () => {
    const { vault, window } = bench;
    const added = await vault.add({ ...fresh, store: 'session' });
    assert.deepEqual(await vault.secretOf(added), secret);
    assert.deepEqual((await window.index.list()).credentials, []);
    await assert.rejects(vault.add(fresh), code('credential.nameTaken'));
    await vault.rename('prod-eu', 'mine');
    await vault.remove('mine');
    assert.deepEqual(await window.names(), []);
  });

  it('built-in credentials are there while a sandbox runs, and cannot be changed', async () => {
    const { vault, window } = bench;
    assert.deepEqual(await window.names(), []);
    bench.sandbox = { url: 'http://127.0.0.1:8023', port: 8023, pid: 1, started: '2026-01-01T00:00:00.000Z' };
    assert.deepEqual(await window.names(), ['sandbox', 'sandbox-plain', 'sandbox-readonly']);
    const [first] = await window.list();
    assert.ok(first);
    const key = { kind: 'hmac', key: 'sk_test_sandbox_signed', secret: 'sandbox-secret' };
    assert.deepEqual(await vault.secretOf(first), key);
    const builtin = code('credential.builtin');
    await assert.rejects(vault.remove('sandbox'), builtin);
    await assert.rejects(vault.forget('sandbox'), builtin);
    await assert.rejects(vault.rename('sandbox', 'x'), builtin);
    await assert.rejects(vault.replaceSecret('sandbox', secret), builtin);
    await assert.rejects(vault.move('sandbox', 'osKeychain'), builtin);
    await assert.rejects(vault.duplicate('sandbox', 'x', fresh.origin), builtin);
    await assert.rejects(vault.setWorkspace('sandbox', null), builtin);
  });

  it('lists entries of a store that it cannot reach, and says why their secrets cannot be had', async () => {
    await bench.vault.add({ ...fresh, store: 'secretStorage' });
    const { vault } = bench.open({ stores: { osKeychain: bench.keychain } });
    const [listed] = (await vault.list()).credentials;
    assert.ok(listed);
    const unreachable = code('credential.inSecretStorage');
    await assert.rejects(vault.secretOf(listed), unreachable);
    await assert.rejects(vault.remove('prod-eu'), unreachable);
    await assert.rejects(vault.move('prod-eu', 'osKeychain'), unreachable);
    await assert.rejects(vault.duplicate('prod-eu', 'x', fresh.origin), unreachable);
    await assert.rejects(vault.add({ ...fresh, name: 'x', store: 'session' }), code('credential.storeMissing'));
    assert.deepEqual(bench.secretStorage.held, new Set([listed.id]));
  });

  it('a secret of another kind than its entry says is none', async () => {
    const added = await bench.vault.add(fresh);
    await bench.keychain.set(added.id, { kind: 'apiKey', key: 'x' });
    await assert.rejects(bench.vault.secretOf(added), state('entryGone'));
  });

  it('stores with the secret where it belongs, and does not give it out for another origin', async () => {
    const { vault, window, keychain, folder } = bench;
    const added = await vault.add(fresh);
    assert.deepEqual(await keychain.get(added.id), { ...secret, origin: fresh.origin });
    const file = join(folder, 'credentials.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace(fresh.origin, 'https://evil.example'));
    const [rebound] = await window.list();
    assert.equal(rebound?.origin, 'https://evil.example');
    assert.ok(rebound);
    const changed = code('credential.originChanged');
    await assert.rejects(vault.secretOf(rebound), changed);
    await assert.rejects(vault.replaceSecret('prod-eu', other), changed);
    await assert.rejects(vault.move('prod-eu', 'secretStorage'), changed);
    await assert.rejects(vault.duplicate('prod-eu', 'copy', fresh.origin), changed);
    assert.deepEqual(await keychain.get(added.id), { ...secret, origin: fresh.origin }, 'nothing was changed');
    await vault.remove('prod-eu');
    assert.deepEqual([await keychain.get(added.id), await window.names()], [null, []]);
  });

  it('still reads what was stored without an origin', async () => {
    const added = await bench.vault.add(fresh);
    await bench.keychain.set(added.id, secret);
    assert.deepEqual(await bench.vault.secretOf(added), secret);
  });

  it('tells its listeners of changes', async () => {
    const { vault } = bench;
    let told = 0;
    const subscription = vault.onDidChange(() => told++);
    await vault.add({ ...fresh, store: 'session' });
    assert.equal(told, 1);
    await vault.rename('prod-eu', 'mine');
    assert.equal(told, 2);
    subscription.dispose();
    await vault.remove('mine');
    assert.equal(told, 2);
  });

  it("VS Code's secret storage keeps the same text, and its failures become ours", async () => {
    const kept = new Map<string, string>();
    const storage = new SecretStorageStore({
      get: async (key) => kept.get(key),
      store: async (key, value) => void kept.set(key, value),
      delete: async (key) => void kept.delete(key),
    });
    await storage.set('id1', secret);
    assert.deepEqual([...kept], [['credential:id1', JSON.stringify(secret)]]);
    assert.deepEqual(await storage.get('id1'), secret);
    assert.equal(await storage.delete('id1'), true);
    assert.equal(await storage.delete('id1'), false);
    assert.equal(await storage.get('id1'), null);
    kept.set('credential:id1', '{"kind":"hmac"}');
    assert.equal(await storage.get('id1'), null);
    const fail = () => Promise.reject(new Error(JSON.stringify(secret)));
    const broken = new SecretStorageStore({ get: fail, store: fail, delete: fail });
    await assert.rejects(
      broken.set('id1', secret),
      (error: Error) => state('unknown')(error) && !JSON.stringify(error).includes('the secret'),
    );
  });
});
