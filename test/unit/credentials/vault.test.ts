import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Credential,
  CredentialError,
  CredentialIndex,
  CredentialVault,
  KeychainError,
  type NewCredential,
  type RunningSandbox,
  type Secret,
  SecretStorageStore,
  type SecretStore,
  SessionStore,
  type VaultPorts,
} from '../../../src/credentials';
import { temporaryFolder } from './fixtures';

type Step = 'get' | 'set' | 'delete';

/** A keychain in memory that fails when told to. */
class FailingStore extends SessionStore implements SecretStore {
  readonly failing = new Set<Step>();
  readonly held = new Set<string>();

  override async get(id: string): Promise<Secret | null> {
    this.try('get');
    return super.get(id);
  }
  override async set(id: string, secret: Secret): Promise<void> {
    this.try('set');
    this.held.add(id);
    return super.set(id, secret);
  }
  override async delete(id: string): Promise<boolean> {
    this.try('delete');
    this.held.delete(id);
    return super.delete(id);
  }
  private try(step: Step): void {
    if (this.failing.has(step)) throw new KeychainError('locked');
  }
}

/** An index whose changes fail when told to. */
class FailingIndex extends CredentialIndex {
  failing = false;
  override async add(credential: Credential): Promise<void> {
    this.try();
    return super.add(credential);
  }
  override async update(...args: Parameters<CredentialIndex['update']>): Promise<Credential> {
    this.try();
    return super.update(...args);
  }
  override async remove(id: string): Promise<boolean> {
    this.try();
    return super.remove(id);
  }
  private try(): void {
    if (this.failing) throw new CredentialError({ code: 'credentials.busy', args: { file: 'x' } });
  }
}

const secret: Secret = { kind: 'hmac', key: 'sk_prod_a1b2c3d4e5', secret: 'the secret' };
const other: Secret = { kind: 'hmac', key: 'sk_prod_z9y8x7w6v5', secret: 'another' };
const fresh: NewCredential = {
  name: 'prod-eu',
  kind: 'hmac',
  origin: 'https://restlink23telecom.com',
  secret,
  store: 'osKeychain',
};
const code = (expected: string) => (error: unknown) =>
  error instanceof CredentialError && error.problem.code === expected;
const state = (expected: string) => (error: unknown) => error instanceof KeychainError && error.state === expected;

