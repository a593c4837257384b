import { Position, Range } from 'vscode';
import { type HttpFile, offsetOf, positionOf, type Span } from '../../http';

/** The range of a span, by the lines of the parse that it comes from. */
export function rangeOf(file: HttpFile, { start, end }: Span): Range {
  return new Range(placeOf(file, start), placeOf(file, end));
}

/** The range so many lines further down. */
export function movedRange({ start, end }: Range, lines: number): Range {
  return new Range(start.line + lines, start.character, end.line + lines, end.character);
}

/** The place of an offset. */
export function placeOf(file: HttpFile, offset: number): Position {
  const { line, column } = positionOf(file, offset);
  return new Position(line - 1, column - 1);
}

/** The offset of a place; what lies outside of the text is moved to its nearest end. */
export function offsetAt(file: HttpFile, { line, character }: Position): number {
  return offsetOf(file, { line: line + 1, column: character + 1 });
}
