import type { HttpFile } from '../../http';

/** A text with the places of its lines, as a parsed file has them. */
export type Lines = Pick<HttpFile, 'text' | 'lineStarts'>;

/** Index, from 0, of the line that holds an offset. */
export function lineIndex({ lineStarts }: Lines, offset: number): number {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
