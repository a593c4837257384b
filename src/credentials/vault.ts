import type { Problem } from '../messages';
import type { EnvironmentCredential } from './environment';
import { type CredentialIndex, findCredential } from './index-file';
import { checkSecret, secretHint, tokenExpiry } from './key';
import type { Credential, CredentialKind, CredentialStore, Secret } from './model';
import { checkName } from './names';
import { parseOrigin } from './origin';
import { CredentialError, type Subscription } from './result';
import { sandboxCredentials, sandboxSecret } from './sandbox';
import type { RunningSandbox } from './sandbox-registry';
import { KeychainError, type SecretStore } from './stores/secret-store';

/** Where a person's secrets can be kept. */
export type WritableStore = Exclude<CredentialStore, 'builtin' | 'environment'>;

/** What the vault is built on. */
export interface VaultPorts {
  readonly index: CredentialIndex;
  /** Those that can be reached from here: the command line has no `secretStorage`. */
  readonly stores: Partial<Readonly<Record<WritableStore, SecretStore>>>;
  readonly sandbox: {
    running(): Promise<RunningSandbox | null>;
    watch(listener: () => void): Subscription;
  };
  /** The credential of the RESTLINK_* variables: `secretOf` knows its secret, `list` does not show it. */
  readonly environment: EnvironmentCredential | null;
  now(): number;
  /** A new unique id. */
  newId(): string;
}

/** A credential to be added. */
export interface NewCredential {
  readonly name: string;
  readonly kind: CredentialKind;
  /** As typed. */
  readonly origin: string;
  readonly secret: Secret;
  readonly store: WritableStore;
}

/** All credentials that can be chosen from, and what of the index cannot be read. */
export interface VaultContent {
  readonly credentials: readonly Credential[];
  readonly problem: Problem | null;
}

/**
 * Index and stores as one. A secret is stored before the index names it and deleted before the index forgets it, and
 * when a step fails the ones before it are undone: there is never an entry that was half made, nor a secret that nobody
 * knows of.
 */
export class CredentialVault {
  /** Credentials kept for this session: in memory, as their secrets are. */
  private session: readonly Credential[] = [];
  private readonly listeners = new Set<() => void>();

  constructor(private readonly ports: VaultPorts) {}

  /** The built-in ones while a sandbox runs, the stored ones, and those of this session. */
  async list(): Promise<VaultContent> {
    const [{ credentials, problem }, sandbox] = await Promise.all([
      this.ports.index.list(),
      this.ports.sandbox.running(),
    ]);
    const builtin = sandbox ? sandboxCredentials(sandbox.url, sandbox.started) : [];
    return { credentials: [...credentials, ...this.session, ...builtin], problem };
  }

  /**
   * The secret part of a credential, to be held as shortly as possible.
   * @throws KeychainError with the state of its keychain; `entryGone` when it was deleted from outside
   */
  async secretOf(credential: Credential): Promise<Secret> {
    const { environment } = this.ports;
    if (credential.store === 'environment' && environment) return environment.secret;
    const secret =
      credential.store === 'builtin' ? sandboxSecret(credential.id) : await this.storeOf(credential).get(credential.id);
    if (secret === null || secret.kind !== credential.kind) throw new KeychainError('entryGone');
    return secret;
  }

  /** @throws CredentialError for a name, origin or secret that cannot be; KeychainError when it could not be stored */
  async add({ name, kind, origin, secret, store }: NewCredential): Promise<Credential> {
    const { credentials, problem: damaged } = await this.list();
    const names = credentials.map((credential) => credential.name);
    const parsed = parseOrigin(origin);
    if (!parsed.ok) throw new CredentialError(parsed.problem);
    if (secret.kind !== kind) throw new CredentialError({ code: 'credential.otherKind', args: { name } });
    const problem = checkName(name, names) ?? checkSecret(secret);
    if (problem) throw new CredentialError(problem);
    if (damaged && damaged.code !== 'credentials.skipped') throw new CredentialError(damaged);

    const credential = describe(this.ports.newId(), name, parsed.value, store, new Date(this.ports.now()), secret);
    const target = this.storeOf(credential);
    await target.set(credential.id, secret);
    if (store === 'session') this.session = [...this.session, credential];
    else await undoing(this.ports.index.add(credential), () => target.delete(credential.id));
    this.changed();
    return credential;
  }

  /**
   * Deletes secret and entry.
   * @throws KeychainError when the secret cannot be deleted now: nothing has changed then
   */
  async remove(idOrName: string): Promise<Credential> {
    const credential = await this.find(idOrName);
    const store = this.storeOf(credential);
    const secret = await store.get(credential.id);
    await store.delete(credential.id);
    await undoing(this.removeEntry(credential), async () => {
      if (secret) await store.set(credential.id, secret);
    });
    this.changed();
    return credential;
  }

