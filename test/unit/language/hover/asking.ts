import { parse } from '../../../../src/http';
import { hoverAt } from '../../../../src/language/hover';
import { sentence } from '../../../../src/messages';
import { type Known, marked, surroundings } from '../around';

/** The hover at the cursor `|` as its paragraphs, joined by ` ¶ `; null when there is none. */
export function hoverIn(text: string, known: Known = {}): string | null {
  return asked(text, known)?.markdown.replaceAll('\n\n', ' ¶ ') ?? null;
}

/** The text that the hover at the cursor belongs to. */
export function hoveredIn(text: string, known: Known = {}): string | null {
  return asked(text, known)?.over ?? null;
}

function asked(withCursor: string, known: Known) {
  const { text, offset } = marked(withCursor);
  const hover = hoverAt(parse(text), offset, surroundings(known), sentence);
  return hover && { markdown: hover.markdown, over: text.slice(hover.start, hover.end) };
}
