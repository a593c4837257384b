import type { Span } from './nodes';

/** Replaces a range of a text. */
export interface TextChange extends Span {
  readonly text: string;
}

/** A change and where it ended up. */
export interface Edit {
  /** In the old text. */
  readonly start: number;
  readonly end: number;
  /** End of its text in the new text. */
  readonly newEnd: number;
  /** What leads from offsets of the old text behind it to those of the new one. */
  readonly by: number;
}

/**
 * Applies changes that all are about the same text, as editors report them.
 * @returns the new text and the changes from first to last
 * @throws RangeError when changes overlap or lie outside of the text
 */
export function applied(old: string, changes: readonly TextChange[]): { text: string; edits: readonly Edit[] } {
  const edits: Edit[] = [];
  let text = '';
  let at = 0;
  // Editors send the last change first, also of those at one place.
  const inOrder = changes.toReversed().sort((a, b) => a.start - b.start || a.end - b.end);
  for (const { start, end, text: added } of inOrder) {
    if (start < at || end < start || end > old.length)
      throw new RangeError('changes overlap or lie outside of the text');
    text += old.slice(at, start) + added;
    at = end;
    edits.push({ start, end, newEnd: text.length, by: text.length - end });
  }
  return { text: text + old.slice(at), edits };
}

/** Index of the last of `starts` (in order) that is not behind `offset`; -1 when all are. */
export function indexAt(starts: readonly number[], offset: number): number {
  let low = -1;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
