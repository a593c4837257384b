import { type HttpFile, lineOf, type RequestNode, type Span } from '../../http';
import { blockAt } from '../variables/place';
import { type Cursor, lineSpan } from './cursor';

/** What the line of a cursor is for. */
export type Region =
  | 'separator'
  | 'directive'
  | 'fileVariable'
  /** A line where a request line may stand. */
  | 'start'
  /** Where a request may follow, but only behind a `###` of its own. */
  | 'behind'
  | 'requestLine'
  /** A further line of the target. */
  | 'target'
  | 'header'
  /** A blank line right below request line or headers. */
  | 'newHeader'
  /** A blank line where a body may begin. */
  | 'newBody'
  /** Where nothing but variables is known: bodies, `curl`. */
  | 'text'
  | 'nothing';

/** Says what the line of the cursor is for; comments, scripts and body files are for nothing. */
export function regionAt(cursor: Cursor): Region {
  const { file, request, line, offset } = cursor;
  const block = blockAt(file, offset);
  const content = file.slice(line.start, Math.min(line.end, line.start + 500)).trimStart();
  if (isWithin(offset, block?.scripts) || isWithin(offset, request?.scripts)) return 'nothing';
  if (content.startsWith('###')) return 'separator';
  if (!request || line.end < request.requestLine.start) return aboveRequest(content, request !== null, cursor);
  if (request.syntax === 'curl') return 'text';
  if (line.start <= request.requestLine.start) return 'requestLine';
  return isInHead(file, request, line) ? inHead(content, request, line) : belowHead(content, request, cursor);
}

function aboveRequest(content: string, hasRequest: boolean, { before, after }: Cursor): Region {
  if (isComment(content)) return /^(?:#+|\/\/+)\s*@/.test(content) ? 'directive' : 'nothing';
  if (content.startsWith('@')) return 'fileVariable';
  if (content === '') return hasRequest ? 'nothing' : 'start';
  return /^\s*[A-Za-z]*$/.test(before) && !/^\S*\s+\S/.test(after) ? 'start' : 'nothing';
}

/** Whether no blank line stands between the request line and this one. */
function isInHead(file: HttpFile, { requestLine }: RequestNode, { start }: Span): boolean {
  const last = lineOf(file, start);
  for (let line = lineOf(file, requestLine.start) + 1; line < last; line++) {
    const span = lineSpan(file, line);
    if (file.slice(span.start, span.end).trim() === '') return false;
  }
  return true;
}

function inHead(content: string, { requestLine }: RequestNode, line: Span): Region {
  if (content === '') return 'newHeader';
  if (isComment(content)) return 'nothing';
  if (content.startsWith('@')) return 'fileVariable';
  const goesOn = requestLine.targetSpans.some(({ start, end }) => start >= line.start && end <= line.end);
  return goesOn || /^[?&]/.test(content) ? 'target' : 'header';
}

function belowHead(content: string, request: RequestNode, { offset }: Cursor): Region {
  const { body, comments } = request;
  if (isWithin(offset, comments) || isWithin(offset, body?.comments)) return 'nothing';
  if (!body) return content.startsWith('@') ? 'fileVariable' : content === '' ? 'newBody' : 'nothing';
  if (offset > body.end) return content.startsWith('@') ? 'fileVariable' : content === '' ? 'behind' : 'nothing';
  if (offset < body.start) return content === '' ? 'newBody' : 'nothing';
  const [part, ...more] = body.parts;
  if (body.parts.some((one) => one.kind === 'file' && offset >= one.start && offset <= one.end)) return 'nothing';
  // One word is more likely the beginning of the next request than a body.
  const isWord = part?.kind === 'text' && more.length === 0 && /^[A-Za-z]{1,10}$/.test(part.text);
  return isWord && !request.headers.some(({ name }) => /^content-/i.test(name)) ? 'behind' : 'text';
}

function isComment(content: string): boolean {
  return content.startsWith('#') || content.startsWith('//');
}

function isWithin(offset: number, spans: readonly Span[] | undefined): boolean {
  return spans?.some(({ start, end }) => offset >= start && offset <= end) ?? false;
}
