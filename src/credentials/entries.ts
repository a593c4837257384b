import type { IndexContent } from './index-document';
import type { CredentialChange, CredentialIndex } from './index-file';
import type { Credential } from './model';
import { CredentialError } from './result';
import type { WritableStore } from './stores/secret-store';
import { undoing } from './undoing';

/**
 * The entries of the person's credentials: those of the index, and those kept for this session, which are in memory as
 * their secrets are.
 */
export class CredentialEntries {
  private session: readonly Credential[] = [];

  constructor(private readonly index: CredentialIndex) {}

  async list(): Promise<IndexContent> {
    const { credentials, problem } = await this.index.list();
    return { credentials: [...credentials, ...this.session], problem };
  }

  /** @throws CredentialError as the index does */
  async add(credential: Credential): Promise<void> {
    if (credential.store === 'session') this.session = [...this.session, credential];
    else await this.index.add(credential);
  }

  /** @returns the entry as it is now @throws CredentialError as the index does */
  async change(credential: Credential, change: CredentialChange): Promise<Credential> {
    if (credential.store !== 'session') return this.index.update(credential, change);
    const changed = withChange(this.requireSession(credential), change);
    this.session = this.session.map((other) => (other.id === changed.id ? changed : other));
    return changed;
  }

  async remove({ id, store }: Credential): Promise<void> {
    if (store === 'session') this.session = this.session.filter((other) => other.id !== id);
    else await this.index.remove(id);
  }

  /** Says where the secret is now. @returns the entry as it is now @throws CredentialError as the index does */
  async move(credential: Credential, store: WritableStore): Promise<Credential> {
    if (credential.store === 'session') return this.fromSession(credential, store);
    if (store !== 'session') return this.index.update(credential, { store });
    const moved = { ...credential, store };
    if (!(await this.index.remove(credential.id))) throw unknown(credential);
    this.session = [...this.session, moved];
    return moved;
  }

  /** Whether it is certain that an entry is no more: a list that cannot be read may still hold it. */
  async isGone({ id }: Credential): Promise<boolean> {
    const { credentials, problem } = await this.list();
    return problem === null && credentials.every((other) => other.id !== id);
  }

  /** Runs work on the secret of a credential while no other process does; one of this session is known to no other. */
  exclusively<T>(credential: Credential, work: () => Promise<T>): Promise<T> {
    return credential.store === 'session' ? work() : this.index.exclusively(credential, work);
  }

  private async fromSession(credential: Credential, store: WritableStore): Promise<Credential> {
    const moved = { ...this.requireSession(credential), store };
    // Out of the one list before it is in the other: what removes it meanwhile must not find it twice.
    this.session = this.session.filter(({ id }) => id !== credential.id);
    await undoing(this.index.add(moved), async () => {
      this.session = [...this.session, credential];
    });
    return moved;
  }

  private requireSession(credential: Credential): Credential {
    const found = this.session.find(({ id }) => id === credential.id);
    if (!found) throw unknown(credential);
    return found;
  }
}

function unknown({ name }: Credential): CredentialError {
  return new CredentialError({ code: 'credential.unknown', args: { name } });
}

function withChange(credential: Credential, change: CredentialChange): Credential {
  const { expires, workspace, ...rest } = { ...credential, ...change };
  return {
    ...rest,
    ...(typeof expires === 'number' ? { expires } : {}),
    ...(workspace ? { workspace } : {}),
  };
}
