/**
 * The body inside of chunks (RFC 9112, section 7.1); line ends may have been turned into LF on the way.
 * @returns null where it is not chunked through and through
 */
export function withoutChunks(bytes: Buffer): Buffer | null {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf('\n', at);
    if (end === -1) return null;
    const [, hex] = /^([0-9a-f]{1,8})[ \t]*(?:;[^\n]*)?\r?$/i.exec(bytes.subarray(at, end).toString('latin1')) ?? [];
    if (hex === undefined) return null;
    const size = Number.parseInt(hex, 16);
    if (size === 0) return Buffer.concat(chunks);
    const chunk = bytes.subarray(end + 1, end + 1 + size);
    if (chunk.length < size) return null;
    chunks.push(chunk);
    const rest = /^\r?\n/.exec(bytes.subarray(end + 1 + size, end + 3 + size).toString('latin1'))?.[0];
    if (rest === undefined) return null;
    at = end + 1 + size + rest.length;
  }
  return null;
}
