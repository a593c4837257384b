import { measureText } from '../../sms';
import type { Diagnostic, TextEdit } from '../model';
import type { JsonText } from './json-values';
import { diagnostic, fix, replace } from './report';
import type { RequestView } from './request-view';

/** What word processors put in the place of plain characters, and what it stands for. */
const PLAIN: ReadonlyMap<string, string> = new Map([
  ...[...'\u2018\u2019\u201a\u201b\u2032\u02bc'].map((quote): [string, string] => [quote, "'"]),
  ...[...'\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb'].map((quote): [string, string] => [quote, '\\"']),
  ...[...'\u2010\u2011\u2012\u2013\u2014\u2015\u2212'].map((dash): [string, string] => [dash, '-']),
  ...[...'\u00a0\u2007\u2009\u200a\u202f\u2002\u2003'].map((blank): [string, string] => [blank, ' ']),
  ...[...'\u200b\ufeff\u00ad'].map((nothing): [string, string] => [nothing, '']),
  ['\u2026', '...'],
  ['\u2022', '*'],
]);

/** Most texts hold nothing but what ASCII and GSM-7 have in common; measuring takes longer. */
const PLAINLY_GSM = /^[\n\r\x20-\x5f\x61-\x7e]*$/;

/** Some sixty segments: whoever sends more has other worries, and looking at it takes its time. */
const LONGEST = 10_000;

/** A text with more characters than these outside of GSM-7 is meant to be UCS-2: another script, or a row of pictures. */
const FEW = 3;

/**
 * The text of a message: it must not be empty, and one character outside of GSM-7 makes it cost more (FACTS.md section
 * 5.1). Said where it can be undone, or makes more segments; whoever writes in another alphabet knows.
 */
export function* messageDiagnostics(view: RequestView, text: JsonText): Iterable<Diagnostic> {
  const { value, span } = text;
  if (value === null) return;
  const docs = view.docsPage('/sms/encoding');
  if (value === '') {
    yield diagnostic('error', span, { code: 'diagnostic.message.empty' }, { docs });
    return;
  }
  if (value.length > LONGEST || PLAINLY_GSM.test(value)) return;
  const measured = measureText(value);
  if (measured.encoding === 'GSM-7') return;
  const strange = strangeCharacters(value);
  const [first] = strange ?? [];
  if (!strange || first === undefined) return;
  const without = measureText([...value].filter((character) => !strange.includes(character)).join(''));
  const place = placeOf(text, first);
  const args = {
    character: PLAIN.get(first) === '' || /\s/.test(first) ? '' : first,
    code: codeOf(first),
    segments: measured.segments,
    plain: without.segments,
  };
  if (strange.every((character) => PLAIN.has(character))) {
    const edits = plainEdits(text);
    const fixes = edits.length > 0 ? [fix({ code: 'fix.plainCharacters' }, edits, true)] : [];
    const replaced = measureText([...value].map((character) => plainOf(character)).join(''));
    const problem = {
      code: 'diagnostic.message.typographic',
      args: { ...args, plain: replaced.segments },
    } as const;
    yield diagnostic('info', place, problem, { docs, fixes });
    return;
  }
  const severity = measured.segments > without.segments ? 'info' : 'hint';
  yield diagnostic(severity, place, { code: 'diagnostic.message.ucs2', args }, { docs });
}

/** The characters outside of GSM-7; null where there are more than a few besides typographic ones. */
function strangeCharacters(text: string): string[] | null {
  const strange: string[] = [];
  let others = 0;
  for (const character of new Set(text)) {
    if (PLAINLY_GSM.test(character) || measureText(character).encoding === 'GSM-7') continue;
    strange.push(character);
    if (!PLAIN.has(character) && ++others > FEW) return null;
  }
  return strange;
}

function plainOf(character: string): string {
  return PLAIN.get(character)?.replace('\\', '') ?? character;
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The character in the document; the whole text when it is an escape or comes from a variable. */
function placeOf(text: JsonText, character: string): JsonText['span'] {
  const at = text.raw.indexOf(character);
  if (at === -1) return text.span;
  return { start: text.place(at), end: text.place(at + character.length - 1) + 1 };
}

/** Every typographic character of the text as written, `\u2019` and the like included; none where it comes from a variable. */
function plainEdits({ raw, place, isPlain, value }: JsonText): TextEdit[] {
  const edits: TextEdit[] = [];
  let count = 0;
  for (const match of raw.matchAll(/\\u([0-9a-f]{4})|\\.|[^\\]/gisu)) {
    const character = match[1] ? String.fromCharCode(Number.parseInt(match[1], 16)) : match[0];
    const plain = PLAIN.get(character);
    if (plain === undefined) continue;
    count++;
    edits.push(replace({ start: place(match.index), end: place(match.index + match[0].length - 1) + 1 }, plain));
  }
  const all = [...(value ?? '')].filter((character) => PLAIN.has(character)).length;
  return isPlain || count === all ? edits : [];
}
