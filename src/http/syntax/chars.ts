/** Character codes that the scanner compares with. */
export const LF = 10;
export const CR = 13;
export const HASH = 35;
export const AMPERSAND = 38;
export const SLASH = 47;
export const COLON = 58;
export const LESS = 60;
export const EQUALS = 61;
export const GREATER = 62;
export const QUESTION = 63;
export const AT = 64;
export const BACKSLASH = 92;
export const OPEN_BRACE = 123;
const BOM = 0xfeff;

/** 1 for each character that may stand in a method or a header name (RFC 9110, 5.6.2 `tchar`). */
const tokens = new Uint8Array(128);
for (const char of "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") {
  tokens[char.charCodeAt(0)] = 1;
}

export function isTokenChar(code: number): boolean {
  return code < 128 && tokens[code] === 1;
}

/** Blank, tab, vertical tab or form feed: what may surround a word within a line. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 11 || code === 12;
}

/** Offset of the first character at or after `from` that is no blank, at most `end`. */
export function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** Offset behind the last character before `end` that is no blank, at least `start`. */
export function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Offset of the first blank at or after `from`, at most `end`. */
export function wordEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && !isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** Offset behind the token characters that start at `from`. */
export function tokenEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isTokenChar(text.charCodeAt(at))) at++;
  return at;
}

/** Offset of a character between `from` and `end`, or -1. Unlike `indexOf` it never looks beyond the line. */
export function charIndex(text: string, code: number, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    if (text.charCodeAt(at) === code) return at;
  }
  return -1;
}

/** Whether a text starts with a byte order mark. */
export function startsWithBom(text: string): boolean {
  return text.charCodeAt(0) === BOM;
}
