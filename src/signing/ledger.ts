import { createHash } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { access, mkdir, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Problem } from '../messages';

/** A (timestamp, signature) pair is accepted once (FACTS.md section 3); a ledger remembers which ones have left. */
export interface Ledger {
  /**
   * Reserves a signature. It covers its timestamp, so the signature alone names the pair.
   * @returns false when somebody has reserved it before
   * @throws LedgerError when the ledger cannot be written
   */
  reserve(signature: string): Promise<boolean>;
}

/** Where a look-up is all that is wanted. */
export interface UsedSignatures {
  /** Whether a signature was reserved lately. A ledger that cannot be read knows of none. */
  has(signature: string): Promise<boolean>;
}

/** The ledger could not be written; nothing may be sent. */
export class LedgerError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/** Longer than the window in which the server would accept a pair, on both sides of its clock. */
const KEEP_MS = 11 * 60_000;
const SWEEP_EVERY_MS = 60_000;

/** A ledger of empty files, shared by all windows and command lines of one person. */
export class FileLedger implements Ledger, UsedSignatures {
  private sweptAt = Number.NEGATIVE_INFINITY;

  /**
   * @param folder created when missing; nothing else may live in it
   * @param now local time in milliseconds
   */
  constructor(
    private readonly folder: string,
    private readonly now: () => number,
  ) {}

  async has(signature: string): Promise<boolean> {
    return access(this.fileOf(signature)).then(
      () => true,
      () => false,
    );
  }

  async reserve(signature: string): Promise<boolean> {
    const file = this.fileOf(signature);
    try {
      const fresh = this.create(file) ?? (await this.createFolderAnd(file));
      // Whoever looks for a free second tries many files in a row: everything else gets its turn in between.
      if (!fresh) await nextTurn();
      this.sweepNowAndThen();
      return fresh;
    } catch (error) {
      throw new LedgerError({
        code: 'sending.ledger.unusable',
        args: { folder: this.folder, reason: errorCode(error) ?? String(error) },
      });
    }
  }

  /** Hashed, so that a look into the folder gives nobody a signature that is still good. */
  private fileOf(signature: string): string {
    return join(this.folder, createHash('sha256').update(signature).digest('hex'));
  }

  /**
   * True: created; false: was there; null: the folder is missing. Not handed to another thread: creating one empty file takes a
   * tenth of a millisecond, waiting for the thread twice that, and every request waits for it.
   */
  private create(file: string): boolean | null {
    try {
      closeSync(openSync(file, 'wx', 0o600));
      return true;
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EEXIST') return false;
      if (code === 'ENOENT') return null;
      throw error;
    }
  }

  private async createFolderAnd(file: string): Promise<boolean> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const fresh = this.create(file);
    if (fresh === null) throw new Error('ENOENT');
    return fresh;
  }

  /** Old entries are only litter, so nobody waits for the broom, and its failures hurt nobody. */
  private sweepNowAndThen(): void {
    const now = this.now();
    if (now - this.sweptAt < SWEEP_EVERY_MS) return;
    this.sweptAt = now;
    void this.sweep(now).catch(() => undefined);
  }

  private async sweep(now: number): Promise<void> {
    for (const name of await readdir(this.folder)) {
      if (!/^[0-9a-f]{64}$/.test(name)) continue;
      const file = join(this.folder, name);
      const { mtimeMs } = await stat(file);
      if (now - mtimeMs > KEEP_MS) await unlink(file);
    }
  }
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
