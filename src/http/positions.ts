import type { HttpFile, TextPart } from './nodes';

/** A place in a text: line and column from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

type Lines = Pick<HttpFile, 'text' | 'lineStarts'>;

/** Index from 0 of the line that holds an offset. */
function lineIndexOf({ lineStarts }: Lines, offset: number): number {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Line, from 1, that holds an offset. */
export function lineOf(file: Lines, offset: number): number {
  return lineIndexOf(file, offset) + 1;
}

/** Line and column, from 1, of an offset. */
export function positionOf(file: Lines, offset: number): Position {
  const index = lineIndexOf(file, offset);
  return { line: index + 1, column: offset - (file.lineStarts[index] ?? 0) + 1 };
}

/** Offset of a line and column, both from 1; what lies outside of the text is moved to its nearest end. */
export function offsetOf(file: Lines, { line, column }: Position): number {
  const index = Math.min(Math.max(line, 1), file.lineStarts.length) - 1;
  const end = file.lineStarts[index + 1] ?? file.text.length + 1;
  const offset = (file.lineStarts[index] ?? 0) + Math.max(column, 1) - 1;
  return Math.min(offset, Math.max(end - 1, 0));
}

/**
 * Where a character of a body text stands in the document.
 * @param text the text of the document
 * @param index offset in `part.text`
 */
export function sourceOffset(text: string, part: TextPart, index: number): number {
  return part.pieces ? offsetInPieces(part, index) : offsetInSlice(text, part, index);
}

function offsetInSlice(text: string, { start, end, text: { length } }: TextPart, index: number): number {
  if (end - start === length) return Math.min(start + index, end);
  let at = start;
  for (let seen = 0; seen < index && at < end; seen++) at += text.startsWith('\r\n', at) ? 2 : 1;
  return at;
}

function offsetInPieces({ text, start, end, pieces }: TextPart, index: number): number {
  let at = 0;
  let offset = start;
  for (const piece of pieces ?? []) {
    // At most one line end stands between two pieces; glued ones have none.
    if (text.startsWith('\r\n', at)) at += 2;
    else if (text[at] === '\n') at++;
    offset = piece.start;
    const length = piece.end - piece.start;
    if (index <= at + length) return Math.min(piece.start + Math.max(index - at, 0), end);
    at += length;
    offset = piece.end;
  }
  return Math.min(offset, end);
}
