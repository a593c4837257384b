import { BlockRecord } from './record';
import { startsUnseparated } from './request-line';
import {
  AMPERSAND,
  AT,
  CR,
  GREATER,
  HASH,
  isBlank,
  LESS,
  LF,
  OPEN_BRACE,
  QUESTION,
  SLASH,
  skipBlanks,
  startsWithBom,
} from './syntax/chars';
import { isCommentAt } from './syntax/comment';
import { isScriptBlockAt } from './syntax/scripts';
import { isSeparatorAt } from './syntax/separator';

/** Where in a usual block a line stands. */
const ABOVE = 0;
const HEAD = 1;
const GAP = 2;
const BODY = 3;
/** The block has something that only the parser of blocks understands. */
const UNUSUAL = 4;

/** Behind each method whose request line is usual stands a blank. */
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/**
 * Cuts a text at its `###` lines, in one pass. Lines inside a script do not count: it ends with the first line that ends
 * in `%}`. Of each block it finds out whether it is usual: one request and nothing else (see `BlockRecord.isUsual`).
 * What it calls usual must be so for the parser of blocks; what it does not is only read at once instead of when needed.
 * @param text from where a block starts
 * @param isWhole whether it begins where the document does
 * @param stopsAt asked for each start of a block behind the first; true ends the scan there
 */
export function scan(text: string, isWhole: boolean, stopsAt: (start: number) => boolean): BlockRecord[] {
  const found: BlockRecord[] = [];
  const size = text.length;
  const hasReturns = text.includes('\r');
  let feed = -1;
  let carriage = hasReturns ? -1 : size;
  let start = 0;
  let lines = 0;
  let requestLine = -1;
  let state = ABOVE;
  /** Closing `%}` of the script that the line stands in or ends. */
  let closing = -1;
  let mayClose = true;
  let opens = false;
  for (let at = 0; ; ) {
    if (feed < at) {
      feed = text.indexOf('\n', at);
      if (feed === -1) feed = size;
    }
    let end = feed;
    let next = feed + 1;
    if (hasReturns) {
      if (carriage < at) {
        carriage = text.indexOf('\r', at);
        if (carriage === -1) carriage = size;
      }
      if (carriage < feed) {
        end = carriage;
        if (carriage + 1 !== feed) next = carriage + 1;
      }
    }
    const isFirst = at === 0 && isWhole;
    let first = isFirst && startsWithBom(text) ? 1 : at;
    let code = text.charCodeAt(first);
    while (first < end && isBlank(code)) code = text.charCodeAt(++first);
    if (at <= closing) {
      // Inside of a script.
    } else if (first >= end) {
      if (state === HEAD) state = GAP;
    } else if (code === HASH && isSeparatorAt(text, first)) {
      if (at > 0) {
        const usual = state === UNUSUAL || state === ABOVE ? -1 : requestLine;
        found.push(new BlockRecord(text, start, at - start, lines, usual, true, opens));
        if (stopsAt(at)) return found;
        start = at;
        lines = 0;
        state = ABOVE;
        opens = false;
      }
    } else if ((code === LESS || code === GREATER) && isScriptBlockAt(text, first, end)) {
      state = UNUSUAL;
      if (mayClose) closing = scriptClosing(text, at);
      // Without an end it is no script, and none of the following ones has an end either.
      mayClose = closing >= at;
      opens ||= !mayClose;
    } else if (state !== UNUSUAL) {
      const isIndented = first > at && !isFirst;
      const before = state;
      state = stateAt(text, before, code, first, end, isIndented);
      if (before === ABOVE && state === HEAD) requestLine = lines;
    }
    if (end === size) break;
    lines++;
    at = next;
  }
  const usual = state === UNUSUAL || state === ABOVE ? -1 : requestLine;
  found.push(new BlockRecord(text, start, size - start, lines, usual, false, opens));
  return found;
}

/** The state behind a line that is neither blank nor a separator nor a script in braces. */
function stateAt(text: string, state: number, code: number, first: number, end: number, isIndented: boolean): number {
  switch (state) {
    case ABOVE:
      if (isCommentAt(text, first)) return ABOVE;
      return isUsualRequestLine(text, first) ? HEAD : UNUSUAL;
    case HEAD:
      // A variable in the content type lets other blocks decide how this one is read; a variable line ends nothing here.
      if (code === AT || code === OPEN_BRACE || (isContentLetter(code) && hasBraces(text, first, end))) return UNUSUAL;
      if (!isIndented || code === QUESTION || code === AMPERSAND || code === HASH || code === SLASH) return HEAD;
      return UNUSUAL;
    case GAP:
      // Comments and one-line scripts leave open whether a body or another request comes.
      if (code === HASH || code === SLASH || code === LESS || code === GREATER || code === QUESTION) return GAP;
      if (code === AT || text.startsWith('{{', first)) return UNUSUAL;
      return startsUnseparated(text, first, end) ? UNUSUAL : BODY;
    default:
      return code === AT ? UNUSUAL : BODY;
  }
}

function isUsualRequestLine(text: string, first: number): boolean {
  for (const method of methods) {
    if (text.startsWith(method, first)) return isBlank(text.charCodeAt(first + method.length));
  }
  return false;
}

/** The first letter of `Content-Type`. */
function isContentLetter(code: number): boolean {
  return code === 67 || code === 99;
}

function hasBraces(text: string, first: number, end: number): boolean {
  for (let at = first; at < end; at++) {
    if (text.charCodeAt(at) === OPEN_BRACE) return true;
  }
  return false;
}

/** Offset of the `%}` that ends the script which starts in the line at `from`: the first one that ends a line; or -1. */
export function scriptClosing(text: string, from: number): number {
  for (let at = text.indexOf('%}', from); at !== -1; at = text.indexOf('%}', at + 2)) {
    const behind = skipBlanks(text, at + 2, text.length);
    const code = text.charCodeAt(behind);
    if (behind === text.length || code === LF || code === CR) return at;
  }
  return -1;
}
