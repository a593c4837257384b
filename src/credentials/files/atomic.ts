import { open, rename, unlink } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Replaces a file in one step, readable by its owner alone (0600): a reader sees the old text or the new one, never
 * half of it, and a full disk leaves the old one. The caller holds the lock of this file.
 */
export async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = `${file}.tmp`;
  try {
    // What a crash left behind, or somebody put there: a link would be followed.
    await unlink(temporary).catch(() => {});
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.chmod(0o600);
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await moveOver(temporary, file);
  } catch (error) {
    await unlink(temporary).catch(() => {});
    throw error;
  }
}

/** Windows refuses the rename while a watcher or a virus scanner has the old file open: it is tried for a second. */
async function moveOver(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (process.platform !== 'win32' || attempt === 20) throw error;
      await delay(50);
    }
  }
}
