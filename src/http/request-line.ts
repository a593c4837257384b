import { skipBlanks, tokenEnd, trimEnd, wordEnd } from './syntax/chars';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'];

const CLOSING_PARENTHESIS = 41;

/** Methods that make a word a request line even where its target is still missing. */
const known = new Set([...methods, 'GRAPHQL']);

/** Longer words are no method that anybody made up; megabytes without a blank would be turned into capitals. */
const LONGEST_METHOD = 100;

/** The first line of a request, taken apart. */
export interface RequestLineParts {
  /** In capitals; `GET` where the line has none. */
  readonly method: string;
  readonly start: number;
  /** -1 when the line has no method. */
  readonly methodEnd: number;
  readonly targetStart: number;
  readonly targetEnd: number;
  readonly version: string | null;
}

/**
 * Reads `[METHOD] TARGET [HTTP/x]` (http-dialect: request line).
 * @param start first character that is no blank
 * @param end behind the last one
 * @returns null when the text does not look like a request line: its method is none that is known, and what follows is no target
 */
export function readRequestLine(text: string, start: number, end: number): RequestLineParts | null {
  const methodEnd = tokenEnd(text, start, end);
  const firstIsToken = methodEnd > start && (methodEnd === end || skipBlanks(text, methodEnd, end) > methodEnd);
  if (!firstIsToken) return withoutMethod(text, start, end);
  const isShort = methodEnd - start <= LONGEST_METHOD;
  const method = isShort ? methodOf(text, start, methodEnd) : text.slice(start, methodEnd);
  const targetStart = skipBlanks(text, methodEnd, end);
  const tail = splitVersion(text, targetStart, end);
  const isKnown = isShort && known.has(method);
  if (!isKnown && targetStart >= tail.end) return withoutMethod(text, start, end);
  if (!isKnown && !looksLikeTarget(text, targetStart, tail.end)) return null;
  return { method, start, methodEnd, targetStart, targetEnd: tail.end, version: tail.version };
}

/** The method in capitals; those that are known are one string for all requests. */
function methodOf(text: string, start: number, end: number): string {
  for (const method of methods) {
    if (method.length === end - start && text.startsWith(method, start)) return method;
  }
  return text.slice(start, end).toUpperCase();
}

function withoutMethod(text: string, start: number, end: number): RequestLineParts | null {
  const tail = splitVersion(text, start, end);
  if (!looksLikeTarget(text, start, tail.end)) return null;
  return { method: 'GET', start, methodEnd: -1, targetStart: start, targetEnd: tail.end, version: tail.version };
}

/**
 * Takes `HTTP/x` off the end of a line, with the `(Prior Knowledge)` that JetBrains writes behind it.
 * @returns where what remains ends, and the version or null
 */
export function splitVersion(text: string, start: number, end: number): { end: number; version: string | null } {
  const last = text.charCodeAt(end - 1);
  const isDigit = last >= 48 && last <= 57;
  if ((!isDigit && last !== CLOSING_PARENTHESIS) || end - start < 6) return { end, version: null };
  const match = /(?:^|[ \t\v\f])(http\/\d(?:\.\d)?(?:[ \t]*\(prior[ \t]+knowledge\))?)$/i.exec(
    text.slice(Math.max(start, end - 32), end),
  );
  const version = match?.[1];
  if (!version) return { end, version: null };
  return { end: trimEnd(text, start, end - version.length), version };
}

/** Whether a text can be a target: a path, a variable, `*`, an address with scheme, or what looks like a host. */
function looksLikeTarget(text: string, start: number, end: number): boolean {
  if (start >= end) return false;
  if (text.startsWith('/', start)) return true;
  if (text.startsWith('{{', start)) return text.slice(start, end).includes('}}', 3);
  const behind = wordEnd(text, start, end);
  const word = text.slice(start, Math.min(behind, start + 300));
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(word)) return true;
  const isOneWord = behind === end;
  return isOneWord && (word === '*' || /^(?:localhost|[\w-]+(?:\.[\w-]+)+)(?::\d+)?(?:[/?#]|$)/i.test(word));
}

/**
 * Whether a line after a blank line starts a new request although `###` is missing: a known method in capitals, then
 * `http://`, `https://`, `/` or `{{` (http-dialect).
 */
export function startsUnseparated(text: string, start: number, end: number): boolean {
  const methodEnd = tokenEnd(text, start, end);
  if (methodEnd === start || methodEnd - start > 7 || !known.has(text.slice(start, methodEnd))) return false;
  const at = skipBlanks(text, methodEnd, end);
  return (
    at > methodEnd &&
    (text.startsWith('/', at) || text.startsWith('{{', at) || /^https?:\/\//i.test(text.slice(at, at + 8)))
  );
}
