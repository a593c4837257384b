import { randomUUID } from 'node:crypto';
import { open, readFile, stat, unlink, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { CredentialError } from '../result';

/** A lock that was not touched for so long was abandoned. */
const STALE_MS = 10_000;
/** Its holder touches it this often: work may wait for a person, who is asked for the password of a keychain. */
const TOUCH_MS = 2_500;
/** So long a caller waits for others before it gives up. */
const WAIT_MS = 15_000;

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly token: string;
}

/**
 * Runs `work` while no other process runs work under the same lock. The lock is a file created exclusively; one whose
 * process is dead, or that was not touched for 10 s, is taken over.
 * @param file path of the lock file; its folder exists
 * @param work gets `stillHeld`, which throws if the lock was taken over meanwhile (a computer that slept): to be called
 *   right before the result is made visible
 * @throws CredentialError `credentials.busy` when the lock stays taken
 */
export async function withLock<T>(
  file: string,
  now: () => number,
  work: (stillHeld: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const holder: Holder = { pid: process.pid, host: hostname(), token: randomUUID() };
  await acquire(file, holder, now);
  const isOurs = async () => (await readHolder(file))?.token === holder.token;
  const touch = async () => {
    const seconds = now() / 1000;
    if (await isOurs()) await utimes(file, seconds, seconds).catch(() => {});
  };
  const touching = setInterval(touch, TOUCH_MS).unref();
  try {
    return await work(async () => {
      if (!(await isOurs())) throw busy(file);
    });
  } finally {
    clearInterval(touching);
    if (await isOurs()) await unlink(file).catch(() => {});
  }
}

async function acquire(file: string, holder: Holder, now: () => number): Promise<void> {
  const deadline = now() + WAIT_MS;
  for (let pause = 2; !(await create(file, holder)); pause = Math.min(pause * 1.5, 40)) {
    if (await isStale(file, now)) await breakLock(file, holder, now);
    else if (now() > deadline) throw busy(file);
    else await delay(pause);
  }
}

/** @returns false when somebody else has it */
async function create(file: string, holder: Holder): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(JSON.stringify(holder));
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    // Windows answers EPERM or EBUSY while a deleted file is still open somewhere.
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'EEXIST' || (process.platform === 'win32' && ['EPERM', 'EBUSY', 'EACCES'].includes(code)))
      return false;
    throw error;
  }
}

async function isStale(file: string, now: () => number): Promise<boolean> {
  const written = await modified(file);
  if (written === null) return false;
  if (now() - written > STALE_MS) return true;
  const holder = await readHolder(file);
  return holder !== null && holder.host === hostname() && !isAlive(holder.pid);
}

/** Removes a stale lock; a second exclusive file makes sure that two finders do not remove each other's new lock. */
async function breakLock(file: string, holder: Holder, now: () => number): Promise<void> {
  const guard = `${file}.break`;
  if (!(await create(guard, holder))) {
    const written = await modified(guard);
    if (written !== null && now() - written > STALE_MS) await unlink(guard).catch(() => {});
    else await delay(5);
    return;
  }
  try {
    if (await isStale(file, now)) await unlink(file).catch(() => {});
  } finally {
    await unlink(guard).catch(() => {});
  }
}

async function modified(file: string): Promise<number | null> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
}

async function readHolder(file: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder;
  } catch {
    return null; // gone, or its maker has not written it yet
  }
}

/** Whether a process of this machine is alive; one of another user counts as alive. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function busy(file: string): CredentialError {
  return new CredentialError({ code: 'credentials.busy', args: { file } });
}
