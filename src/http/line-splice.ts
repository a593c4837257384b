import type { Region } from './splice';
import { lineStarts } from './syntax/line-starts';

/**
 * Turns the line starts of a text into those of the edited text, in place: a new list of 90,000 numbers for each keystroke
 * would cost more than all the rest.
 * @param starts where the lines of the text before start
 * @param regions what was replaced, from first to last; each starts and ends with a line
 */
export function spliceLines(starts: number[], regions: readonly Region[]): void {
  let by = 0;
  let next = 0;
  for (const { oldStart, oldEnd, start, text } of regions) {
    // Offsets below are still those of the text before; those above are already moved.
    const first = indexFrom(starts, next, oldStart);
    move(starts, next, first, by);
    const isLast = oldEnd === Number.POSITIVE_INFINITY;
    const behind = isLast ? starts.length : indexFrom(starts, first, oldEnd);
    const own = lineStarts(text, start);
    // A line that starts behind the region belongs to what follows.
    if (!isLast) own.pop();
    replace(starts, first, behind, own);
    next = first + own.length;
    by = start + text.length - oldEnd;
  }
  move(starts, next, starts.length, by);
}

/** Index of the first start, from `from` on, that is not before `offset`. */
function indexFrom(starts: readonly number[], from: number, offset: number): number {
  let low = from;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function move(starts: number[], from: number, to: number, by: number): void {
  if (by === 0) return;
  for (let at = from; at < to; at++) starts[at] = (starts[at] ?? 0) + by;
}

function replace(starts: number[], from: number, to: number, by: readonly number[]): void {
  const same = Math.min(to - from, by.length);
  for (let at = 0; at < same; at++) starts[from + at] = by[at] ?? 0;
  if (by.length < to - from) starts.splice(from + same, to - from - same);
  else if (by.length > same) {
    const behind = starts.splice(from + same);
    for (const start of by.slice(same)) starts.push(start);
    for (const start of behind) starts.push(start);
  }
}
