import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from './files/atomic';
import { ensureFolder } from './files/folder';
import { withLock } from './files/lock';
import { watchContent } from './files/watch';
import {
  type IndexContent,
  type IndexDocument,
  listEntries,
  parseIndex,
  rawEntries,
  readEntry,
  toEntry,
} from './index-document';
import type { ChosenWorkspace, Credential } from './model';
import { checkName, sameName } from './names';
import { CredentialError, type Subscription } from './result';

const FILE = 'credentials.json';

/** What may change in an entry; the rest is what it is. `null` takes a member away. */
export type CredentialChange = Partial<Pick<Credential, 'name' | 'keyHint' | 'store'>> & {
  readonly expires?: number | null;
  readonly workspace?: ChosenWorkspace | null;
};

/**
 * `credentials.json` in the per-user folder: what is not secret about the stored credentials (product.md section 3).
 * Shared by all windows and the command line: every change is made under a lock by temporary file and rename. A file
 * that cannot be read is never overwritten; members and entries of newer versions are kept as they are.
 */
export class CredentialIndex {
  private readonly file: string;

  /** @param folder the per-user folder; created when first written */
  constructor(
    private readonly folder: string,
    private readonly now: () => number,
  ) {
    this.file = join(folder, FILE);
  }

  /** All stored credentials in the order they were added. Never throws for what the file holds. */
  async list(): Promise<IndexContent> {
    try {
      return listEntries(await this.read(), this.file);
    } catch (error) {
      if (error instanceof CredentialError) return { credentials: [], problem: error.problem };
      throw error;
    }
  }

  /** @throws CredentialError for a name that is taken or not allowed, a damaged file, or a lock that stays taken */
  async add(credential: Credential): Promise<void> {
    await this.change((document) => {
      const problem = checkName(credential.name, namesIn(document));
      if (problem) throw new CredentialError(problem);
      document.credentials.push(toEntry(credential));
    });
  }

  /**
   * Changes these members and no others, so that what another window changes meanwhile stays.
   * @returns the entry as it is now
   * @throws CredentialError as `add` does, and `credential.unknown` when it was removed meanwhile
   */
  async update({ id, name }: Pick<Credential, 'id' | 'name'>, change: CredentialChange): Promise<Credential> {
    return this.change((document) => {
      const unknown = new CredentialError({ code: 'credential.unknown', args: { name } });
      const entry = rawEntries(document).find((raw) => raw.id === id);
      if (entry === undefined) throw unknown;
      if (change.name !== undefined) {
        const others = namesIn({ ...document, credentials: rawEntries(document).filter((raw) => raw !== entry) });
        const problem = checkName(change.name, others);
        if (problem) throw new CredentialError(problem);
      }
      Object.assign(entry, change);
      if (change.expires === null) delete entry.expires;
      if (change.workspace === null) delete entry.workspace;
      const changed = readEntry(entry);
      if (changed === null) throw unknown;
      return changed;
    });
  }

  /** @returns false when there was no such entry */
  async remove(id: string): Promise<boolean> {
    return this.change((document) => {
      const entry = rawEntries(document).find((raw) => raw.id === id);
      document.credentials = document.credentials.filter((raw) => raw !== entry);
      return entry !== undefined;
    });
  }

  /**
   * Runs work on the secret of one credential while no other process does. It may wait for the person: others wait 15 s
   * for it, then say so.
   * @throws CredentialError `credential.busy`, `credentials.unwritable`, and whatever `work` throws
   */
  async exclusively<T>({ id, name }: Pick<Credential, 'id' | 'name'>, work: () => Promise<T>): Promise<T> {
    // An id comes from the file and may hold anything.
    const file = join(this.folder, `credential-${createHash('sha256').update(id).digest('hex').slice(0, 32)}.lock`);
    let begun = false;
    try {
      await ensureFolder(this.folder);
      return await withLock(file, this.now, () => {
        begun = true;
        return work();
      });
    } catch (error) {
      if (begun) throw error;
      if (error instanceof CredentialError) throw new CredentialError({ code: 'credential.busy', args: { name } });
      throw this.unwritable(error);
    }
  }

  /** Calls `listener` after every change of the file, by whichever process. */
  watch(listener: () => void): Subscription {
    return watchContent(this.folder, FILE, listener);
  }

  private async change<T>(edit: (document: IndexDocument) => T): Promise<T> {
    try {
      await ensureFolder(this.folder);
      return await withLock(join(this.folder, 'credentials.lock'), this.now, (stillHeld) => this.edit(edit, stillHeld));
    } catch (error) {
      throw error instanceof CredentialError ? error : this.unwritable(error);
    }
  }

  private unwritable(error: unknown): CredentialError {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown';
    return new CredentialError({ code: 'credentials.unwritable', args: { file: this.file, reason } }, { cause: error });
  }

  private async edit<T>(edit: (document: IndexDocument) => T, stillHeld: () => Promise<void>): Promise<T> {
    const document = await this.read();
    const before = JSON.stringify(document);
    const result = edit(document);
    if (JSON.stringify(document) !== before) {
      await stillHeld();
      await replaceFile(this.file, `${JSON.stringify(document, null, 2)}\n`);
    }
    return result;
  }

  private async read(): Promise<IndexDocument> {
    let text: string;
    try {
      text = await readFile(this.file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { version: 1, credentials: [] };
      const reason = (error as NodeJS.ErrnoException).code ?? 'unknown';
      throw new CredentialError({ code: 'credentials.unreadable', args: { file: this.file, reason } });
    }
    const document = parseIndex(text);
    if (document === null) throw new CredentialError({ code: 'credentials.damaged', args: { file: this.file } });
    return document;
  }
}

/** Also those of entries that this version cannot read: their names stay theirs. */
function namesIn(document: IndexDocument): string[] {
  return rawEntries(document).flatMap(({ name }) => (typeof name === 'string' ? [name] : []));
}

/** Finds a credential by its id, else by its name. */
export function findCredential(credentials: readonly Credential[], idOrName: string): Credential | undefined {
  return credentials.find(({ id }) => id === idOrName) ?? credentials.find(({ name }) => sameName(name, idOrName));
}
