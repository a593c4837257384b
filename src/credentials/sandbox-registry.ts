import { readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from './files/atomic';
import { ensureFolder } from './files/folder';
import { isAlive, withLock } from './files/lock';
import { watchContent } from './files/watch';
import type { Subscription } from './result';

const FILE = 'sandbox.json';

/** A sandbox that listens on this computer. */
export interface RunningSandbox {
  readonly port: number;
  /** The process that serves it. */
  readonly pid: number;
  /** `http://127.0.0.1:PORT`, which is also the origin of the built-in credentials. */
  readonly url: string;
  /** ISO 8601. */
  readonly started: string;
}

/**
 * Tells all windows and the command line that a sandbox runs (product.md section 3). Where several run, the last one
 * announced counts, and when it ends the one before it counts again.
 * @param folder the per-user folder
 */
export async function announceSandbox(
  folder: string,
  { port, pid }: Pick<RunningSandbox, 'port' | 'pid'>,
  now: () => number,
): Promise<void> {
  const own: RunningSandbox = { url: urlOf(port), port, pid, started: new Date(now()).toISOString() };
  await change(folder, now, (sandboxes) => [own, ...sandboxes.filter((other) => other.port !== port)]);
}

/** Takes a sandbox's own announcement back; those of others stay. */
export async function withdrawSandbox(
  folder: string,
  { port, pid }: Pick<RunningSandbox, 'port' | 'pid'>,
  now: () => number,
): Promise<void> {
  await change(folder, now, (sandboxes) => sandboxes.filter((other) => other.port !== port || other.pid !== pid));
}

/** The sandbox that the built-in credentials belong to now, or null; one whose process is dead does not count. */
export async function runningSandbox(folder: string): Promise<RunningSandbox | null> {
  const [latest] = await readAlive(folder);
  return latest ?? null;
}

/** Calls `listener` when a sandbox was announced or withdrawn; one that was killed withdraws nothing. */
export function watchSandbox(folder: string, listener: () => void): Subscription {
  return watchContent(folder, FILE, listener);
}

async function change(
  folder: string,
  now: () => number,
  edit: (sandboxes: readonly RunningSandbox[]) => readonly RunningSandbox[],
): Promise<void> {
  await ensureFolder(folder);
  const file = join(folder, FILE);
  await withLock(join(folder, 'sandbox.lock'), now, async (stillHeld) => {
    const [latest, ...others] = edit(await readAlive(folder));
    await stillHeld();
    if (latest) await replaceFile(file, `${JSON.stringify({ ...latest, others }, null, 2)}\n`);
    else await unlink(file).catch(() => {});
  });
}

/** Tolerant: a damaged file means that no sandbox is known, and is replaced by the next announcement. */
async function readAlive(folder: string): Promise<readonly RunningSandbox[]> {
  try {
    const latest: unknown = JSON.parse(await readFile(join(folder, FILE), 'utf8'));
    const others = (latest as { others?: unknown }).others;
    return [latest, ...(Array.isArray(others) ? others : [])].flatMap(readSandbox).filter(({ pid }) => isAlive(pid));
  } catch {
    return [];
  }
}

function readSandbox(raw: unknown): readonly RunningSandbox[] {
  const { port, pid, started } = (raw ?? {}) as Partial<Record<keyof RunningSandbox, unknown>>;
  if (
    !Number.isInteger(port) ||
    !Number.isInteger(pid) ||
    Number(port) < 1 ||
    Number(port) > 65535 ||
    Number(pid) < 1
  ) {
    return [];
  }
  // The address is made from the port: nothing in the file can send the built-in credentials elsewhere.
  const when = typeof started === 'string' && !Number.isNaN(Date.parse(started)) ? started : new Date(0).toISOString();
  return [{ url: urlOf(Number(port)), port: Number(port), pid: Number(pid), started: when }];
}

function urlOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}
