import type { Diagnostic } from '../model';
import type { BodyText } from './body-text';
import type { MaskedBody } from './mask';

const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
const SPACE = /[ \t\n\r]*/y;
/** Ends a text, or is none of its plain characters. */
const SPECIAL = /["\\\u0000-\u001f]/g;

/**
 * The syntax of a body that is too large, or nested too deeply, for the JSON service: the first mistake only.
 * @param isError whether the service would refuse it, as far as known
 */
export function largeBodyDiagnostics(
  body: BodyText,
  { text, standIns }: MaskedBody,
  isError: boolean,
  docs: string | null,
): Diagnostic[] {
  const at = firstMistake(text);
  if (at === null || standIns.some(({ start, next }) => at >= start && at <= next)) return [];
  const start = Math.min(at, Math.max(text.trimEnd().length - 1, 0));
  const place = { start: body.toDocument(start), end: body.toDocument(start + 1) };
  const severity = isError ? 'error' : 'warning';
  return [{ ...place, severity, problem: { code: 'json.syntax.large' }, docs, unnecessary: false, fixes: [] }];
}

/**
 * Where a text stops being JSON: the offset of the first character that fits nowhere, the length of the text where its end
 * comes too early, or null for JSON. Nesting costs no call stack.
 */
export function firstMistake(text: string): number | null {
  const open: string[] = [];
  let at = skip(text, 0);
  for (;;) {
    // A value stands here, or the end of an empty list or object.
    const char = text.charAt(at);
    if (char === '[' || char === '{') {
      open.push(char);
      at = skip(text, at + 1);
      if (text.charAt(at) !== closing(char)) {
        if (char === '[') continue;
        const value = afterName(text, at);
        if (value < 0) return -value - 1;
        at = value;
        continue;
      }
      open.pop();
      at++;
    } else {
      const end = char === '"' ? stringEnd(text, at) : scalarEnd(text, at);
      if (end < 0) return -end - 1;
      at = end;
    }
    // Behind a value: the ends of what it was the last of, then a comma.
    at = skip(text, at);
    while (open.length > 0 && text.charAt(at) === closing(open[open.length - 1])) {
      open.pop();
      at = skip(text, at + 1);
    }
    if (open.length === 0) return at < text.length ? at : null;
    if (text.charAt(at) !== ',') return at;
    at = skip(text, at + 1);
    if (open[open.length - 1] === '[') continue;
    const value = afterName(text, at);
    if (value < 0) return -value - 1;
    at = value;
  }
}

// What follows gives the place behind what was read, or -1 - the place of the mistake.

function afterName(text: string, at: number): number {
  if (text.charAt(at) !== '"') return -1 - at;
  const end = stringEnd(text, at);
  if (end < 0) return end;
  const colon = skip(text, end);
  return text.charAt(colon) === ':' ? skip(text, colon + 1) : -1 - colon;
}

function stringEnd(text: string, start: number): number {
  SPECIAL.lastIndex = start + 1;
  for (let found = SPECIAL.exec(text); found; found = SPECIAL.exec(text)) {
    const [char] = found;
    if (char === '"') return found.index + 1;
    ESCAPE.lastIndex = found.index;
    if (!ESCAPE.test(text)) return -1 - found.index;
    SPECIAL.lastIndex = ESCAPE.lastIndex;
  }
  return -1 - text.length;
}

function scalarEnd(text: string, at: number): number {
  SCALAR.lastIndex = at;
  return SCALAR.test(text) ? SCALAR.lastIndex : -1 - at;
}

function skip(text: string, at: number): number {
  SPACE.lastIndex = at;
  SPACE.test(text);
  return SPACE.lastIndex;
}

function closing(open: string | undefined): string {
  return open === '[' ? ']' : '}';
}
