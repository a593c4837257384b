import { chmod, mkdir, stat } from 'node:fs/promises';
import { posix, win32 } from 'node:path';

/**
 * The folder that all windows and the command line share (product.md section 3): index of credentials, sandbox
 * registry, ledger. Secrets are never in it.
 * @param env environment variables; `XDG_STATE_HOME` counts only when absolute, as the XDG specification says
 * @param platform `process.platform`
 * @param home the person's home directory
 */
export function perUserFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, home: string): string {
  if (platform === 'win32') {
    const local = env.LOCALAPPDATA;
    return win32.join(local && win32.isAbsolute(local) ? local : win32.join(home, 'AppData', 'Local'), 'restlink-sms');
  }
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'restlink-sms');
  const state = env.XDG_STATE_HOME;
  return posix.join(state && posix.isAbsolute(state) ? state : posix.join(home, '.local', 'state'), 'restlink-sms');
}

/** Creates the folder for its owner alone (0700), and takes rights of others away where it exists with more. */
export async function ensureFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (process.platform === 'win32') return; // %LOCALAPPDATA% is private by its inherited access list
  const { mode } = await stat(folder);
  if ((mode & 0o077) !== 0) await chmod(folder, 0o700);
}