  /**
   * Takes a credential off the list although its keychain cannot be reached; a secret that is still in there stays.
   * To be offered after `remove` failed, and to say so.
   */
  async forget(idOrName: string): Promise<Credential> {
    const credential = await this.find(idOrName);
    await this.removeEntry(credential);
    this.changed();
    return credential;
  }

  /** @throws CredentialError for a name that is taken or not allowed */
  async rename(idOrName: string, name: string): Promise<Credential> {
    const credential = await this.find(idOrName);
    const { credentials } = await this.list();
    const others = credentials.filter(({ id }) => id !== credential.id).map((other) => other.name);
    const problem = checkName(name, others);
    if (problem) throw new CredentialError(problem);
    const renamed = { ...credential, name };
    await this.updateEntry(renamed);
    this.changed();
    return renamed;
  }

  /** Puts another secret of the same kind in the place of a credential's own; the old one stays if anything fails. */
  async replaceSecret(idOrName: string, secret: Secret): Promise<Credential> {
    const credential = await this.find(idOrName);
    if (secret.kind !== credential.kind) {
      throw new CredentialError({ code: 'credential.otherKind', args: { name: credential.name } });
    }
    const problem = checkSecret(secret);
    if (problem) throw new CredentialError(problem);
    const { id, name, origin, store, created } = credential;
    const replaced = describe(id, name, origin, store, new Date(created), secret);
    const target = this.storeOf(credential);
    const old = await target.get(id);
    await target.set(id, secret);
    await undoing(this.updateEntry(replaced), async () => {
      if (old) await target.set(id, old);
    });
    this.changed();
    return replaced;
  }

  /** Moves a secret to another store, such as from VS Code's to the keychain; it is in one of them at any moment. */
  async move(idOrName: string, store: WritableStore): Promise<Credential> {
    const credential = await this.find(idOrName);
    if (credential.store === store) return credential;
    const moved = { ...credential, store };
    const from = this.storeOf(credential);
    const to = this.storeOf(moved);
    const secret = await this.secretOf(credential);
    await to.set(credential.id, secret);
    await undoing(this.moveEntry(credential, moved), () => to.delete(credential.id));
    this.changed();
    await from.delete(credential.id);
    return moved;
  }

  /** Calls `listener` after every change of the list: from here, another window, the command line, or a sandbox. */
  onDidChange(listener: () => void): Subscription {
    const parts = [this.ports.index.watch(listener), this.ports.sandbox.watch(listener)];
    this.listeners.add(listener);
    return {
      dispose: () => {
        this.listeners.delete(listener);
        for (const part of parts) part.dispose();
      },
    };
  }

  private async find(idOrName: string): Promise<Credential> {
    const credential = findCredential((await this.list()).credentials, idOrName);
    if (!credential) throw new CredentialError({ code: 'credential.unknown', args: { name: idOrName } });
    if (credential.store === 'builtin') {
      throw new CredentialError({ code: 'credential.builtin', args: { name: credential.name } });
    }
    return credential;
  }

  private storeOf({ store, name }: Credential): SecretStore {
    const found = store === 'builtin' || store === 'environment' ? undefined : this.ports.stores[store];
    if (found) return found;
    const code = store === 'secretStorage' ? 'credential.inSecretStorage' : 'credential.storeMissing';
    throw new CredentialError({ code, args: { name } });
  }

  private async removeEntry({ id, store }: Credential): Promise<void> {
    if (store === 'session') this.session = this.session.filter((other) => other.id !== id);
    else await this.ports.index.remove(id);
  }

  private async updateEntry(credential: Credential): Promise<void> {
    const { id, name, keyHint, store, expires = null } = credential;
    if (store === 'session') this.session = this.session.map((other) => (other.id === id ? credential : other));
    else await this.ports.index.update(id, { name, keyHint, store, expires });
  }

  private async moveEntry(from: Credential, to: Credential): Promise<void> {
    if (from.store === 'session') await this.ports.index.add(to);
    else if (to.store === 'session') await this.ports.index.remove(from.id);
    else await this.updateEntry(to);
    this.session = this.session.filter(({ id }) => id !== from.id);
    if (to.store === 'session') this.session = [...this.session, to];
  }

  private changed(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

function describe(
  id: string,
  name: string,
  origin: string,
  store: CredentialStore,
  created: Date,
  secret: Secret,
): Credential {
  const expires = secret.kind === 'jwt' ? tokenExpiry(secret.token) : undefined;
  const base = {
    id,
    name,
    kind: secret.kind,
    origin,
    keyHint: secretHint(secret),
    store,
    created: created.toISOString(),
  };
  return expires === undefined ? base : { ...base, expires };
}

/** Waits for a step; when it fails the step before it is undone, and the failure is told. */
async function undoing(step: Promise<unknown>, undo: () => Promise<unknown>): Promise<void> {
  try {
    await step;
  } catch (error) {
    await undo().catch(() => {}); // the first failure is the one to tell
    throw error;
  }
}
