type RandomBytes = { randomBytes(count: number): Uint8Array };

/** A version 4 UUID in lower case. */
export function uuid({ randomBytes }: RandomBytes): string {
  const bytes = Buffer.from(randomBytes(16));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** 2^48: six random bytes. */
const space = 2 ** 48;

/**
 * A random integer from a range; its upper end is not included.
 * @param args two integers, by blank or comma; none means 0 to 1000
 * @returns null when the arguments are something else, or hold no integer between them
 */
export function randomInteger(args: string, { randomBytes }: RandomBytes): string | null {
  const match = /^\s*(-?\d{1,15})(?:\s*,\s*|\s+)(-?\d{1,15})\s*$/.exec(args.trim() === '' ? '0 1000' : args);
  const from = Number(match?.[1]);
  const size = Number(match?.[2]) - from;
  if (!match || size <= 0 || size > space) return null;
  const fair = space - (space % size);
  for (;;) {
    const drawn = Buffer.from(randomBytes(6)).readUIntBE(0, 6);
    if (drawn < fair) return String(from + (drawn % size));
  }
}
