import { mkdirSync, readFileSync, unwatchFile, watch, watchFile } from 'node:fs';
import { join } from 'node:path';
import type { Subscription } from '../result';

/** Several events of one change become one. */
const SETTLE_MS = 40;
/** Where the system has no watchers left (inotify limits) or the watcher fails, the file is looked at this often. */
const POLL_MS = 2_000;

/**
 * Calls `listener` whenever the content of `folder/name` changes, appears or disappears, by whichever process.
 * The folder is watched, not the file: a file that is replaced by rename would be lost from sight. It is created if
 * need be.
 */
export function watchContent(folder: string, name: string, listener: () => void): Subscription {
  const file = join(folder, name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let last = textOf(file);
  let timer: NodeJS.Timeout | undefined;

  const check = () => {
    const text = textOf(file);
    if (text === last) return;
    last = text;
    listener();
  };
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(check, SETTLE_MS);
  };
  const poll = () => {
    watchFile(file, { interval: POLL_MS, persistent: false }, changed);
    return () => unwatchFile(file, changed);
  };

  let stop = () => {};
  try {
    // A watcher must not keep the command line alive.
    const watcher = watch(folder, { persistent: false }, (_, changedName) => {
      if (changedName === null || changedName === name) changed();
    });
    watcher.on('error', () => {
      watcher.close();
      stop = poll();
    });
    stop = () => watcher.close();
  } catch {
    stop = poll();
  }
  return {
    dispose() {
      clearTimeout(timer);
      stop();
    },
  };
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
