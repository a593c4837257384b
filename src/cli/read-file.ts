import { constants, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';

/** More than this cannot be meant as the body of a request or as a file of variables. */
const LARGEST_MB = 100;

/**
 * Reads a file that is one: a pipe or a device may have no end, and a huge file would only fill the memory.
 * @throws an error of the file system, whose sentence `fileProblem` knows
 */
export async function readRegular(path: string): Promise<Buffer> {
  // A pipe that nobody writes to keeps the opener waiting unless told not to.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    requireRegular(await handle.stat());
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

/** @throws as `readRegular` does, for what is no file or a huge one */
export function requireRegular(stat: Stats): void {
  if (stat.isDirectory()) throw problem('EISDIR');
  if (!stat.isFile()) throw problem('ENOTREGULAR');
  if (stat.size > LARGEST_MB * 1024 * 1024) throw problem('EFBIG');
}

/** Why a file cannot be read, as the end of a sentence. */
export function fileProblem(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'ENOTREGULAR') return 'it is a pipe or a device, not a file';
  if (code === 'EFBIG') return `it is larger than ${LARGEST_MB} MB`;
  if (code === 'EACCES' || code === 'EPERM') return 'permission was denied';
  return code || 'it is not a readable file';
}

function problem(code: string): Error {
  return Object.assign(new Error(code), { code });
}
