// What this computer has: programs on the PATH, an environment for npm within npm.

import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @param {string} program
 * @returns {string | null} its path
 */
export function findOnPath(program) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  for (const folder of (process.env.PATH ?? '').split(delimiter).filter(Boolean)) {
    for (const ending of endings) {
      const file = join(folder, program + ending);
      if (isExecutable(file)) return file;
    }
  }
  return null;
}

/** @param {string} file */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * The environment for an npm that this npm script starts: the person's own configuration stays, what npm tells its
 * scripts about the package at hand goes. `npx` within install scripts must not ask.
 * @returns {NodeJS.ProcessEnv}
 */
export function nestedNpmEnv() {
  const told =
    /^(npm_(package|lifecycle|command|execpath|node_execpath)|npm_config_(local_prefix|prefix|user_agent|node_gyp|npm_version)$|INIT_CWD$)/i;
  const kept = Object.entries(process.env).filter(([name]) => !told.test(name));
  return { ...Object.fromEntries(kept), npm_config_yes: 'true' };
}
