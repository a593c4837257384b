import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { helperEnvironment } from './helper-environment';

const SHELL = '/bin/sh';

/**
 * Starts the helper process with an IPC channel, a minimal environment, and core dumps off. Nothing secret is in its
 * arguments or environment.
 * @param helperPath `dist/keychain.js`
 * @param idleMs it ends itself after so long without a request
 */
export function startHelper(helperPath: string, env: NodeJS.ProcessEnv, idleMs: number): ChildProcess {
  const command = [process.execPath, helperPath, String(idleMs)] as const;
  const options: SpawnOptions = {
    cwd: dirname(helperPath),
    env: helperEnvironment(env, process.platform),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    windowsHide: true,
  };
  if (process.platform === 'win32' || !existsSync(SHELL)) return spawn(command[0], command.slice(1), options);
  // Node cannot set limits; the shell can, and then becomes the helper.
  return spawn(SHELL, ['-c', 'ulimit -c 0; exec "$@"', 'sh', ...command], options);
}
