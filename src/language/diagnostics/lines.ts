import { type HttpFile, lineOf, type RequestNode, type Span } from '../../http';
import { eolOf } from '../eol';
import type { TextEdit } from '../model';
import { insert, replace } from './report';

/** Start of the line that holds an offset; a byte order mark belongs to no line. */
export function lineStart(file: HttpFile, offset: number): number {
  const start = file.lineStarts[lineOf(file, offset) - 1] ?? 0;
  return start === 0 && file.slice(0, 1) === '\ufeff' ? 1 : start;
}

/** The lines that hold a range, the last line break included. */
export function wholeLines(file: HttpFile, { start, end }: Span): Span {
  const next = file.lineStarts[lineOf(file, Math.max(start, end))];
  return { start: lineStart(file, start), end: next ?? file.length };
}

/** Takes the lines of a range out of the document. */
export function removeLines(file: HttpFile, span: Span): TextEdit {
  return replace(wholeLines(file, span), '');
}

/** Puts `# ` before the first character of a line. */
export function commentOut({ start }: Span): TextEdit {
  return insert(start, '# ');
}

/** Puts a header behind the last header of a request, or below its request line. */
export function addHeader(file: HttpFile, request: RequestNode, header: string): TextEdit {
  const last = request.headers[request.headers.length - 1] ?? request.requestLine;
  return insert(last.end, `${eolOf(file)}${header}`);
}

/** Puts lines above the request line of a request, such as a directive. */
export function addAbove(file: HttpFile, request: RequestNode, line: string): TextEdit {
  return insert(lineStart(file, request.requestLine.start), `${line}${eolOf(file)}`);
}
