import { mediaType, namesBoundary } from './body/media-type';
import { readBody } from './body/read';
import { readCurl } from './curl/request';
import type { RequestDraft } from './draft';
import { takeCommentBelow, takeScript, takeVariable } from './extras';
import { type Gap, readGap } from './gap';
import { withGraphql } from './graphql';
import { continuesTarget, dropUnsent, findHeader, readHeaderLine } from './headers';
import type { RequestLineNode, Span } from './nodes';
import type { Reading } from './reading';
import { type RequestLineParts, splitVersion } from './request-line';
import { isCommentAt } from './syntax/comment';
import { finding } from './syntax/finding';
import { tellOfHeader, tellOfRequestLine } from './unsent';
import { replaceReferences } from './variables/references';
import { WrittenRequestLine } from './written';

/**
 * Reads a request from its request line on and adds it to the block.
 * @returns the request that follows although `###` is missing, if there is one
 */
export function readRequest(reading: Reading, line: number, draft: RequestDraft): Gap {
  const { head } = draft;
  return head ? readPlain(reading, line, draft, head) : readCurl(reading, line, draft);
}

function readPlain(reading: Reading, line: number, draft: RequestDraft, head: RequestLineParts): Gap {
  const { source, block } = reading;
  const rest = readHead(reading, line, draft, head);
  const { dropped, marked } = dropUnsent(draft);
  for (const header of draft.headers) tellOfHeader(draft, header);
  const isGraphql = marked || head.method === 'GRAPHQL';
  if (head.method === 'GRAPHQL') draft.findings.push(finding('hint', 'http.graphql.method', methodSpan(head)));
  const contentType = contentTypeOf(reading, draft);
  const media = mediaType(contentType);
  if (media.multipart && contentType !== null && !namesBoundary(contentType)) reportNoBoundary(draft);
  const maySplit = !isGraphql && contentType === null && !dropped;
  const gap = readGap(reading, rest.line, draft, media.comments, maySplit);
  if (!gap.next) readBody(reading, gap.line, draft, media, source.offset(rest.line));
  if (isGraphql) withGraphql(draft, source.text, rest.requestLine);
  block.addRequest(draft.finish(rest.requestLine, gap.next?.start ?? source.offset(reading.last)));
  return gap;
}

/** Reads the request line with its continuation and the headers, up to the first blank line. */
function readHead(
  reading: Reading,
  from: number,
  draft: RequestDraft,
  head: RequestLineParts,
): { requestLine: RequestLineNode; line: number } {
  const { source, last } = reading;
  const { text } = source;
  const { start } = head;
  let end = source.last(from);
  let more: Span[] | null = null;
  let { version } = head;
  let inTarget = true;
  draft.contentEnd = end;
  let line = from + 1;
  for (; line < last; line++) {
    const first = source.first(line);
    if (first >= source.end(line)) break;
    if (isCommentAt(text, first)) {
      takeCommentBelow(reading, line, first, draft);
    } else {
      const next = takeScript(reading, line, first, draft);
      if (next > line) line = next - 1;
      else if (inTarget && continuesTarget(source, line, first)) {
        const piece = splitVersion(text, first, source.last(line));
        version ??= piece.version;
        const span = { start: first, end: piece.end };
        if (more) more.push(span);
        else more = [span];
        end = source.last(line);
      } else if (!takeVariable(reading, line, first)) {
        inTarget = false;
        readHeaderLine(source, line, first, draft);
      }
    }
    draft.contentEnd = source.last(line);
  }
  const method = head.method === 'GRAPHQL' ? 'POST' : head.method;
  const requestLine = new WrittenRequestLine(
    text,
    start,
    end,
    method,
    head.methodEnd,
    head.targetStart,
    head.targetEnd,
    more,
    version,
  );
  if (head.targetStart >= head.targetEnd && !more) {
    draft.findings.push(finding('error', 'http.requestLine.noTarget', requestLine, { method: head.method }));
  }
  tellOfRequestLine(draft, text, requestLine);
  return { requestLine, line };
}

function methodSpan({ start, methodEnd }: RequestLineParts): Span {
  return { start, end: methodEnd };
}

/** The content type as far as the file alone tells; a variable that it does not know stays in it. */
function contentTypeOf({ block, fileValue }: Reading, draft: RequestDraft): string | null {
  const header = findHeader(draft.headers, 'content-type');
  if (!header) return null;
  if (!header.value.includes('{{')) return header.value;
  block.usesVariables = true;
  return replaceReferences(header.value, ({ name }) => fileValue(name, header.start));
}

function reportNoBoundary(draft: RequestDraft): void {
  const header = findHeader(draft.headers, 'content-type');
  if (header) draft.findings.push(finding('warning', 'http.body.noBoundary', header.valueSpan));
}
