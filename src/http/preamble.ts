import { isCurlAt } from './curl/command';
import type { RequestDraft } from './draft';
import { takeCommentAbove, takeScript, takeVariable } from './extras';
import type { Reading } from './reading';
import { readRequestLine } from './request-line';
import { AT } from './syntax/chars';
import { isCommentAt } from './syntax/comment';
import { finding } from './syntax/finding';

/**
 * Reads what stands above a request line: comments, directives, variables, scripts.
 * @returns the line of the request line (its parts are then in `draft.head`) or of a `curl` command; `last` when there is none
 */
export function readPreamble(reading: Reading, from: number, draft: RequestDraft): number {
  const { source, last } = reading;
  const { text } = source;
  let saidSo = false;
  for (let line = from; line < last; line++) {
    const first = source.first(line);
    if (first >= source.end(line)) {
      saidSo = false;
      continue;
    }
    if (isCommentAt(text, first)) {
      takeCommentAbove(reading, line, first, draft);
      continue;
    }
    if (takeVariable(reading, line, first)) continue;
    const next = takeScript(reading, line, first, draft);
    if (next > line) {
      line = next - 1;
      continue;
    }
    const end = source.last(line);
    if (isCurlAt(text, first, end)) return line;
    draft.head = text.charCodeAt(first) === AT ? null : readRequestLine(text, first, end);
    if (draft.head) return line;
    const isVariable = text.charCodeAt(first) === AT;
    if (isVariable || !saidSo) reportStray(reading, first, end, isVariable);
    saidSo ||= !isVariable;
  }
  return last;
}

/** A line that is nothing we know stops no request below it, but it is said: of prose once for each paragraph. */
function reportStray({ source, block }: Reading, start: number, end: number, isVariable: boolean): void {
  const line = source.text.slice(start, Math.min(end, start + 60));
  const code = isVariable ? 'http.variable.malformed' : 'http.requestLine.invalid';
  block.findings.push(finding('error', code, { start, end }, { line }));
}
