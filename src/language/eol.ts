import type { HttpFile } from '../http';

/** The line break that a document uses. */
export function eolOf(file: Pick<HttpFile, 'slice' | 'lineStarts'>): string {
  const second = file.lineStarts[1];
  return second !== undefined && file.slice(Math.max(second - 2, 0), second) === '\r\n' ? '\r\n' : '\n';
}
