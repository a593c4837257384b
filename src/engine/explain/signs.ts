import type { Problem } from '../../messages';
import type { VisibleCharacter } from '../../signing';
import type { Row } from './layout';

/** More rows nobody reads. */
const MOST = 16;

/** A message with every byte visible; a line feed also ends the line, so that long bodies can be read. */
export function messageLines(characters: readonly VisibleCharacter[]): string[] {
  const text = characters.map(({ shown }) => (shown === '␊' ? '␊\n' : shown)).join('');
  return text.replace(/\n$/, '').split('\n');
}

/** What stands for something in such a message: each sign with what it is, its bytes and how often it is there. */
export function signsIn(
  bytes: Buffer,
  characters: readonly VisibleCharacter[],
  say: (problem: Problem) => string,
): Row[] {
  const found = new Map<string, { readonly character: VisibleCharacter; count: number }>();
  for (const character of characters) {
    if (/^[\x21-\x7e]$/.test(character.shown)) continue;
    const known = found.get(character.shown);
    if (known) known.count++;
    else found.set(character.shown, { character, count: 1 });
  }
  const rows = [...found.values()].slice(0, MOST).map(({ character: { shown, start, end }, count }): Row => {
    const own = bytes.subarray(start, end);
    const args = { name: say(nameOf(own)), bytes: hexOf(own), count };
    return [shown, say({ code: count === 1 ? 'explain.sign.once' : 'explain.sign.row', args })];
  });
  const more = found.size - rows.length;
  return more > 0 ? [...rows, ['…', say({ code: 'explain.sign.more', args: { count: more } })]] : rows;
}

/** Abbreviations of ASCII's control characters, from 0 on. */
const CONTROLS =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  );

function nameOf(bytes: Buffer): Problem {
  const [byte = 0] = bytes;
  if (bytes.length === 1) {
    if (byte === 0x20) return { code: 'explain.sign.blank' };
    if (byte === 0x09) return { code: 'explain.sign.tab' };
    if (byte === 0x0a) return { code: 'explain.sign.lineFeed' };
    if (byte === 0x0d) return { code: 'explain.sign.carriageReturn' };
    const name = byte === 0x7f ? 'DEL' : CONTROLS[byte];
    return name ? { code: 'explain.sign.control', args: { name } } : { code: 'explain.sign.notUtf8' };
  }
  const character = bytes.toString('utf8');
  if (character === '\ufeff') return { code: 'explain.sign.byteOrderMark' };
  if (character === '\u00a0') return { code: 'explain.sign.noBreakSpace' };
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const isSeen = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character);
  return { code: isSeen ? 'explain.sign.letter' : 'explain.sign.invisible', args: { code } };
}

function hexOf(bytes: Buffer): string {
  return bytes
    .toString('hex')
    .toUpperCase()
    .replace(/..(?=.)/g, '$& ');
}
