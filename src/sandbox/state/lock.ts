import { open, readFile, rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** Whose lock it is. */
interface Holder {
  readonly pid: number;
  /** When that process began, in ms: after a restart of the computer another one may have its number. */
  readonly begun: number;
}

/** So often a lock is looked at that cannot be read, as it is perhaps being written; then it counts as damaged. */
const LOOKS = 5;
const BETWEEN_MS = 20;

/**
 * Takes a lock file for this process, also from one that ended without giving it back.
 * @returns the process that holds it, or null where this one does now
 * @throws what the file system reports
 */
export async function takeLock(file: string): Promise<number | null> {
  for (let look = 1; ; look++) {
    if (await create(file)) return null;
    const holder = await readHolder(file);
    if (holder && isAlive(holder)) return holder.pid;
    if (holder || look >= LOOKS) await rm(file, { force: true });
    else await delay(BETWEEN_MS);
  }
}

/** Gives it back. */
export async function returnLock(file: string): Promise<void> {
  await rm(file, { force: true }).catch(() => {});
}

function own(): Holder {
  return { pid: process.pid, begun: Math.round(performance.timeOrigin) };
}

/** @returns false where it is there already */
async function create(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(JSON.stringify(own()));
    } catch (error) {
      // On a full disk it can be created and not written.
      await returnLock(file);
      throw error;
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function readHolder(file: string): Promise<Holder | null> {
  try {
    const { pid, begun } = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    return Number.isInteger(pid) && Number.isInteger(begun) ? { pid: Number(pid), begun: Number(begun) } : null;
  } catch {
    return null;
  }
}

function isAlive({ pid, begun }: Holder): boolean {
  const self = own();
  if (pid === self.pid) return begun === self.begun;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and belongs to another person.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
