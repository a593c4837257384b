const [QUOTE, BACKSLASH, DELETE] = [0x22, 0x5c, 0x7f];
const DIGITS = { lower: Buffer.from('0123456789abcdef'), upper: Buffer.from('0123456789ABCDEF') };

/**
 * A JSON text with `\uXXXX` for all that is not ASCII. Byte by byte: a function that is called for each character is many times as slow.
 * @param more ASCII characters to be written so as well, where they stand in strings; the quote where it is escaped
 * @returns null where there is none of them
 */
export function asciiOnly(text: string, digits: keyof typeof DIGITS, more = ''): Buffer | null {
  const table = new Uint8Array(DELETE);
  for (let i = 0; i < more.length; i++) table[more.charCodeAt(i)] = 1;
  const isEscaped = (code: number) => code >= DELETE || table[code] === 1;
  let count = 0;
  for (let i = 0; i < text.length; i++) if (isEscaped(text.charCodeAt(i))) count++;
  if (count === 0) return null;

  const hex = DIGITS[digits];
  const bytes = Buffer.allocUnsafe(text.length + 5 * count);
  let at = 0;
  const written = (code: number) => {
    bytes[at++] = BACKSLASH;
    bytes[at++] = 0x75;
    for (let shift = 12; shift >= 0; shift -= 4) bytes[at++] = hex[(code >> shift) & 15] ?? 0;
  };
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === BACKSLASH) {
      const next = text.charCodeAt(++i);
      if (next === QUOTE && isEscaped(QUOTE)) written(QUOTE);
      else {
        bytes[at++] = BACKSLASH;
        bytes[at++] = next;
      }
    } else if (code === QUOTE) {
      inString = !inString;
      bytes[at++] = QUOTE;
    } else if (inString && isEscaped(code)) written(code);
    else bytes[at++] = code;
  }
  return bytes.subarray(0, at);
}
