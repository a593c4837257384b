import { randomBytes } from 'node:crypto';
import { open, readdir, readFile, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { SandboxError } from '../basics/sandbox-error';
import { returnLock, takeLock } from './lock';
import type { SavedState } from './saved-state';
import { readState, stateText } from './state-text';

/** The file behind `--db`: one JSON text, replaced as a whole, by one sandbox at a time. */
export class Database {
  #writing: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | null = null;

  /** @param name what the person calls the file */
  private constructor(
    private readonly name: string,
    private readonly file: string,
  ) {}

  /**
   * Takes a file, which need not be there yet, for this sandbox alone, and removes what killed ones left beside it.
   * @throws SandboxError `sandbox.dbInUse`, `sandbox.dbUnwritable`
   */
  static async open(name: string): Promise<Database> {
    // A link stays one: what it leads to is replaced.
    const file = await realpath(name).catch(() => name);
    const lock = lockOf(file);
    let holder: number | null;
    try {
      holder = await takeLock(lock);
    } catch (error) {
      throw new SandboxError({ code: 'sandbox.dbUnwritable', args: { file: name, reason: codeOf(error) } });
    }
    if (holder !== null) throw new SandboxError({ code: 'sandbox.dbInUse', args: { file: name, pid: holder, lock } });
    await removeLeftovers(file);
    return new Database(name, file);
  }

  /**
   * The state as it was left, or null where there is no file yet.
   * @throws SandboxError `sandbox.dbDamaged`, `sandbox.dbUnreadable`; the file is left as it is
   */
  async read(): Promise<SavedState | null> {
    let text: string;
    try {
      text = await readFile(this.file, 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw new SandboxError({ code: 'sandbox.dbUnreadable', args: { file: this.name, reason: codeOf(error) } });
    }
    const state = readState(text);
    if (!state) throw new SandboxError({ code: 'sandbox.dbDamaged', args: { file: this.name } });
    return state;
  }

  /** First write, before anything relies on it. @throws SandboxError `sandbox.dbUnwritable` */
  async prove(state: SavedState): Promise<void> {
    try {
      await this.write(() => state);
    } catch (error) {
      throw new SandboxError({ code: 'sandbox.dbUnwritable', args: { file: this.name, reason: codeOf(error) } });
    }
  }

  /**
   * Writes the state by temporary file and rename, mode 0600. Calls that come while one write runs share the next one.
   * @param state asked for when the write begins
   */
  write(state: () => SavedState): Promise<void> {
    if (this.#waiting) return this.#waiting;
    const next = this.#writing
      .catch(() => {})
      .then(() => {
        this.#waiting = null;
        return this.#replace(stateText(state()));
      });
    this.#waiting = next;
    this.#writing = next;
    return next;
  }

  /** Waits for writes that are under way, then leaves the file to others; how they ended is told to those who asked. */
  async close(): Promise<void> {
    await this.#writing.catch(() => {});
    await returnLock(lockOf(this.file));
  }

  async #replace(text: string): Promise<void> {
    const temporary = `${this.file}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      const handle = await open(temporary, 'wx', 0o600);
      try {
        await handle.writeFile(text);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, this.file);
    } catch (error) {
      await rm(temporary, { force: true }).catch(() => {});
      throw error;
    }
  }
}

function lockOf(file: string): string {
  return `${file}.lock`;
}

async function removeLeftovers(file: string): Promise<void> {
  const isLeft = (name: string) =>
    name.startsWith(`${basename(file)}.`) && /^\.[0-9a-f]{12}\.tmp$/.test(name.slice(basename(file).length));
  const names = await readdir(dirname(file)).catch(() => []);
  for (const name of names.filter(isLeft)) await rm(join(dirname(file), name), { force: true }).catch(() => {});
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