describe('the vault', () => {
  let folder: string;
  let remove: () => void;
  let store: FailingStore;
  let secretStorage: FailingStore;
  let index: FailingIndex;
  let sandbox: RunningSandbox | null;
  let vault: CredentialVault;

  const ports = (over: Partial<VaultPorts> = {}): VaultPorts => {
    let id = 0;
    return {
      index,
      stores: { osKeychain: store, secretStorage, session: new SessionStore() },
      sandbox: { running: async () => sandbox, watch: () => ({ dispose() {} }) },
      environment: null,
      now: () => Date.parse('2026-01-01T00:00:00Z'),
      newId: () => `id${++id}`,
      ...over,
    };
  };
  const names = async () => (await vault.list()).credentials.map(({ name }) => name);

  beforeEach(() => {
    ({ folder, remove } = temporaryFolder());
    store = new FailingStore();
    secretStorage = new FailingStore();
    index = new FailingIndex(folder, Date.now);
    sandbox = null;
    vault = new CredentialVault(ports());
  });
  afterEach(() => remove());

  describe('Add Credential', () => {
    it('stores the secret in the keychain and the rest in the index', async () => {
      const added = await vault.add(fresh);
      assert.deepEqual(added, {
        id: 'id1',
        name: 'prod-eu',
        kind: 'hmac',
        origin: 'https://restlink23telecom.com',
        keyHint: 'sk_prod_…d4e5',
        store: 'osKeychain',
        created: '2026-01-01T00:00:00.000Z',
      });
      assert.deepEqual((await vault.list()).credentials, [added]);
      assert.deepEqual(await vault.secretOf(added), secret);
      const text = readFileSync(join(folder, 'credentials.json'), 'utf8');
      assert.ok(!text.includes(secret.kind === 'hmac' ? secret.secret : '') && !text.includes('a1b2'));
    });

    it('stores with the secret where it belongs, and does not give it out for another origin', async () => {
      const added = await vault.add(fresh);
      assert.deepEqual(await store.get(added.id), { ...secret, origin: fresh.origin });
      const file = join(folder, 'credentials.json');
      writeFileSync(file, readFileSync(file, 'utf8').replace(fresh.origin, 'https://evil.example'));
      const [rebound] = (await vault.list()).credentials;
      assert.equal(rebound?.origin, 'https://evil.example');
      assert.ok(rebound);
      await assert.rejects(vault.secretOf(rebound), code('credential.originChanged'));
      await assert.rejects(vault.replaceSecret('prod-eu', other), code('credential.originChanged'));
      await assert.rejects(vault.move('prod-eu', 'secretStorage'), code('credential.originChanged'));
      assert.deepEqual(await store.get(added.id), { ...secret, origin: fresh.origin }, 'nothing was changed');
      await vault.remove('prod-eu');
      assert.deepEqual([await store.get(added.id), await names()], [null, []]);
    });

    it('still reads what was stored without an origin', async () => {
      const added = await vault.add(fresh);
      await store.set(added.id, secret);
      assert.deepEqual(await vault.secretOf(added), secret);
    });

    it('reads the end of a token', async () => {
      const token = `h.${Buffer.from('{"exp":1760000000}').toString('base64url')}.s`;
      const added = await vault.add({ ...fresh, kind: 'jwt', secret: { kind: 'jwt', token } });
      assert.deepEqual([added.keyHint, added.expires], ['JWT', 1760000000]);
      const without = await vault.replaceSecret('prod-eu', { kind: 'jwt', token: 'a.b.c' });
      assert.equal(without.expires, undefined);
      assert.deepEqual((await vault.list()).credentials, [without]);
    });

    it('leaves nothing when the keychain refuses', async () => {
      store.failing.add('set');
      await assert.rejects(vault.add(fresh), state('locked'));
      assert.deepEqual(await names(), []);
      assert.equal(store.held.size, 0);
    });

    it('takes the secret back when the index refuses', async () => {
      index.failing = true;
      await assert.rejects(vault.add(fresh), code('credentials.busy'));
      assert.equal(store.held.size, 0);
      store.failing.add('delete');
      await assert.rejects(vault.add(fresh), code('credentials.busy'), 'the first failure is the one told');
    });

    it('asks the keychain for nothing when name, origin, secret or index are wrong', async () => {
      await vault.add(fresh);
      store.failing.add('set');
      await assert.rejects(vault.add({ ...fresh, name: 'PROD-EU' }), code('credential.nameTaken'));
      await assert.rejects(vault.add({ ...fresh, name: 'sandbox' }), code('credential.nameReserved'));
      await assert.rejects(vault.add({ ...fresh, name: 'x', origin: 'https://h.example/x' }), code('origin.withMore'));
      await assert.rejects(vault.add({ ...fresh, name: 'x', kind: 'jwt' }), code('credential.otherKind'));
      const blank: Secret = { kind: 'hmac', key: 'a b', secret: 's' };
      await assert.rejects(vault.add({ ...fresh, name: 'x', secret: blank }), code('credential.keyCharacters'));
      writeFileSync(join(folder, 'credentials.json'), '{');
      await assert.rejects(vault.add({ ...fresh, name: 'x' }), code('credentials.damaged'));
    });

    it('when the disk refuses leaves no secret behind', async () => {
      await vault.add(fresh);
      mkdirSync(join(folder, 'credentials.json.tmp')); // where the new index would be written
      await assert.rejects(vault.add({ ...fresh, name: 'x' }), code('credentials.unwritable'));
      assert.equal(store.held.size, 1);
      assert.deepEqual(await names(), ['prod-eu']);
    });
  });

  describe('Remove Credential', () => {
    it('deletes secret and entry, by name or id', async () => {
      const first = await vault.add(fresh);
      await vault.add({ ...fresh, name: 'second' });
      await vault.remove(first.id);
      await vault.remove('SECOND');
      assert.deepEqual(await names(), []);
      assert.equal(store.held.size, 0);
      await assert.rejects(vault.remove('second'), code('credential.unknown'));
    });

    it('changes nothing when the keychain refuses; then it can be forgotten', async () => {
      for (const step of ['get', 'delete'] as const) {
        const { id } = await vault.add({ ...fresh, name: step });
        store.failing.add(step);
        await assert.rejects(vault.remove(step), state('locked'));
        assert.deepEqual(await names(), [step]);
        assert.ok(store.held.has(id));
        await vault.forget(step);
        assert.deepEqual(await names(), []);
        store.failing.clear();
      }
    });

    it('puts the secret back when the index refuses', async () => {
      const added = await vault.add(fresh);
      index.failing = true;
      await assert.rejects(vault.remove('prod-eu'), code('credentials.busy'));
      assert.deepEqual(await vault.secretOf(added), secret);
      assert.deepEqual(await names(), ['prod-eu']);
    });

    it('works for an entry whose secret was deleted from outside', async () => {
      const added = await vault.add(fresh);
      await store.delete(added.id);
      await assert.rejects(vault.secretOf(added), state('entryGone'));
      await vault.remove('prod-eu');
      assert.deepEqual(await names(), []);
    });
  });

  describe('rename and replace', () => {
    it('renames, but not onto another or a reserved name', async () => {
      await vault.add(fresh);
      await vault.add({ ...fresh, name: 'second' });
      await vault.rename('prod-eu', 'Prod-EU');
      await assert.rejects(vault.rename('second', 'prod-eu'), code('credential.nameTaken'));
      await assert.rejects(vault.rename('second', 'sandbox'), code('credential.nameReserved'));
      assert.deepEqual(await names(), ['Prod-EU', 'second']);
    });

    it('replaces a secret by one of the same kind', async () => {
      const added = await vault.add(fresh);
      const replaced = await vault.replaceSecret('prod-eu', other);
      assert.equal(replaced.keyHint, 'sk_prod_…w6v5');
      assert.deepEqual(await vault.secretOf(added), other);
      await assert.rejects(vault.replaceSecret('prod-eu', { kind: 'apiKey', key: 'x' }), code('credential.otherKind'));
    });

    it('keeps the old secret when anything fails', async () => {
      const added = await vault.add(fresh);
      store.failing.add('set');
      await assert.rejects(vault.replaceSecret('prod-eu', other), state('locked'));
      store.failing.clear();
      index.failing = true;
      await assert.rejects(vault.replaceSecret('prod-eu', other), code('credentials.busy'));
      assert.deepEqual(await vault.secretOf(added), secret);
    });
  });

  describe('moving to another store', () => {
    for (const [from, to] of [
      ['secretStorage', 'osKeychain'],
      ['osKeychain', 'session'],
      ['session', 'osKeychain'],
    ] as const) {
      it(`takes the secret from ${from} to ${to}`, async () => {
        await vault.add({ ...fresh, store: from });
        const moved = await vault.move('prod-eu', to);
        assert.equal(moved.store, to);
        assert.deepEqual((await vault.list()).credentials, [moved]);
        assert.deepEqual(await vault.secretOf(moved), secret);
        assert.equal(store.held.size, to === 'osKeychain' ? 1 : 0);
        assert.equal(secretStorage.held.size, 0);
      });
    }

    it('leaves it where it was when the other store or the index refuses', async () => {
      const added = await vault.add({ ...fresh, store: 'secretStorage' });
      store.failing.add('set');
      await assert.rejects(vault.move('prod-eu', 'osKeychain'), state('locked'));
      store.failing.clear();
      index.failing = true;
      await assert.rejects(vault.move('prod-eu', 'osKeychain'), code('credentials.busy'));
      assert.equal(store.held.size, 0);
      assert.deepEqual(await vault.secretOf(added), secret);
    });
  });

  it('Keep for This Session leaves no trace on disk', async () => {
    const added = await vault.add({ ...fresh, store: 'session' });
    assert.deepEqual(await vault.secretOf(added), secret);
    assert.deepEqual((await index.list()).credentials, []);
    await assert.rejects(vault.add(fresh), code('credential.nameTaken'));
    await vault.rename('prod-eu', 'mine');
    await vault.remove('mine');
    assert.deepEqual(await names(), []);
  });

  it('built-in credentials are there while a sandbox runs, and cannot be changed', async () => {
    assert.deepEqual(await names(), []);
    sandbox = { url: 'http://127.0.0.1:8023', port: 8023, pid: 1, started: '2026-01-01T00:00:00.000Z' };
    assert.deepEqual(await names(), ['sandbox', 'sandbox-plain', 'sandbox-readonly']);
    const [first] = (await vault.list()).credentials;
    assert.ok(first);
    const key = { kind: 'hmac', key: 'sk_test_sandbox_signed', secret: 'sandbox-secret' };
    assert.deepEqual(await vault.secretOf(first), key);
    await assert.rejects(vault.remove('sandbox'), code('credential.builtin'));
    await assert.rejects(vault.rename('sandbox', 'x'), code('credential.builtin'));
  });

  it('lists entries of a store that it cannot reach, and says why their secrets cannot be had', async () => {
    await vault.add({ ...fresh, store: 'secretStorage' });
    vault = new CredentialVault(ports({ stores: { osKeychain: store } }));
    const [listed] = (await vault.list()).credentials;
    assert.ok(listed);
    await assert.rejects(vault.secretOf(listed), code('credential.inSecretStorage'));
    await assert.rejects(vault.add({ ...fresh, name: 'x', store: 'session' }), code('credential.storeMissing'));
  });

  it('a secret of another kind than its entry says is none', async () => {
    const added = await vault.add(fresh);
    await store.set(added.id, { kind: 'apiKey', key: 'x' });
    await assert.rejects(vault.secretOf(added), state('entryGone'));
  });

  it('tells its listeners of changes', async () => {
    let told = 0;
    const subscription = vault.onDidChange(() => told++);
    await vault.add({ ...fresh, store: 'session' });
    assert.equal(told, 1);
    subscription.dispose();
    await vault.remove('prod-eu');
    assert.equal(told, 1);
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
