import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationTarget, ExtensionKind, type Memento, workspace } from 'vscode';
import {
  type Credential,
  CredentialIndex,
  CredentialVault,
  KeychainError,
  type KeychainState,
  type NewCredential,
  type Secret,
  type SecretStore,
  SessionStore,
} from '../../src/credentials';
import { createLocalSender, type LocalSender } from '../../src/engine';
import { type Sandbox, startSandbox } from '../../src/sandbox';
import { WindowCredentials } from '../../src/vscode/credentials';
import type { Parts } from '../../src/vscode/parts';
import { Person } from './person';

/** What the sandbox accepts. */
export const signed = { kind: 'hmac', key: 'sk_test_sandbox_signed', secret: 'sandbox-secret' } as const;

/** What the flows around credentials need: a sandbox, a folder and stores of their own, two windows on them, a person. */
export class CredentialRig {
  sandbox!: Sandbox;
  person!: Person;
  keychain!: Keychain;
  storage!: Keychain;
  /** This window, and another one on the same folder and stores. */
  vault!: CredentialVault;
  other!: CredentialVault;
  parts!: Parts;
  readonly session = new SessionStore();
  private sender!: LocalSender;
  /** One for all tests: two senders with records of their own may sign the same request in the same second. */
  private senderFolder!: string;
  private folder!: string;

  /** Makes one whose parts come and go with the tests of the surrounding `describe`. */
  static here(): CredentialRig {
    const rig = new CredentialRig();
    before(() => rig.open());
    after(() => rig.close());
    beforeEach(() => rig.renew());
    afterEach(() => rig.leave());
    return rig;
  }

  add = (name: string, more: Partial<NewCredential> = {}): Promise<Credential> =>
    this.vault.add({ name, kind: 'hmac', origin: this.sandbox.url, secret: signed, store: 'osKeychain', ...more });

  /** A login at the sandbox. */
  async addLogin(name: string): Promise<Credential> {
    const answer = await fetch(`${this.sandbox.url}/api/v1/user/auth`, {
      method: 'POST',
      body: JSON.stringify({ login: 'demo', password: 'demo' }),
    });
    const { token } = (await answer.json()) as { token: string };
    return this.add(name, { kind: 'jwt', secret: { kind: 'jwt', token } });
  }

  byId = async ({ id }: Credential) => (await this.vault.list()).credentials.find((one) => one.id === id);
  names = async () => (await this.vault.list()).credentials.map(({ name }) => name);

  private async open(): Promise<void> {
    this.sandbox = await startSandbox({});
    this.senderFolder = await mkdtemp(join(tmpdir(), 'manage-sender-'));
    this.sender = createLocalSender(this.senderFolder, '0.0.0');
  }

  private async close(): Promise<void> {
    this.sender.dispose();
    await this.sandbox.stop();
    await rm(this.senderFolder, { recursive: true, force: true });
  }

  private async renew(): Promise<void> {
    this.folder = await mkdtemp(join(tmpdir(), 'manage-'));
    [this.keychain, this.storage] = [new Keychain(), new Keychain()];
    [this.vault, this.other] = [this.openVault(), this.openVault()];
    this.parts = {
      engine: { ...this.sender, sender: this.sender.sender, vault: this.vault },
      credentials: new WindowCredentials(this.vault, new MapMemento(), () => true),
      context: { extension: { extensionKind: ExtensionKind.Workspace } },
      log: { info: () => undefined, warn: () => undefined },
      now: () => new Date(),
    } as unknown as Parts;
    this.person = new Person();
    this.person.meet();
  }

  private async leave(): Promise<void> {
    this.person.leave();
    this.parts.credentials.dispose();
    const settings = workspace.getConfiguration('restlink');
    // Writing settings takes half a second, so only where a test did.
    if (settings.inspect('credentialStore')?.globalValue !== undefined) {
      await settings.update('credentialStore', undefined, ConfigurationTarget.Global);
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  private openVault(): CredentialVault {
    return new CredentialVault({
      index: new CredentialIndex(this.folder, Date.now),
      stores: { osKeychain: this.keychain, secretStorage: this.storage, session: this.session },
      sandbox: { running: async () => null, watch: () => ({ dispose: () => undefined }) },
      environment: null,
      now: Date.now,
      newId: randomUUID,
    });
  }
}

/** A keychain in memory, in whatever state. */
class Keychain implements SecretStore {
  state: KeychainState | null = null;
  private readonly inner = new SessionStore();
  private readonly ids = new Set<string>();

  /** How many secrets it holds. */
  get stored(): number {
    return this.ids.size;
  }

  get = (id: string) => this.guard(() => this.inner.get(id));
  set = (id: string, value: Secret) =>
    this.guard(async () => {
      this.ids.add(id);
      await this.inner.set(id, value);
    });
  delete = (id: string) =>
    this.guard(async () => {
      this.ids.delete(id);
      return this.inner.delete(id);
    });

  private async guard<T>(work: () => Promise<T>): Promise<T> {
    if (this.state) throw new KeychainError(this.state);
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
