/** A character of a message, or a byte that belongs to none, as it can be seen. */
export interface VisibleCharacter {
  readonly shown: string;
  /** Offset of its first byte. */
  readonly start: number;
  readonly end: number;
}

/**
 * Makes every byte of a message visible: `·` for a blank, `␊`, `␍`, `␉` and the like for control characters, `⟨C2 A0⟩` for bytes
 * that are no UTF-8, for characters that cannot be seen, and for those that would be taken for one of these signs.
 */
export function visibleCharacters(bytes: Buffer, from = 0, to = bytes.length): VisibleCharacter[] {
  const characters: VisibleCharacter[] = [];
  for (let at = from; at < to; ) {
    const byte = bytes[at] ?? 0;
    // Nearly all of a message: without making strings.
    if (byte < 0x80) {
      characters.push({ shown: shownAscii(byte), start: at, end: at + 1 });
      at++;
      continue;
    }
    const length = lengthAt(bytes, at);
    const end = Math.min(at + length, bytes.length);
    characters.push({ shown: shownAs(bytes.subarray(at, end)), start: at, end });
    at = end;
  }
  return characters;
}

/** A whole message, or a part of one, with every byte visible. */
export function visibleText(bytes: Buffer): string {
  return visibleCharacters(bytes)
    .map(({ shown }) => shown)
    .join('');
}

/** Number of bytes of the UTF-8 character beyond ASCII at a place; 1 where there is none. */
function lengthAt(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  const character = bytes.subarray(at, at + length);
  return character.toString('utf8').includes('\ufffd') && !character.equals(REPLACEMENT) ? 1 : length;
}

const REPLACEMENT = Buffer.from('\ufffd', 'utf8');

function shownAscii(byte: number): string {
  if (byte === 0x20) return '·';
  if (byte > 0x20 && byte < 0x7f) return String.fromCharCode(byte);
  return byte === 0x7f ? '␡' : String.fromCharCode(0x2400 + byte);
}

/** A character beyond ASCII, or a byte that belongs to none. */
function shownAs(character: Buffer): string {
  const text = character.length === 1 ? '' : character.toString('utf8');
  if (/^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(text) && !/[·⟨⟩\u2400-\u243f]/.test(text)) return text;
  return `⟨${character
    .toString('hex')
    .toUpperCase()
    .replace(/..(?=.)/g, '$& ')}⟩`;
}
