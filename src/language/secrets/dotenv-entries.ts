import type { Span } from '../../http';
import type { EnvironmentEntry } from './entry';

/** A variable of a `.env` file, with its lines. */
export interface DotenvEntry extends EnvironmentEntry, Span {}

const NAME = /[ \t]*(?:export[ \t]+)?([^\s=#'"`]{1,200})[ \t]*[=:][ \t]*/y;
const BLANK = /[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r|$)/y;
const BARE = /[^\r\n]*/y;
const LINE_END = /[^\r\n]*(?:\r\n|\n|\r|$)/y;

/** The variables of a `.env` file as written, in order; a value in quotes may go over several lines. */
export function dotenvEntries(text: string): readonly DotenvEntry[] {
  const found: DotenvEntry[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  while (at < text.length) {
    const start = at;
    const blank = take(BLANK, text, at);
    if (blank) {
      at += blank[0].length;
      continue;
    }
    const name = take(NAME, text, at);
    if (name) {
      const valueStart = at + name[0].length;
      const value = valueAt(text, valueStart);
      const end = value.end + (take(LINE_END, text, value.end)?.[0].length ?? 0);
      found.push({
        name: name[1] ?? '',
        environment: null,
        value: value.text,
        valueStart: value.start,
        valueEnd: value.end,
        start,
        end,
      });
      at = end;
    } else at += Math.max(take(LINE_END, text, at)?.[0].length ?? 0, 1);
  }
  return found;
}

function valueAt(text: string, start: number): { readonly text: string; readonly start: number; readonly end: number } {
  const quote = text.charAt(start);
  if (quote === '"' || quote === "'" || quote === '`') {
    const close = text.indexOf(quote, start + 1);
    if (close !== -1) {
      const written = text.slice(start + 1, close);
      return { text: quote === '"' ? written.replaceAll('\\n', '\n') : written, start: start + 1, end: close };
    }
  }
  const line = take(BARE, text, start)?.[0] ?? '';
  const comment = line.indexOf('#');
  const value = (comment === -1 ? line : line.slice(0, comment)).trimEnd();
  return { text: value, start, end: start + value.length };
}

function take(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
