import type { Problem } from '../messages';
import { CredentialEntries } from './entries';
import { type CredentialChange, findCredential } from './index-file';
import { checkSecret, shownOf } from './key';
import type { ChosenWorkspace, Credential, Secret } from './model';
import { checkName } from './names';
import { parseOrigin } from './origin';
import { CredentialError, type Subscription } from './result';
import { sandboxCredentials, sandboxSecret } from './sandbox';
import { boundTo, type StoredSecret, unbound } from './stores/bound-secret';
import { KeychainError, type SecretStore, type WritableStore } from './stores/secret-store';
import { undoing } from './undoing';
import type { NewCredential, VaultContent, VaultPorts } from './vault-ports';
import { readWorkspace } from './workspace';

/**
 * Index and stores as one. A secret is stored before the index names it and deleted before the index forgets it, and
 * when a step fails the ones before it are undone: there is never an entry that was half made, nor a secret that nobody
 * knows of. Changes of one secret by several windows come one after the other.
 */
export class CredentialVault {
  private readonly entries: CredentialEntries;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly ports: VaultPorts) {
    this.entries = new CredentialEntries(ports.index);
  }

  /** The stored ones, those of this session, and the built-in ones while a sandbox runs. */
  async list(): Promise<VaultContent> {
    const [{ credentials, problem }, sandbox] = await Promise.all([this.entries.list(), this.ports.sandbox.running()]);
    const builtin = sandbox ? sandboxCredentials(sandbox.url, sandbox.started) : [];
    return { credentials: [...credentials, ...builtin], problem };
  }

  /**
   * The secret part of a credential, to be held as shortly as possible.
   * @throws KeychainError with the state of its keychain; `entryGone` when it was deleted from outside; CredentialError
   *   `credential.originChanged` when it was stored for another origin
   */
  async secretOf(credential: Credential): Promise<Secret> {
    const { environment } = this.ports;
    if (credential.store === 'environment' && environment) return environment.secret;
    const secret =
      credential.store === 'builtin' ? sandboxSecret(credential.id) : await this.storeOf(credential).get(credential.id);
    if (secret === null || secret.kind !== credential.kind) throw new KeychainError('entryGone');
    return unbound(secret, credential);
  }

  /** @throws CredentialError for a name, origin or secret that cannot be; KeychainError when it could not be stored */
  async add({ name, kind, origin, secret, store }: NewCredential): Promise<Credential> {
    const bound = await this.checkNew(name, origin);
    if (secret.kind !== kind) throw new CredentialError({ code: 'credential.otherKind', args: { name } });
    refuse(checkSecret(secret));
    const created = new Date(this.ports.now()).toISOString();
    const credential = { id: this.ports.newId(), name, kind, origin: bound, store, created, ...shownOf(secret) };
    const target = this.storeOf(credential);
    await target.set(credential.id, boundTo(credential, secret));
    await undoing(this.entries.add(credential), () => target.delete(credential.id));
    this.changed();
    return credential;
  }

  /**
   * Adds a credential with the secret of another one, kept in the same place, for another origin (or the same one). The
   * workspace is not copied: another origin has others.
   * @param origin as typed
   * @throws as `add` and `secretOf` do
   */
  async duplicate(idOrName: string, name: string, origin: string): Promise<Credential> {
    const source = await this.find(idOrName);
    await this.checkNew(name, origin); // before a keychain asks for its password
    const secret = await this.secretOf(source);
    return this.add({ name, kind: source.kind, origin, secret, store: source.store });
  }

  /**
   * Deletes secret and entry.
   * @throws KeychainError when the secret cannot be deleted now: nothing has changed then
   */
  remove(idOrName: string): Promise<Credential> {
    return this.alone(idOrName, async (credential) => {
      const store = this.storeOf(credential);
      const secret = await store.get(credential.id);
      await store.delete(credential.id);
      await undoing(this.entries.remove(credential), () => this.restore(credential, store, secret));
      return credential;
    });
  }

  /**
   * Takes a credential off the list although its keychain cannot be reached; a secret that is still in there stays.
   * To be offered after `remove` failed, and to say so.
   */
  async forget(idOrName: string): Promise<Credential> {
    const credential = await this.find(idOrName);
    await this.entries.remove(credential);
    this.changed();
    return credential;
  }

  /** @throws CredentialError for a name that is taken or not allowed */
  async rename(idOrName: string, name: string): Promise<Credential> {
    const credential = await this.find(idOrName);
    const { credentials } = await this.list();
    const others = credentials.filter(({ id }) => id !== credential.id).map((other) => other.name);
    refuse(checkName(name, others));
    return this.change(credential, { name });
  }

  /**
   * Chooses the workspace of a login; null is the main one (FACTS.md section 3, "Keys").
   * @throws CredentialError for a key, which is bound to its workspace, and for what is no workspace
   */
  async setWorkspace(idOrName: string, workspace: ChosenWorkspace | null): Promise<Credential> {
    const credential = await this.find(idOrName);
    const { kind, name } = credential;
    if (kind !== 'jwt') throw new CredentialError({ code: 'credential.workspaceOfKey', args: { name } });
    const chosen = readWorkspace(workspace);
    if (workspace !== null && chosen === null) throw new CredentialError({ code: 'credential.workspaceInvalid' });
    return this.change(credential, { workspace: chosen });
  }

  /** Puts another secret of the same kind in the place of a credential's own; the old one stays if anything fails. */
  replaceSecret(idOrName: string, secret: Secret): Promise<Credential> {
    return this.alone(idOrName, async (credential) => {
      const { id, kind, name } = credential;
      if (secret.kind !== kind) throw new CredentialError({ code: 'credential.otherKind', args: { name } });
      refuse(checkSecret(secret));
      const store = this.storeOf(credential);
      const old = await readable(store.get(id));
      if (old) unbound(old, credential);
      await store.set(id, boundTo(credential, secret));
      const change = { expires: null, ...shownOf(secret) };
      return undoing(this.entries.change(credential, change), () => this.restore(credential, store, old));
    });
  }

  /**
   * Moves a secret to another store, such as from VS Code's to the keychain; it is in one of them at any moment.
   * @throws CredentialError `credential.copyInKeychain`, `credential.copyInEditor` when it was moved but its old copy could
   *   not be deleted; after any other error it is where it was
   */
  move(idOrName: string, store: WritableStore): Promise<Credential> {
    return this.alone(idOrName, async (credential) => {
      const { id, name } = credential;
      if (credential.store === store) return credential;
      const from = this.storeOf(credential);
      const to = this.storeOf({ store, name });
      await to.set(id, boundTo(credential, await this.secretOf(credential)));
      const moved = await undoing(this.entries.move(credential, store), () => to.delete(id));
      try {
        await from.delete(id);
      } catch (cause) {
        // Not taken back: a deletion that timed out may have been carried out, and the new copy be the only one.
        const code = credential.store === 'osKeychain' ? 'credential.copyInKeychain' : 'credential.copyInEditor';
        throw new CredentialError({ code, args: { name, id } }, { cause });
      }
      return moved;
    });
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

  /** @returns the origin that is bound @throws CredentialError for a name or origin that cannot be, or a damaged list */
  private async checkNew(name: string, origin: string): Promise<string> {
    const { credentials, problem } = await this.list();
    const parsed = parseOrigin(origin);
    if (!parsed.ok) throw new CredentialError(parsed.problem);
    refuse(
      checkName(
        name,
        credentials.map((credential) => credential.name),
      ),
    );
    if (problem?.code !== 'credentials.skipped') refuse(problem);
    return parsed.value;
  }

  /** @param called what it is called where it cannot be found */
  private async find(idOrName: string, called = idOrName): Promise<Own> {
    const credential = findCredential((await this.list()).credentials, idOrName);
    if (!credential) throw new CredentialError({ code: 'credential.unknown', args: { name: called } });
    if (credential.store === 'builtin') {
      throw new CredentialError({ code: 'credential.builtin', args: { name: credential.name } });
    }
    return credential as Own;
  }

  private storeOf({ store, name }: Pick<Credential, 'store' | 'name'>): SecretStore {
    const found = store === 'builtin' || store === 'environment' ? undefined : this.ports.stores[store];
    if (found) return found;
    const code = store === 'secretStorage' ? 'credential.inSecretStorage' : 'credential.storeMissing';
    throw new CredentialError({ code, args: { name } });
  }

  /** Work on a secret that no other window changes meanwhile; it is given the credential as it is by then. */
  private async alone(idOrName: string, work: (credential: Own) => Promise<Credential>): Promise<Credential> {
    const found = await this.find(idOrName);
    try {
      return await this.entries.exclusively(found, async () => work(await this.find(found.id, found.name)));
    } finally {
      this.changed();
    }
  }

  private async change(credential: Credential, change: CredentialChange): Promise<Credential> {
    const changed = await this.entries.change(credential, change);
    this.changed();
    return changed;
  }

  /** Puts an old secret back, unless its entry is gone by now: then nobody would know of it. */
  private async restore(credential: Credential, store: SecretStore, old: StoredSecret | null): Promise<void> {
    if (old !== null && !(await this.entries.isGone(credential))) await store.set(credential.id, old);
    else await store.delete(credential.id);
  }

  private changed(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

/** One of the person's own. */
type Own = Credential & { readonly store: WritableStore };

/** @throws CredentialError when there is a problem */
function refuse(problem: Problem | null | undefined): void {
  if (problem) throw new CredentialError(problem);
}

/** A secret that is about to be replaced; where the keychain cannot tell locked from missing it counts as missing. */
async function readable(reading: Promise<StoredSecret | null>): Promise<StoredSecret | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof KeychainError && error.state === 'lockedOrMissing') return null;
    throw error;
  }
}
