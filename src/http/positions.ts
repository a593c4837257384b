import { indexAt } from './edit';
import type { HttpFile, Span, TextPart } from './nodes';
import { startsWithBom } from './syntax/chars';
import { lineStarts } from './syntax/line-starts';

/** A place in a text: line and column from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

type Lines = Pick<HttpFile, 'slice' | 'length' | 'lineStarts'>;

/** A text whose places are to be told, where it is no `.http` file. */
export function linesOf(text: string): Lines {
  return { length: text.length, lineStarts: lineStarts(text), slice: (start, end) => text.slice(start, end) };
}

/** Index from 0 of the line that holds an offset. */
function lineIndexOf({ lineStarts }: Pick<Lines, 'lineStarts'>, offset: number): number {
  return Math.max(indexAt(lineStarts, offset), 0);
}

/** Line, from 1, that holds an offset. */
export function lineOf(file: Pick<Lines, 'lineStarts'>, offset: number): number {
  return lineIndexOf(file, offset) + 1;
}

/** Line and column, from 1, of an offset; a byte order mark is no column. */
export function positionOf(file: Lines, offset: number): Position {
  const index = lineIndexOf(file, offset);
  return { line: index + 1, column: Math.max(offset - firstOf(file, index), 0) + 1 };
}

/** Offset of the first column of a line. */
function firstOf(file: Lines, index: number): number {
  return index === 0 && startsWithBom(file.slice(0, 1)) ? 1 : (file.lineStarts[index] ?? 0);
}

/** Offset of a line and column, both from 1; what lies outside of the text is moved to its nearest end. */
export function offsetOf(file: Lines, { line, column }: Position): number {
  const index = Math.min(Math.max(line, 1), file.lineStarts.length) - 1;
  const end = file.lineStarts[index + 1] ?? file.length + 1;
  const offset = firstOf(file, index) + Math.max(column, 1) - 1;
  return Math.min(offset, Math.max(end - 1, 0));
}

/**
 * Where a character of a body text stands in the document.
 * @param text the text of the document
 * @param index offset in `part.text`
 */
export function sourceOffset(text: string, part: TextPart, index: number): number {
  return sourceOffsets(text, part)(index);
}

/** The same for many characters of one part: the places of its lines are found once. */
export function sourceOffsets(text: string, part: TextPart): (index: number) => number {
  const {
    start,
    end,
    text: { length },
    pieces,
  } = part;
  if (!pieces && end - start === length) return (index) => Math.min(start + index, end);
  const stretches = pieces ? stretchesOf(part, pieces) : stretchesOfLines(text, part);
  return (index) => {
    let low = 0;
    let high = stretches.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((stretches[middle]?.at ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    const { at, span } = stretches[low] ?? { at: 0, span: part };
    return Math.min(span.start + Math.max(index - at, 0), span.end, end);
  };
}

/** Text of a body that stands in one piece in the document. */
interface Stretch {
  /** Its offset in the body. */
  readonly at: number;
  readonly span: Span;
}

/** At most one line end stands between two pieces; glued ones have none. A line end counts to the piece before it. */
function stretchesOf({ text }: TextPart, pieces: readonly Span[]): Stretch[] {
  let at = 0;
  return pieces.map((span) => {
    if (text.startsWith('\r\n', at)) at += 2;
    else if (text[at] === '\n') at++;
    const stretch = { at, span };
    at += span.end - span.start;
    return stretch;
  });
}

function stretchesOfLines(text: string, { start, end }: TextPart): Stretch[] {
  const found: Stretch[] = [];
  let at = 0;
  for (let from = start; from <= end; ) {
    const feed = text.indexOf('\r\n', from);
    const next = feed === -1 || feed >= end ? end + 1 : feed + 2;
    found.push({ at, span: { start: from, end: Math.min(next - 1, end) } });
    at += next - 1 - from;
    from = next;
  }
  return found;
}
