/** A change as the editor reports it. */
interface LineChange {
  readonly range: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
  readonly text: string;
}

/**
 * Where lines are after changes, which come from the end of the document to its beginning, or do not touch each other.
 * @returns the same list when no line has moved
 */
export function movedLines(lines: readonly number[], changes: readonly LineChange[]): readonly number[] {
  let moved = lines;
  for (const { range, text } of changes) {
    const by = text.split('\n').length - 1 - (range.end.line - range.start.line);
    if (by !== 0) moved = moved.map((line) => (line > range.start.line ? Math.max(line + by, 0) : line));
  }
  return moved;
}
