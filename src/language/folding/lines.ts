import type { HttpFile, Span } from '../../http';

/** A text with the places of its lines, as a parsed file has them. */
export type LinedText = Pick<HttpFile, 'slice' | 'length' | 'lineStarts'>;

/** The lines of a part of a text; a line is searched for in this part only. Lines are counted from 0. */
export class Lines {
  private readonly starts: readonly number[];
  private readonly first: number;
  private readonly last: number;

  constructor(
    private readonly file: LinedText,
    { start, end }: Span,
  ) {
    const { lineStarts } = file;
    this.starts = lineStarts;
    this.first = search(lineStarts, start, 0, lineStarts.length - 1);
    // Most parts are short: the last line is near.
    let reach = 16;
    while ((lineStarts[this.first + reach] ?? end) < end) reach *= 2;
    this.last = search(lineStarts, end, this.first, Math.min(this.first + reach, lineStarts.length - 1));
  }

  /** The line that holds an offset of this part. */
  at(offset: number): number {
    return search(this.starts, offset, this.first, this.last);
  }

  /** Where a line begins. */
  start(line: number): number {
    return this.starts[line] ?? this.file.length;
  }

  /** The text of a range. */
  slice(start: number, end: number): string {
    return this.file.slice(start, end);
  }
}

/** The last line, between two, that starts at or before an offset. */
function search(starts: readonly number[], offset: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
