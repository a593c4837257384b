import { type VisibleCharacter, visibleCharacters } from '../visible';

/** Two messages beside each other. */
export interface Comparison {
  /** Offset of the first byte that differs, or null where they are the same. */
  readonly at: number | null;
  readonly signed: VisibleLine;
  readonly correct: VisibleLine;
}

/** The surroundings of a difference on one line, every byte visible. */
export interface VisibleLine {
  /** Up to the difference. */
  readonly before: string;
  /** From the difference on. */
  readonly after: string;
  /** Something was left out at the beginning, at the end. */
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

/** So many characters are shown on both sides of a difference. */
const BEFORE = 48;
const AFTER = 32;

/**
 * Lays what was signed beside what should have been signed.
 * @param signed the message that reproduces a wrong signature
 */
export function compareMessages(signed: Buffer, correct: Buffer): Comparison {
  const at = firstDifference(signed, correct);
  // A difference inside of a character is shown from its beginning on, in both.
  const place = startOfCharacter(correct, at ?? 0);
  return { at, signed: lineAt(signed, place), correct: lineAt(correct, place) };
}

function firstDifference(a: Buffer, b: Buffer): number | null {
  if (a.equals(b)) return null;
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at++) if (a[at] !== b[at]) return at;
  return shorter;
}

function startOfCharacter(bytes: Buffer, at: number): number {
  let start = at;
  while (start > 0 && at - start < 3 && isContinuation(bytes[start])) start--;
  return start;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && byte >> 6 === 0b10;
}

function lineAt(bytes: Buffer, place: number): VisibleLine {
  // A character has at most four bytes.
  const from = startOfCharacter(bytes, Math.max(0, place - BEFORE * 4));
  const before = visibleCharacters(bytes, from, place);
  const after = visibleCharacters(bytes, place, Math.min(bytes.length, place + AFTER * 4));
  return {
    before: textOf(before.slice(-BEFORE)),
    after: textOf(after.slice(0, AFTER)),
    cutBefore: from > 0 || before.length > BEFORE,
    cutAfter: after.length > AFTER || place + AFTER * 4 < bytes.length,
  };
}

function textOf(characters: readonly VisibleCharacter[]): string {
  return characters.map(({ shown }) => shown).join('');
}
