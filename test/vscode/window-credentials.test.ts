import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Memento } from 'vscode';
import {
  announceSandbox,
  CredentialError,
  CredentialIndex,
  CredentialVault,
  KeychainError,
  runningSandbox,
  type Secret,
  type SecretStore,
  SessionStore,
  watchSandbox,
  withdrawSandbox,
} from '../../src/credentials';
import { WindowCredentials } from '../../src/vscode/credentials';

const secret: Secret = { kind: 'hmac', key: 'sk_prod_0123456789i9j0', secret: 'the-secret' };

/** A keychain that can be locked. */
class Lockable implements SecretStore {
  locked = false;
  private readonly inner = new SessionStore();

  get = (id: string) => this.guard(() => this.inner.get(id));
  set = (id: string, value: Secret) => this.guard(() => this.inner.set(id, value));
  delete = (id: string) => this.guard(() => this.inner.delete(id));

  private async guard<T>(work: () => Promise<T>): Promise<T> {
    if (this.locked) throw new KeychainError('locked');
    return work();
  }
}

class MapMemento implements Memento {
  private readonly values = new Map<string, unknown>();
  keys = () => [...this.values.keys()];
  get<T>(key: string, fallback?: T): T {
    return (this.values.get(key) ?? fallback) as T;
  }
  async update(key: string, value: unknown): Promise<void> {
    this.values.set(key, value);
  }
}

describe('the credentials of a window', () => {
  let folder: string;
  let keychain: Lockable;
  let view: MapMemento;
  const open: WindowCredentials[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'window-credentials-'));
    keychain = new Lockable();
    view = new MapMemento();
  });

  afterEach(async () => {
    for (const model of open.splice(0)) model.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  /** A vault on the shared folder, as another window or the command line has it, too. */
  const vault = () =>
    new CredentialVault({
      index: new CredentialIndex(folder, Date.now),
      stores: { osKeychain: keychain },
      sandbox: { running: () => runningSandbox(folder), watch: (listener) => watchSandbox(folder, listener) },
      environment: null,
      now: Date.now,
      newId: randomUUID,
    });

  const add = (name: string, target = vault()) =>
    target.add({ name, kind: 'hmac', origin: 'https://restlink23telecom.com', secret, store: 'osKeychain' });

  const start = async (isTrusted = true, memento: Memento = view) => {
    const model = new WindowCredentials(vault(), memento, () => isTrusted);
    open.push(model);
    await model.list();
    return model;
  };

  const nextChange = (model: WindowCredentials) =>
    new Promise<void>((resolve) => {
      const subscription = model.onDidChange(() => {
        subscription.dispose();
        resolve();
      });
    });

  it('follow what another window adds and removes, and the sandbox', async () => {
    const model = await start();
    let change = nextChange(model);
    const { id } = await add('prod-eu');
    await change;
    assert.equal(model.active()?.credential.name, 'prod-eu');
    assert.equal(model.active()?.live, true);

    change = nextChange(model);
    await announceSandbox(folder, { port: 8023, pid: process.pid }, Date.now);
    await change;
    assert.equal(model.sandboxUrl(), 'http://127.0.0.1:8023');
    assert.deepEqual(
      (await model.list()).map(({ credential }) => credential.name),
      ['prod-eu', 'sandbox', 'sandbox-plain', 'sandbox-readonly'],
    );
    assert.equal(model.active()?.credential.name, 'sandbox', 'nobody chose the live one');

    change = nextChange(model);
    await vault().remove(id);
    await change;
    assert.equal(model.active()?.credential.name, 'sandbox');

    change = nextChange(model);
    await withdrawSandbox(folder, { port: 8023, pid: process.pid }, Date.now);
    await change;
    assert.equal(model.active(), null);
  });

  it('let no other one sign in the place of a sandbox that was chosen and has stopped', async () => {
    await add('prod-eu');
    const model = await start();
    await model.use('sandbox-plain');
    assert.equal(model.active(), null);
    assert.equal(model.activeId(), 'sandbox-plain');
  });

  it('remember which one was chosen, in this workspace alone and by nothing but its id', async () => {
    await add('prod-eu');
    const { id } = await add('staging');
    await (await start()).use(id);
    assert.equal((await start()).active()?.credential.name, 'staging');
    assert.equal((await start(true, new MapMemento())).active(), null);
    assert.deepEqual(
      view.keys().map((key) => view.get(key)),
      [id],
    );
  });

  it('tell nothing when nothing changed', async () => {
    await add('prod-eu');
    const model = await start();
    let told = 0;
    model.onDidChange(() => {
      told += 1;
    });
    await model.list();
    await model.use(model.active()?.credential.id ?? '');
    assert.equal(told, 0);
  });

  it('show why a secret could not be read until it can be read again', async () => {
    const credential = await add('prod-eu');
    const model = await start();
    keychain.locked = true;
    const change = nextChange(model);
    await assert.rejects(model.secretOf(credential), KeychainError);
    await change;
    assert.match(model.active()?.trouble ?? '', /^The keychain is locked\./);
    keychain.locked = false;
    assert.deepEqual(await model.secretOf(credential), secret);
    assert.equal(model.active()?.trouble, null);
  });

  it('tell when the list is damaged, and when it is whole again', async () => {
    const model = await start();
    let change = nextChange(model);
    await writeFile(join(folder, 'credentials.json'), '{');
    await change;
    assert.equal(model.problem()?.code, 'credentials.damaged');
    change = nextChange(model);
    await rm(join(folder, 'credentials.json'));
    await change;
    assert.equal(model.problem(), null);
  });

  it('yield no secret in Restricted Mode', async () => {
    const credential = await add('prod-eu');
    const model = await start(false);
    await assert.rejects(
      model.secretOf(credential),
      (error) => error instanceof CredentialError && error.problem.code === 'credential.restricted',
    );
    assert.equal(model.active()?.credential.name, 'prod-eu');
  });
});
