import type { RequestDraft } from '../draft';
import { takeScript, takeVariable } from '../extras';
import { readTail } from '../gap';
import { append } from '../lists';
import type { CommentNode, Finding } from '../nodes';
import type { Reading } from '../reading';
import { AMPERSAND, AT, GREATER, HASH, LESS, OPEN_BRACE, QUESTION, SLASH } from '../syntax/chars';
import { isCommentAt, readComment } from '../syntax/comment';
import { finding } from '../syntax/finding';
import type { Source } from '../syntax/source';
import { WrittenBody } from '../written';
import { assemble, type Cut } from './assemble';
import { readFilePart } from './file';
import { gluedFinding, tellOfFormEncoding } from './form';
import type { MediaType } from './media-type';

const DASH = 45;

/**
 * Reads a body from its first line to the end of the block, or to a variable after a blank line (http-dialect: body).
 * Most bodies are one slice of the text; only where a line is not sent as written are they put together line by line.
 * @param headEnd offset of the blank line below the headers
 */
export function readBody(reading: Reading, from: number, draft: RequestDraft, media: MediaType, headEnd: number): void {
  const { source, last } = reading;
  const { text } = source;
  const cuts: Cut[] = [];
  const comments: CommentNode[] = [];
  let firstLine = -1;
  let lastLine = -1;
  let afterBlank = false;
  let gluedAt = -1;
  let inPreamble = media.comments === 'preamble';
  let partsOpen = media.multipart;
  let line = from;
  for (; line < last; line++) {
    const first = source.first(line);
    if (first >= source.end(line)) {
      afterBlank = true;
      continue;
    }
    switch (text.charCodeAt(first)) {
      case HASH:
      case SLASH:
        if ((media.comments === 'dropped' || inPreamble) && isCommentAt(text, first)) {
          comments.push(readComment(source, line, first));
          cuts.push({ line, next: line + 1, file: null });
          continue;
        }
        break;
      case OPEN_BRACE:
      case LESS:
      case GREATER:
      case QUESTION: {
        const next = takeScript(reading, line, first, draft);
        if (next > line) {
          cuts.push({ line, next, file: null });
          line = next - 1;
          afterBlank = true;
          continue;
        }
        const file = readFilePart(source, line);
        if (file) cuts.push({ line, next: line + 1, file });
        break;
      }
      case AMPERSAND:
        if (media.form && firstLine !== -1 && gluedAt === -1) gluedAt = line;
        break;
      case DASH:
        if (media.multipart && isBoundary(source, first, media.boundary)) {
          inPreamble = false;
          if (media.boundary !== null && isClosing(source, line, media.boundary)) partsOpen = false;
        }
        break;
    }
    const mayEnd = afterBlank && firstLine !== -1 && !partsOpen;
    if (mayEnd && text.charCodeAt(first) === AT && takeVariable(reading, line, first)) {
      // In running text it may be meant as text; below JSON and the like nobody would.
      if (media.comments === 'kept') draft.findings.push(endedFinding(source, line, first));
      break;
    }
    if (firstLine === -1) firstLine = line;
    lastLine = line;
    afterBlank = false;
  }
  const lastComment = comments[comments.length - 1];
  const contentEnd = lastLine === -1 ? 0 : source.last(lastLine);
  draft.contentEnd = Math.max(draft.contentEnd, contentEnd, lastComment?.end ?? 0);
  if (firstLine === -1) append(draft.comments, comments);
  else {
    const start = source.start(firstLine);
    const end = source.end(lastLine);
    reportComments(draft, comments, headEnd);
    const isPlain = cuts.length === 0 && gluedAt === -1 && !media.multipart;
    if (isPlain) draft.body = new WrittenBody(text, start, end, source.hasCarriageReturns);
    else {
      const parts = assemble(source, firstLine, lastLine, cuts, media);
      const within = comments.filter((comment) => comment.start > start && comment.end <= end);
      draft.body = { kind: 'body', start, end, parts, comments: within, graphql: null };
      append(
        draft.comments,
        comments.filter((comment) => comment.start <= start || comment.end > end),
      );
    }
    if (gluedAt !== -1) draft.findings.push(gluedFinding(source, gluedAt));
    if (media.form) tellOfFormEncoding(draft, text, draft.body.parts);
  }
  if (line < last) readTail(reading, line + 1, draft, 'http.body.afterVariable');
}

function endedFinding(source: Source, line: number, first: number): Finding {
  return finding('hint', 'http.body.endedByVariable', { start: first, end: source.last(line) });
}

function isBoundary(source: Source, first: number, boundary: string | null): boolean {
  return source.text.startsWith(`--${boundary ?? ''}`, first);
}

function isClosing(source: Source, line: number, boundary: string): boolean {
  return source.text.slice(source.first(line), source.last(line)) === `--${boundary}--`;
}

/** One hint for all comment lines that do not reach the wire, those between headers and body included. */
function reportComments(draft: RequestDraft, inBody: readonly CommentNode[], headEnd: number): void {
  const above = draft.hasComments ? draft.comments.find(({ start }) => start > headEnd) : undefined;
  const dropped = above ?? inBody[0];
  if (dropped) draft.findings.push(finding('hint', 'http.body.comment', dropped));
}
