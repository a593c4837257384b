import { indexAt } from './edit';
import type { Region } from './splice';
import { lineStarts } from './syntax/line-starts';

/**
 * Where the lines of an edited text start.
 * @param old where those of the text before start
 * @param regions what was replaced, from first to last; each starts and ends with a line
 */
export function splicedLines(old: readonly number[], text: string, regions: readonly Region[]): number[] {
  const lines: number[] = [];
  let next = 0;
  let by = 0;
  const takeOver = (until: number) => {
    for (; next < until; next++) lines.push((old[next] ?? 0) + by);
  };
  for (const { oldStart, oldEnd, start, end } of regions) {
    takeOver(indexAt(old, oldStart - 1) + 1);
    const isLast = oldEnd === Number.POSITIVE_INFINITY;
    const own = lineStarts(text.slice(start, end), start);
    // A line that starts behind the region belongs to what follows.
    const count = isLast ? own.length : own.length - 1;
    for (let at = 0; at < count; at++) lines.push(own[at] ?? 0);
    next = isLast ? old.length : indexAt(old, oldEnd - 1) + 1;
    by = end - oldEnd;
  }
  takeOver(old.length);
  return lines;
}
