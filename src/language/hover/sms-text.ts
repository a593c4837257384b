import type { MessageCode } from '../../messages';
import { measureText } from '../../sms';
import type { Say } from '../say';
import { code, escapeMarkdown, facts, paragraphs, phrase, words } from './markdown';

/** So many different characters are named. */
const NAMED = 4;

/** Characters that cannot be seen, or are taken for others. */
const NAMES: ReadonlyMap<string, MessageCode> = new Map<string, MessageCode>([
  ['\t', 'hover.character.tab'],
  ['\u00a0', 'hover.character.noBreakSpace'],
  ['\u202f', 'hover.character.narrowSpace'],
  ['\u200b', 'hover.character.zeroWidth'],
  ['\u200c', 'hover.character.zeroWidth'],
  ['\u200d', 'hover.character.zeroWidth'],
  ['\ufe0f', 'hover.character.zeroWidth'],
  ['\ufeff', 'hover.character.zeroWidth'],
  ['\u2018', 'hover.character.leftDouble'],
  ['\u2019', 'hover.character.apostrophe'],
  ['\u201c', 'hover.character.leftDouble'],
  ['\u201d', 'hover.character.leftDouble'],
  ['\u201e', 'hover.character.leftDouble'],
  ['\u2013', 'hover.character.dash'],
  ['\u2014', 'hover.character.dash'],
  ['\u2026', 'hover.character.ellipsis'],
]);

/**
 * How a text travels (FACTS.md section 5.1): encoding, characters used and left, segments for each recipient, and the
 * characters that make it longer than it looks.
 * @param recipients null when their number is not known
 * @param unknown variables whose value is not known and not counted
 */
export function smsTextHover(text: string, recipients: number | null, unknown: readonly string[], say: Say): string {
  const { encoding, units, segments, unitsPerSegment, unitsLeft } = measureText(text);
  const count = segmentWords(segments, say);
  return paragraphs(
    facts(
      words(say, { code: 'hover.sms.length', args: { encoding, units, limit: segments * unitsPerSegment } }),
      recipients === null ? count : `${count} × ${recipientWords(recipients, say)}`,
    ),
    facts(
      words(say, { code: segments === 1 ? 'hover.sms.left' : 'hover.sms.leftOfLast', args: { count: unitsLeft } }),
      encoding === 'GSM-7' ? doubles(text, say) : '',
    ),
    encoding === 'UCS-2' ? forced(text, segments, say) : '',
    unknown.length === 0
      ? ''
      : phrase(say, 'hover.sms.unknown', { names: unknown.map((name) => code(`{{${name}}}`)).join(', ') }),
  );
}

function segmentWords(count: number, say: Say): string {
  return words(say, count === 1 ? { code: 'hover.sms.segment' } : { code: 'hover.sms.segments', args: { count } });
}

function recipientWords(count: number, say: Say): string {
  return words(say, count === 1 ? { code: 'hover.sms.recipient' } : { code: 'hover.sms.recipients', args: { count } });
}

/** Characters that take two units although they are one. */
function doubles(text: string, say: Say): string {
  const found = distinct(text).filter((character) => measureText(character).units > 1);
  if (found.length === 0) return '';
  const characters = found.map(code).join(' ');
  return phrase(say, found.length === 1 ? 'hover.sms.doubleOne' : 'hover.sms.double', { characters });
}

/** The characters that are not in GSM-7, and how short the text would be without them. */
function forced(text: string, segments: number, say: Say): string {
  const found = distinct(text).filter((character) => measureText(character).encoding === 'UCS-2');
  const named = found.slice(0, NAMED).map((character) => characterWords(character, say));
  if (found.length > NAMED) named.push(words(say, { code: 'hover.sms.more', args: { count: found.length - NAMED } }));
  const characters = new Set(found);
  const plain = measureText(Array.from(text, (character) => (characters.has(character) ? '?' : character)).join(''));
  const saved = plain.segments < segments ? segmentWords(plain.segments, say) : '';
  return facts(
    phrase(say, 'hover.sms.forced', { characters: named.join(', ') }),
    saved && phrase(say, 'hover.sms.plain', { segments: saved }),
  );
}

function characterWords(character: string, say: Say): string {
  const point = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const name = NAMES.get(character);
  const isVisible = /^[^\s\p{C}\p{M}\u200b-\u200f]$/u.test(character);
  const shown = isVisible ? code(character) : '';
  const told = name ? say({ code: name }) : point;
  return shown === '' ? escapeMarkdown(told) : `${shown} (${escapeMarkdown(told)})`;
}

/** Different characters in the order in which they appear. */
function distinct(text: string): string[] {
  return [...new Set(text)];
}
