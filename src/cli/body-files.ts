import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve } from 'node:path';
import type { BodyFile, BodyFiles } from '../request';
import { fileProblem, readRegular, requireRegular } from './read-file';

/** @returns null when a file outside of the folders may be sent, else why not as the end of a sentence */
export type AskOutside = (path: string) => Promise<string | null>;

/**
 * Body files: relative to the `.http` file, then to the folder in which the command runs. What lies below neither of
 * them, or behind a link that leads out of them, is asked for: the file may be a stranger's (product section 8,
 * `workspaceBodyFiles`).
 */
export function bodyFilesOf(folder: string, cwd: string, askOutside: AskOutside): BodyFiles {
  const bases = [...new Set([folder, cwd])];
  return {
    async read(path): Promise<BodyFile> {
      if (isOnNetwork(path)) return { ok: false, reason: 'it lies on another computer.' };
      let reason: string | null = null;
      for (const base of bases) {
        try {
          const file = await realpath(resolve(base, path));
          requireRegular(await stat(file));
          const refused = (await isBelow(bases, file)) ? null : await askOutside(file);
          if (refused !== null) return { ok: false, reason: refused, outside: true };
          return { ok: true, bytes: await readRegular(file) };
        } catch (error) {
          if (!isMissing(error)) reason ??= `${fileProblem(error)}.`;
        }
      }
      return { ok: false, reason };
    },
  };
}

/** Windows logs in to a computer that is named so, before anybody was asked. */
export function isOnNetwork(path: string, platform: NodeJS.Platform = process.platform): boolean {
  return platform === 'win32' && /^[/\\]{2}/.test(path);
}

async function isBelow(folders: readonly string[], file: string): Promise<boolean> {
  const real = await Promise.all(folders.map((folder) => realpath(folder)));
  return real.some((folder) => {
    const inside = relative(folder, file);
    return !isAbsolute(inside) && inside.split(/[/\\]/, 1)[0] !== '..';
  });
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
