import type { VariableNode } from '../nodes';
import { AT, BACKSLASH, COLON, EQUALS, isBlank, skipBlanks } from './chars';
import type { Source } from './source';

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\' };

/**
 * Reads `@name = value` (http-dialect: variables); `:=` means the same.
 * @param first first character of the line that is no blank
 * @returns null when the line is something else
 */
export function readVariable(source: Source, line: number, first: number): VariableNode | null {
  const { text } = source;
  if (text.charCodeAt(first) !== AT) return null;
  const end = source.last(line);
  let at = first + 1;
  while (at < end && isNameChar(text.charCodeAt(at)) && !text.startsWith(':=', at)) at++;
  const nameEnd = at;
  at = skipBlanks(text, at, end);
  if (text.charCodeAt(at) === COLON) at++;
  if (nameEnd === first + 1 || at >= end || text.charCodeAt(at) !== EQUALS) return null;
  const valueStart = skipBlanks(text, at + 1, end);
  return {
    kind: 'variable',
    start: first,
    end,
    name: text.slice(first + 1, nameEnd),
    value: unescaped(text.slice(valueStart, end)),
    nameSpan: { start: first + 1, end: nameEnd },
    valueSpan: { start: valueStart, end },
  };
}

function isNameChar(code: number): boolean {
  return code !== EQUALS && code !== BACKSLASH && !isBlank(code) && code !== 0x7b && code !== 0x7d;
}

/** A backslash before anything else stays one, so that Windows paths and regular expressions survive. */
function unescaped(value: string): string {
  return value.includes('\\') ? value.replace(/\\([nrt\\])/g, (whole, char: string) => escapes[char] ?? whole) : value;
}
