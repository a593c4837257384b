import type { MessageArgs, Problem } from '../../messages';
import type { Say } from '../say';

/** Longer values are cut: a hover is no place to read a document. */
const MAX_VALUE = 240;

/**
 * Text that shows in Markdown as it is: no emphasis, links, images, headings, lists, HTML, icons or entities come of it,
 * and addresses in it do not become links. Lines are joined.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<~|]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/\$(?=\()/g, '&#36;')
    .replace(/\b(https?|ftp|mailto|www)([:.])/gi, '$1\\$2')
    .replace(/(\w)@/g, '$1\\@')
    .replace(/^(?:[#>+=-]|\d+(?=[.)]))/, (start) => (/\d/.test(start) ? `${start}\u2060` : `\\${start}`));
}

/**
 * A value as code: exactly what it is, but for line breaks and other control characters, which are drawn, and for what is
 * too long. An empty value gives an empty text.
 */
export function code(text: string): string {
  const cut = text.length > MAX_VALUE ? `${wholeCharacters(text)}…` : text;
  const shown = cut
    .replace(/\r\n|[\r\n\u2028\u2029]/g, '↵')
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '·')
    // Icons are replaced even in code.
    .replace(/\$(?=\()/g, '$\u2060');
  if (shown === '') return '';
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^`|`$|^ .* $/.test(shown) || shown.trim() === '' ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** The beginning of a text, no surrogate pair cut in two. */
function wholeCharacters(text: string): string {
  return text.slice(0, MAX_VALUE).replace(/[\ud800-\udbff]$/, '');
}

/** Words as Markdown: everything in them is escaped. */
export function words(say: Say, problem: Problem): string {
  return escapeMarkdown(say(problem));
}

/** Words with Markdown in place of some of their arguments; all else is escaped. */
export function phrase(
  say: Say,
  messageCode: Problem['code'],
  parts: Readonly<Record<string, string>>,
  args: MessageArgs = {},
): string {
  const names = Object.keys(parts);
  const markers = Object.fromEntries(names.map((name, index) => [name, `\ue000${index}\ue001`]));
  const escaped = escapeMarkdown(say({ code: messageCode, args: { ...args, ...markers } }));
  return escaped.replace(/\ue000(\d+)\ue001/g, (_, index: string) => parts[names[Number(index)] ?? ''] ?? '');
}

/** A link to the API's documentation. */
export function docsLink(url: string, say: Say): string {
  return `[${words(say, { code: 'hover.docs' })}](${url.replace(/[()\\<>\s]/g, percent)})`;
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

/** A link to a line of the document itself, `#L3`; who shows it puts the address of the document before the `#`. */
export function lineLink(line: number, text: string): string {
  return `[${text}](#L${line})`;
}

/** Facts in one line, those that are empty left out. */
export function facts(...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join(' · ');
}

/** Paragraphs, those that are empty left out. */
export function paragraphs(...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n\n');
}
