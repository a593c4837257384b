import type { SeparatorNode } from '../nodes';
import { WrittenSeparator } from '../written';
import { HASH, skipBlanks } from './chars';
import type { Source } from './source';

/** Whether a `###` stands at `at` (http-dialect: separator). */
export function isSeparatorAt(text: string, at: number): boolean {
  return text.charCodeAt(at) === HASH && text.charCodeAt(at + 1) === HASH && text.charCodeAt(at + 2) === HASH;
}

/** Reads a line that starts with `###`. More `#` than three are decoration, not title. */
export function readSeparator(source: Source, line: number): SeparatorNode {
  const { text } = source;
  const start = source.first(line);
  const end = source.last(line);
  let at = start + 3;
  while (at < end && text.charCodeAt(at) === HASH) at++;
  return new WrittenSeparator(text, start, end, skipBlanks(text, at, end));
}
