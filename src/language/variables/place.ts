import type { BlockNode, HttpFile, RequestNode, Span } from '../../http';

/** Whether an offset lies in a span or directly behind it, as a cursor behind a word still means the word. */
export function touches({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** Index of the last item that starts at or before an offset, or -1. */
export function lastStarting(items: readonly Span[], offset: number): number {
  let low = -1;
  let high = items.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((items[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The block that holds an offset; at the end of the text the last one. */
export function blockAt({ blocks }: Pick<HttpFile, 'blocks'>, offset: number): BlockNode | null {
  return blocks[lastStarting(blocks, offset)] ?? null;
}

/** The request of a block that holds an offset. */
export function requestIn({ requests }: BlockNode, offset: number): RequestNode | null {
  return requests[Math.max(lastStarting(requests, offset), 0)] ?? null;
}

/**
 * The request from which a variable at this place is seen: the one around it; for a block without request the next one
 * below, else the last one of the file.
 */
export function scopeAt(file: Pick<HttpFile, 'blocks' | 'requests'>, offset: number): RequestNode | null {
  const block = blockAt(file, offset);
  const own = block && requestIn(block, offset);
  if (own) return own;
  const { requests } = file;
  return requests[lastStarting(requests, offset) + 1] ?? requests[requests.length - 1] ?? null;
}
