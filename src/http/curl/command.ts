import type { Span } from '../nodes';
import { isBlank } from '../syntax/chars';
import type { Source } from '../syntax/source';

/** One argument of a command: its value, and where it stands with its quotes. */
export interface Word extends Span {
  readonly value: string;
  /** True when it is quoted nowhere, so that `|` or `>` is the shell's. */
  readonly bare: boolean;
}

/** A command line as a POSIX shell splits it. */
export interface Command {
  readonly words: readonly Word[];
  /** The line behind the command. */
  readonly next: number;
  readonly end: number;
  /** The quote character that is never closed, or null: what it swallows may be the whole rest of the block. */
  readonly open: Span | null;
}

/** Whether a `curl` command stands at `at`. */
export function isCurlAt(text: string, at: number, end: number): boolean {
  return text.startsWith('curl', at) && at + 4 < end && isBlank(text.charCodeAt(at + 4));
}

/**
 * Splits a command into words: single quotes, double quotes, `$'…'`, backslashes, and `\` at the end of a line.
 * @param last the line behind the block, where a quote left open ends
 */
export function readCommand(source: Source, line: number, last: number): Command {
  const { text } = source;
  const limit = source.end(last - 1);
  const words: Word[] = [];
  let open: Span | null = null;
  let at = source.first(line);
  while (at < limit) {
    const char = text.charAt(at);
    if (char === '\n' || char === '\r') break;
    const joined = continuation(text, at);
    if (joined > 0) at += joined;
    else if (isBlank(text.charCodeAt(at))) at++;
    else {
      const word = readWord(text, at, limit);
      words.push(word.word);
      open ??= word.open;
      at = word.word.end;
    }
  }
  let next = line + 1;
  while (next < last && source.offset(next) <= at) next++;
  return { words, next, end: words[words.length - 1]?.end ?? at, open };
}

/** Length of a `\` with the line break behind it, else 0. */
function continuation(text: string, at: number): number {
  const match = text.charAt(at) === '\\' ? /^\\(?:\r\n|\n|\r)/.exec(text.slice(at, at + 3)) : null;
  return match ? match[0].length : 0;
}

function readWord(text: string, start: number, limit: number): { word: Word; open: Span | null } {
  let value = '';
  let bare = true;
  let open: Span | null = null;
  let at = start;
  while (at < limit) {
    const char = text.charAt(at);
    if (isBlank(text.charCodeAt(at)) || char === '\n' || char === '\r') break;
    const joined = continuation(text, at);
    if (joined > 0) {
      at += joined;
      continue;
    }
    const variable = char === '{' ? variableEnd(text, at, limit) : -1;
    if (variable !== -1) {
      value += text.slice(at, variable);
      at = variable;
      continue;
    }
    const quoted = readQuoted(text, at, limit);
    if (!quoted) {
      value += char;
      at++;
      continue;
    }
    bare = false;
    value += quoted.value;
    if (!quoted.closed) open = { start: at, end: at + 1 };
    at = quoted.next;
  }
  return { word: { start, end: at, value, bare }, open };
}

/** Offset behind a `{{ … }}` that starts here, or -1: variables are replaced first, so blanks in them part no words. */
function variableEnd(text: string, at: number, limit: number): number {
  const match = text.startsWith('{{', at) ? /^\{\{[^{}\r\n]{1,200}\}\}/.exec(text.slice(at, at + 204)) : null;
  const end = at + (match?.[0].length ?? 0);
  return match && end <= limit ? end : -1;
}

interface Quoted {
  readonly value: string;
  readonly next: number;
  readonly closed: boolean;
}

function readQuoted(text: string, at: number, limit: number): Quoted | null {
  const char = text.charAt(at);
  if (char === '\\')
    return { value: text.slice(at + 1, Math.min(at + 2, limit)), next: Math.min(at + 2, limit), closed: true };
  if (char === "'") {
    const close = text.indexOf("'", at + 1);
    const closed = close !== -1 && close < limit;
    const end = closed ? close : limit;
    return { value: lines(text.slice(at + 1, end)), next: closed ? end + 1 : end, closed };
  }
  if (char === '"') return readEscaped(text, at + 1, limit, '"', inDoubleQuotes);
  if (char === '$' && text.charAt(at + 1) === "'") return readEscaped(text, at + 2, limit, "'", inAnsiQuotes);
  return null;
}

/** Reads to the closing quote; `meaningOf` gives what a backslash and the text behind it mean, and how long they are. */
function readEscaped(
  text: string,
  from: number,
  limit: number,
  quote: string,
  meaningOf: (rest: string) => [value: string, length: number],
): Quoted {
  let value = '';
  let at = from;
  let plain = from;
  while (at < limit) {
    const char = text.charAt(at);
    if (char === quote) return { value: value + lines(text.slice(plain, at)), next: at + 1, closed: true };
    if (char !== '\\') {
      at++;
      continue;
    }
    const [meaning, length] = meaningOf(text.slice(at, Math.min(at + 10, limit)));
    value += lines(text.slice(plain, at)) + meaning;
    at += length;
    plain = at;
  }
  return { value: value + lines(text.slice(plain, limit)), next: limit, closed: false };
}

/** Line breaks inside quotes are LF whatever the document uses. */
function lines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function inDoubleQuotes(rest: string): [string, number] {
  const joined = continuation(rest, 0);
  if (joined > 0) return ['', joined];
  const next = rest.charAt(1);
  return next !== '' && '"\\$`'.includes(next) ? [next, 2] : ['\\', 1];
}

const ansi: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  v: '\v',
};

function inAnsiQuotes(rest: string): [string, number] {
  const code = /^\\(?:x([0-9a-f]{1,2})|u([0-9a-f]{1,4})|U([0-9a-f]{1,8})|([0-7]{1,3}))/i.exec(rest);
  if (code) {
    const [whole, hex, short, long, octal] = code;
    const point = octal === undefined ? Number.parseInt(hex ?? short ?? long ?? '', 16) : Number.parseInt(octal, 8);
    return [point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd', whole.length];
  }
  const next = rest.charAt(1);
  return [ansi[next] ?? next, Math.min(2, rest.length)];
}
