import { Position, Range } from 'vscode';
import type { RangeOf } from '../language/marks';

/** The ranges of a text by its own lines: of a document, or of a file that none is open for. */
export function rangesIn(text: string): RangeOf {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ 0: end, index }) => index + end.length)];
  const placeOf = (offset: number): Position => {
    const line = starts.findLastIndex((start) => start <= offset);
    return new Position(line, offset - (starts[line] ?? 0));
  };
  return ({ start, end }) => new Range(placeOf(start), placeOf(end));
}
