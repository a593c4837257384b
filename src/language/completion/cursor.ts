import { type HttpFile, lineOf, type RequestNode, requestAtOffset, type Span } from '../../http';
import type { Surroundings } from '../model';
import type { Say } from '../say';

/** Where proposals are asked for, and with what. */
export interface Cursor {
  readonly file: HttpFile;
  readonly offset: number;
  readonly around: Surroundings;
  readonly say: Say;
  /** The request whose range holds the cursor. */
  readonly request: RequestNode | null;
  /** The line of the cursor without its line break. */
  readonly line: Span;
  /** The line up to the cursor, and from it on. */
  readonly before: string;
  readonly after: string;
}

/**
 * Looks at a place; an offset outside of the text is moved to its nearest end.
 * @returns null where nobody can stand: between CR and LF, before a byte order mark
 */
export function cursorAt(file: HttpFile, offset: number, around: Surroundings, say: Say): Cursor | null {
  const at = Math.min(Math.max(offset, 0), file.length);
  const line = lineSpan(file, lineOf(file, at));
  if (at < line.start || at > line.end) return null;
  return {
    file,
    offset: at,
    around,
    say,
    request: requestAtOffset(file, at),
    line,
    before: file.slice(line.start, at),
    after: file.slice(at, line.end),
  };
}

/** A line without its line break and, at the start of the text, without byte order mark. @param line from 1 */
export function lineSpan(file: HttpFile, line: number): Span {
  const begin = file.lineStarts[line - 1] ?? 0;
  const start = begin === 0 && file.slice(0, 1) === '\ufeff' ? 1 : begin;
  const next = file.lineStarts[line];
  let end = next ?? file.length;
  if (next !== undefined) {
    end--;
    if (end > start && file.slice(end - 1, next) === '\r\n') end--;
  }
  return { start, end: Math.max(start, end) };
}
