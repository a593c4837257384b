import { createHash } from 'node:crypto';
import { closeSync, linkSync, openSync } from 'node:fs';
import { access, mkdir, opendir, readdir, rmdir, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Problem } from '../messages';

/** A (timestamp, signature) pair is accepted once (FACTS.md section 3); a ledger remembers which ones have left. */
export interface Ledger {
  /**
   * Reserves a signature.
   * @param timestamp Unix seconds for which it was made; it is covered by the signature, so the signature alone names the pair
   * @returns false when somebody has reserved it before
   * @throws LedgerError when the ledger cannot be written
   */
  reserve(signature: string, timestamp: number): Promise<boolean>;
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

/**
 * A signature is made at most 270 s before its second and accepted for 300 s after it; the seconds of a folder are up to 60 s
 * apart. So 630 s after the first entry of a folder nobody wants any of them, whatever a file system understands by the time
 * of a folder.
 */
const KEEP_MS = 11 * 60_000;
const SWEEP_EVERY_MS = 60_000;
/** Entries taken away at a time: a command that has only a little to send must not stay to clean up after a large one. */
const SWEPT_AT_ONCE = 5000;

/** Other programs may take the folder away while it is used, between any two steps, and again and again. */
const ATTEMPTS = 20;

/**
 * A ledger of empty files, or names of one, shared by all windows and command lines of one person: `MINUTE/HASH`, where the
 * minute is that of the signed second. So what has to be swept are whole folders, and nobody looks at each of a hundred
 * thousand files.
 */
export class FileLedger implements Ledger, UsedSignatures {
  private sweptAt = Number.NEGATIVE_INFINITY;
  /** Those reserved by this process itself, which hold even where somebody deletes the folder. */
  private own = new Set<string>();
  private ownBefore = new Set<string>();
  private ownSince: number;
  /** An entry that this process has made, as long as it is there. */
  private first: string | null = null;
  private linksWork = true;

  /**
   * @param folder created when missing; nothing else may live in it
   * @param now milliseconds of a clock that goes on steadily
   */
  constructor(
    private readonly folder: string,
    private readonly now: () => number,
  ) {
    this.ownSince = now();
  }

  async has(signature: string): Promise<boolean> {
    const name = nameOf(signature);
    const there = (minute: string) =>
      access(join(this.folder, minute, name)).then(
        () => true,
        () => false,
      );
    const minutes = await readdir(this.folder).catch(() => []);
    return (await Promise.all(minutes.filter(isMinute).map(there))).includes(true);
  }

  async reserve(signature: string, timestamp: number): Promise<boolean> {
    const name = nameOf(signature);
    const file = join(this.folder, String(Math.floor(timestamp / 60)), name);
    try {
      const fresh = !this.isOwn(name) && (this.create(file) ?? (await this.createFolderAnd(file)));
      if (fresh) this.own.add(name);
      // Whoever looks for a free second tries many files in a row: everything else gets its turn in between.
      else await nextTurn();
      this.sweepNowAndThen(dirname(file));
      return fresh;
    } catch (error) {
      throw new LedgerError(problemOf(error, this.folder));
    }
  }

  private isOwn(name: string): boolean {
    return this.own.has(name) || this.ownBefore.has(name);
  }

  /**
   * True: created; false: was there; null: the folder is missing. Not handed to another thread: creating one empty file takes a
   * tenth of a millisecond, waiting for the thread twice that, and every request waits for it.
   */
  private create(file: string): boolean | null {
    const linked = this.link(file);
    if (linked !== null) return linked;
    try {
      closeSync(openSync(file, 'wx', 0o600));
      this.first = file;
      return true;
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EEXIST') return false;
      if (code === 'ENOENT') return null;
      throw error;
    }
  }

  /**
   * The same as one more name of an empty file that is there: it fails likewise where there is such an entry, and nothing has
   * to be found on the disk for it. After many files were deleted, some file systems take thirty times as long for a new one.
   * @returns null where a new file has to be made
   */
  private link(file: string): boolean | null {
    if (this.first === null || !this.linksWork) return null;
    try {
      linkSync(this.first, file);
      return true;
    } catch (error) {
      const code = codeOf(error) ?? '';
      if (code === 'EEXIST') return false;
      this.first = null;
      // Missing, or with as many names as a file may have. Anything else: this file system gives a file one name.
      this.linksWork = code === 'ENOENT' || code === 'EMLINK';
      return null;
    }
  }

  private async createFolderAnd(file: string): Promise<boolean> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      await mkdir(dirname(this.folder), { recursive: true, mode: 0o700 });
      // Each by itself: asked for several at once, Node calls a full disk a missing folder.
      for (const folder of [this.folder, dirname(file)]) await mkdir(folder, { mode: 0o700 }).catch(unlessGone);
      const fresh = this.create(file);
      if (fresh !== null) return fresh;
    }
    throw Object.assign(new Error('the folder vanishes again and again'), { code: 'ENOENT' });
  }

  /** Old entries are only litter, so nobody waits for the broom, and its failures hurt nobody. */
  private sweepNowAndThen(fresh: string): void {
    const now = this.now();
    if (now - this.sweptAt < SWEEP_EVERY_MS) return;
    this.sweptAt = now;
    if (now - this.ownSince > KEEP_MS) {
      this.ownBefore = this.own;
      this.own = new Set();
      this.ownSince = now;
    }
    void this.sweep(fresh).catch(() => undefined);
  }

  /** @param fresh a folder that was written a moment ago: it tells the time of the file system, which may be another than ours */
  private async sweep(fresh: string): Promise<void> {
    const { mtimeMs: now } = await stat(fresh);
    let left = SWEPT_AT_ONCE;
    for (const minute of (await readdir(this.folder)).filter(isMinute)) {
      if (left <= 0) return;
      const folder = join(this.folder, minute);
      try {
        if (now - (await stat(folder)).mtimeMs > KEEP_MS) left -= await emptied(folder, left);
      } catch {
        // Another sweeper was faster, or it is no folder of ours.
      }
    }
  }
}

/** Removes entries, at most so many, and the folder when nothing is left. @returns how many */
async function emptied(folder: string, most: number): Promise<number> {
  const entries: string[] = [];
  for await (const { name } of await opendir(folder)) {
    if (/^[0-9a-f]{64}$/.test(name)) entries.push(name);
    if (entries.length >= most) break;
  }
  await Promise.all(entries.map((name) => unlink(join(folder, name)).catch(() => undefined)));
  if (entries.length < most) await rmdir(folder);
  return entries.length;
}

/** One that is there is what we want; one that vanished meanwhile is tried again. */
function unlessGone(error: unknown): void {
  if (!['EEXIST', 'ENOENT'].includes(codeOf(error) ?? '')) throw error;
}

function isMinute(name: string): boolean {
  return /^\d{1,12}$/.test(name);
}

/** Hashed, so that a look into the folder gives nobody a signature that is still good. */
function nameOf(signature: string): string {
  return createHash('sha256').update(signature).digest('hex');
}

function problemOf(error: unknown, folder: string): Problem {
  const reason = codeOf(error) ?? String(error);
  if (reason === 'ENOSPC' || reason === 'EDQUOT') return { code: 'sending.ledger.full', args: { folder } };
  if (reason === 'EACCES' || reason === 'EPERM' || reason === 'EROFS') {
    return { code: 'sending.ledger.denied', args: { folder, reason } };
  }
  return { code: 'sending.ledger.unusable', args: { folder, reason } };
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
