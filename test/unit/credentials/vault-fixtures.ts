import {
  type Credential,
  CredentialError,
  CredentialIndex,
  CredentialVault,
  KeychainError,
  type NewCredential,
  type RunningSandbox,
  type Secret,
  type SecretStore,
  SessionStore,
  type VaultPorts,
} from '../../../src/credentials';
import { temporaryFolder } from './fixtures';

export type Step = 'get' | 'set' | 'delete';

/** A keychain in memory that fails when told to, and lets something else happen in the middle of an operation. */
export class FailingStore extends SessionStore implements SecretStore {
  readonly failing = new Set<Step>();
  /** Ids of the entries. */
  readonly held = new Set<string>();
  /** What happens once, right after such a step. */
  readonly afterwards = new Map<Step, () => Promise<unknown>>();

  override async get(id: string): Promise<Secret | null> {
    this.try('get');
    return this.done('get', await super.get(id));
  }
  override async set(id: string, secret: Secret): Promise<void> {
    this.try('set');
    this.held.add(id);
    return this.done('set', await super.set(id, secret));
  }
  override async delete(id: string): Promise<boolean> {
    this.try('delete');
    this.held.delete(id);
    return this.done('delete', await super.delete(id));
  }
  protected try(step: Step): void {
    if (this.failing.has(step)) throw new KeychainError('locked');
  }
  private async done<T>(step: Step, result: T): Promise<T> {
    const next = this.afterwards.get(step);
    this.afterwards.delete(step);
    await next?.();
    return result;
  }
}

/** An index whose changes fail when told to. */
export class FailingIndex extends CredentialIndex {
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

export const secret: Secret = { kind: 'hmac', key: 'sk_prod_a1b2c3d4e5', secret: 'the secret' };
export const other: Secret = { kind: 'hmac', key: 'sk_prod_z9y8x7w6v5', secret: 'another' };
export const fresh: NewCredential = {
  name: 'prod-eu',
  kind: 'hmac',
  origin: 'https://restlink23telecom.com',
  secret,
  store: 'osKeychain',
};
export const login: NewCredential = {
  ...fresh,
  name: 'portal',
  kind: 'jwt',
  secret: { kind: 'jwt', token: 'a.b.c' },
};

export const code = (expected: string) => (error: unknown) =>
  error instanceof CredentialError && error.problem.code === expected;
export const state = (expected: string) => (error: unknown) =>
  error instanceof KeychainError && error.state === expected;

/** A window: a vault with an index of its own on the shared folder, and with the shared keychain. */
export class Window {
  readonly index: FailingIndex;
  readonly vault: CredentialVault;
  private id = 0;

  constructor(
    folder: string,
    stores: VaultPorts['stores'],
    over: Partial<VaultPorts> & { readonly prefix?: string } = {},
  ) {
    this.index = new FailingIndex(folder, Date.now);
    const { prefix = 'id', ...ports } = over;
    this.vault = new CredentialVault({
      index: this.index,
      stores: { session: new SessionStore(), ...stores },
      sandbox: { running: async () => null, watch: () => ({ dispose() {} }) },
      environment: null,
      now: () => Date.parse('2026-01-01T00:00:00Z'),
      newId: () => `${prefix}${++this.id}`,
      ...ports,
    });
  }

  async list(): Promise<readonly Credential[]> {
    return (await this.vault.list()).credentials;
  }

  async names(): Promise<string[]> {
    return (await this.list()).map(({ name }) => name);
  }
}

/** What the tests of one suite work on; made anew for each. */
export class Bench {
  folder = '';
  keychain = new FailingStore();
  secretStorage = new FailingStore();
  sandbox: RunningSandbox | null = null;
  window = new Window('', {});

  get vault(): CredentialVault {
    return this.window.vault;
  }

  /** One more window on the same computer. */
  open(over: Partial<VaultPorts> & { readonly prefix?: string } = {}): Window {
    return new Window(
      this.folder,
      { osKeychain: this.keychain, secretStorage: this.secretStorage },
      { sandbox: { running: async () => this.sandbox, watch: () => ({ dispose() {} }) }, ...over },
    );
  }

  /** Registers what runs around each test. */
  static use(): Bench {
    const bench = new Bench();
    let remove = () => {};
    beforeEach(() => {
      ({ folder: bench.folder, remove } = temporaryFolder());
      bench.keychain = new FailingStore();
      bench.secretStorage = new FailingStore();
      bench.sandbox = null;
      bench.window = bench.open();
    });
    afterEach(() => remove());
    return bench;
  }
}
