import type { MediaType } from './body/media-type';
import { RequestDraft } from './draft';
import { hintMisplaced, inOrder, takeCommentAbove, takeCommentBelow, takeScript, takeVariable } from './extras';
import { append } from './lists';
import type { Reading } from './reading';
import { readRequestLine, startsUnseparated } from './request-line';
import { isCommentAt } from './syntax/comment';
import { finding } from './syntax/finding';

/** What comes after the blank line below the headers. */
export interface Gap {
  /** The first line of the body or of the next request; the end of the block when there is neither. */
  readonly line: number;
  /** The request that starts here although `###` is missing; its directives are already read. */
  readonly next: RequestDraft | null;
}

/**
 * Reads from the end of the headers to where a body begins. Comments here may belong to a next request, so they wait
 * until it is clear whether one comes (http-dialect: "### is missing").
 */
export function readGap(
  reading: Reading,
  from: number,
  draft: RequestDraft,
  comments: MediaType['comments'],
  maySplit: boolean,
): Gap {
  const { source, last } = reading;
  const { text } = source;
  let waiting: RequestDraft | null = null;
  for (let line = from; line < last; line++) {
    const first = source.first(line);
    if (first >= source.end(line)) continue;
    if (comments !== 'kept' && isCommentAt(text, first)) {
      waiting ??= new RequestDraft(source.offset(line), null);
      takeCommentAbove(reading, line, first, waiting);
      waiting.contentEnd = source.last(line);
      continue;
    }
    if (takeVariable(reading, line, first)) continue;
    const next = takeScript(reading, line, first, draft);
    if (next > line) {
      settle(waiting, draft);
      waiting = null;
      line = next - 1;
      continue;
    }
    const end = source.last(line);
    if (maySplit && startsUnseparated(text, first, end)) {
      const split = waiting ?? new RequestDraft(source.offset(line), null);
      split.head = readRequestLine(text, first, end);
      split.findings.push(finding('warning', 'http.separator.missing', { start: first, end }));
      return { line, next: split };
    }
    settle(waiting, draft);
    return { line, next: null };
  }
  settle(waiting, draft);
  return { line: last, next: null };
}

/** No request followed: the comments belong to the request above. */
function settle(waiting: RequestDraft | null, draft: RequestDraft): void {
  if (!waiting) return;
  draft.contentEnd = Math.max(draft.contentEnd, waiting.contentEnd);
  for (const directive of waiting.directives) hintMisplaced(directive, draft);
  append(draft.comments, inOrder(waiting.comments, waiting.directives));
}

/** Reads what follows the end of a body: only variables, comments and scripts mean anything there. */
export function readTail(
  reading: Reading,
  from: number,
  draft: RequestDraft,
  code: 'http.body.afterVariable' | 'http.curl.tail',
): void {
  const { source, last } = reading;
  for (let line = from; line < last; line++) {
    const first = source.first(line);
    if (first >= source.end(line)) continue;
    if (isCommentAt(source.text, first)) {
      takeCommentBelow(reading, line, first, draft);
      continue;
    }
    if (takeVariable(reading, line, first)) continue;
    const next = takeScript(reading, line, first, draft);
    if (next > line) line = next - 1;
    else draft.sayOnce(finding('warning', code, { start: first, end: source.last(line) }));
  }
}
