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
  readonly text: string;
  /** End of its text in the new text. */
  readonly newEnd: number;
  /** What leads from offsets of the old text behind it to those of the new one. */
  readonly by: number;
}

/**
 * Puts changes in order that all are about the same text, as editors report them.
 * @param length of that text
 * @returns the changes from first to last
 * @throws RangeError when changes overlap or lie outside of the text
 */
export function editsOf(length: number, changes: readonly TextChange[]): readonly Edit[] {
  const edits: Edit[] = [];
  let at = 0;
  let by = 0;
  // Editors send the last change first, also of those at one place.
  const inOrder = changes.toReversed().sort((a, b) => a.start - b.start || a.end - b.end);
  for (const { start, end, text } of inOrder) {
    if (start < at || end < start || end > length) throw new RangeError('changes overlap or lie outside of the text');
    const newEnd = start + by + text.length;
    by = newEnd - end;
    at = end;
    edits.push({ start, end, text, newEnd, by });
  }
  return edits;
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
