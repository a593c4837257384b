/** Where a request goes into a text, and where its first line then stands. */
export interface Insertion {
  /** UTF-16 offset. */
  readonly offset: number;
  readonly text: string;
  /** Line of the inserted separator, from 0. */
  readonly line: number;
}

const SEPARATOR = /^\s*###/;

/**
 * Finds the place for a new request: behind the one that the cursor stands in, with one blank line on either side, so
 * that no request is cut in two.
 * @param text the document, with LF or CRLF
 * @param cursorLine line of the cursor, from 0
 * @param request text that starts with a `###` line and ends with LF
 */
export function insertionFor(text: string, cursorLine: number, request: string): Insertion {
  const lines = text.split('\n');
  let end = Math.min(Math.max(cursorLine, 0), lines.length - 1);
  // A cursor on a separator belongs to the request below it.
  if (SEPARATOR.test(lines[end] ?? '')) end++;
  while (end < lines.length && !SEPARATOR.test(lines[end] ?? '')) end++;
  const next = end;
  while (end > 0 && (lines[end - 1] ?? '').trim() === '') end--;
  const offset = lines.slice(0, end).reduce((sum, line) => sum + line.length + 1, 0);
  const atEnd = offset > text.length;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const before = end === 0 ? '' : `${atEnd ? eol : ''}${eol}`;
  const after = next < lines.length && next === end ? eol : '';
  return {
    offset: Math.min(offset, text.length),
    text: `${before}${request.replaceAll('\n', eol)}${after}`,
    line: end + (end === 0 ? 0 : 1),
  };
}
