// Reads the list of a zip archive, and its entries, without a library: a .vsix is small and has no zip64.

import { inflateRawSync } from 'node:zlib';

/** A file in an archive. */
export interface ZipEntry {
  readonly name: string;
  /** Unix permissions and type, or 0 where the archive does not say. */
  readonly mode: number;
  readonly bytes: Buffer;
}

const END = 0x06054b50;
const STORED = 0;

/** @throws Error for what is no zip archive (APPNOTE.TXT sections 4.3.7, 4.3.12, 4.3.16) */
export function unzip(archive: Buffer): readonly ZipEntry[] {
  let end = archive.length - 22;
  while (end >= 0 && archive.readUInt32LE(end) !== END) end--;
  if (end < 0) throw new Error('this is no zip archive');
  const entries: ZipEntry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const packed = archive.subarray(start, start + archive.readUInt32LE(at + 20));
    entries.push({
      name: archive.toString('utf8', at + 46, at + 46 + name),
      mode: archive.readUInt32LE(at + 38) >>> 16,
      bytes: archive.readUInt16LE(at + 10) === STORED ? packed : inflateRawSync(packed),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}
