import type { MessageCode } from '../messages';
import type { RequestDraft } from './draft';
import type { HeaderNode } from './nodes';
import { COLON, charIndex, isBlank, skipBlanks, tokenEnd, trimEnd } from './syntax/chars';
import { finding } from './syntax/finding';
import type { Source } from './syntax/source';
import { WrittenHeader } from './written';

/** Whether a line has the form `Name: value`; the `:` of `http://` makes no header. */
function hasHeaderForm(text: string, first: number, end: number): boolean {
  const nameEnd = tokenEnd(text, first, end);
  if (nameEnd === first) return false;
  const colon = skipBlanks(text, nameEnd, end);
  return colon < end && text.charCodeAt(colon) === COLON && !text.startsWith('//', colon + 1);
}

/** A text that is something else altogether is told of often enough; each line stays a node that keeps it from being sent. */
const MOST_TOLD = 1_000;

/** Reads one line of the header block that is no comment (http-dialect: headers). */
export function readHeaderLine(source: Source, line: number, first: number, draft: RequestDraft): void {
  const { text } = source;
  const end = source.last(line);
  const previous = draft.headers[draft.headers.length - 1];
  const indented = first > source.start(line);
  if (indented && previous instanceof WrittenHeader && !hasHeaderForm(text, first, end)) {
    draft.headers[draft.headers.length - 1] = previous.continued(text.slice(first, end), end);
    draft.sayOnce(finding('hint', 'http.header.continued', { start: first, end }, { name: previous.name }));
    return;
  }
  const colon = charIndex(text, COLON, first, end);
  const nameEnd = trimEnd(text, first, Math.max(colon, first));
  const isToken = nameEnd > first && tokenEnd(text, first, nameEnd) === nameEnd;
  if (nameEnd === first || (!isToken && looksLikeBody(text, first))) {
    draft.badHeaders.push({ kind: 'badHeader', start: first, end });
    if (draft.badHeaders.length <= MOST_TOLD) draft.findings.push(badHeaderFinding(text, first, end));
    return;
  }
  const valueStart = skipBlanks(text, colon + 1, end);
  const header = new WrittenHeader(text, first, end, nameEnd, valueStart, null);
  draft.headers.push(header);
  if (!isToken && !header.name.includes('{{')) {
    draft.findings.push(finding('error', 'http.header.name', header.nameSpan, { name: header.name }));
  } else if (indented) {
    draft.sayOnce(finding('hint', 'http.header.indented', header, { name: header.name }));
  }
}

function looksLikeBody(text: string, start: number): boolean {
  return /^[<{["]/.test(text.charAt(start)) && !text.startsWith('{{', start);
}

function badHeaderFinding(text: string, start: number, end: number) {
  const code = looksLikeBody(text, start) ? 'http.body.noBlankLine' : 'http.header.noColon';
  return finding('error', code, { start, end }, { line: text.slice(start, Math.min(end, start + 60)) });
}

/** Value of the header with this name (any case), or null. The first one, where it is repeated. */
export function headerValue(headers: readonly HeaderNode[], lowerName: string): string | null {
  return findHeader(headers, lowerName)?.value ?? null;
}

/** The first header with this name (any case). */
export function findHeader(headers: readonly HeaderNode[], lowerName: string): HeaderNode | undefined {
  for (let at = 0; at < headers.length; at++) {
    const header = headers[at];
    if (header && mayBeNamed(header, lowerName.length) && header.name.toLowerCase() === lowerName) return header;
  }
  return undefined;
}

/**
 * Takes out the headers that are not sent: `Content-Length` is computed, a body goes out as a whole whatever
 * `Transfer-Encoding` says, and `X-REQUEST-TYPE: GraphQL` only marks the body.
 * @returns whether any was taken out, and whether the marker was among them
 */
export function dropUnsent(draft: RequestDraft): { dropped: boolean; marked: boolean } {
  let marked = false;
  let sent: HeaderNode[] | null = null;
  for (let at = 0; at < draft.headers.length; at++) {
    const header = draft.headers[at];
    if (!header) continue;
    const code = whyUnsent(header);
    if (code === null) {
      sent?.push(header);
      continue;
    }
    marked ||= code === 'http.graphql.marker';
    draft.findings.push(finding('hint', code, header));
    draft.droppedHeaders.push(header);
    sent ??= draft.headers.slice(0, at);
  }
  if (sent) draft.headers = sent;
  return { dropped: sent !== null, marked };
}

function whyUnsent(header: HeaderNode): MessageCode | null {
  if (mayBeNamed(header, 'content-length'.length)) {
    const name = header.name.toLowerCase();
    if (name === 'content-length') return 'http.contentLength';
    return name === 'x-request-type' && header.value.toLowerCase() === 'graphql' ? 'http.graphql.marker' : null;
  }
  const isTransferEncoding =
    mayBeNamed(header, 'transfer-encoding'.length) && header.name.toLowerCase() === 'transfer-encoding';
  return isTransferEncoding ? 'http.transferEncoding' : null;
}

/** By length alone, so that no string is cut for the headers that nobody asks for. */
function mayBeNamed(header: HeaderNode, length: number): boolean {
  return (header instanceof WrittenHeader ? header.nameLength : header.name.length) === length;
}

/** Whether a line that is no header may go on with the target: it begins with `?` or `&`, or is indented and no header. */
export function continuesTarget(source: Source, line: number, first: number): boolean {
  const { text } = source;
  const char = text.charAt(first);
  if (char === '?' || char === '&') return true;
  return isBlank(text.charCodeAt(source.start(line))) && !hasHeaderForm(text, first, source.end(line));
}
