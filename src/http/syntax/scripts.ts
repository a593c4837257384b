import type { ScriptNode } from '../nodes';
import { GREATER, LESS, QUESTION, skipBlanks } from './chars';
import type { Source } from './source';

type Role = ScriptNode['role'];

/** A script and the line behind it. */
export interface ScriptRead {
  readonly node: ScriptNode;
  readonly next: number;
  /** False when no line ends in `%}`: the script then runs to the end of its block. */
  readonly closed: boolean;
}

/** Whether `< {%` or `> {%` stands at `at`. */
export function isScriptBlockAt(text: string, at: number, end: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== LESS && code !== GREATER) return false;
  return text.startsWith('{%', skipBlanks(text, at + 1, end));
}

/**
 * The line that ends the script which starts on `line`: the first one that ends in `%}`.
 * @returns its number, or -1 when there is none before `last`
 */
export function scriptEnd(source: Source, line: number, last: number): number {
  for (let at = line; at < last; at++) {
    if (source.text.endsWith('%}', source.last(at))) return at;
  }
  return -1;
}

/** Reads what other tools run and this one does not, if it stands on a line (http-dialect: scripts, handlers, asserts). */
export function readScript(source: Source, line: number, first: number, last: number): ScriptRead | null {
  const { text } = source;
  const code = text.charCodeAt(first);
  if (code !== LESS && code !== GREATER && code !== QUESTION) return null;
  const end = source.last(line);
  if (source.mayHoldScripts && isScriptBlockAt(text, first, end)) {
    const found = scriptEnd(source, line, last);
    const lastLine = found === -1 ? last - 1 : found;
    const role = code === LESS ? 'preRequest' : 'handler';
    return {
      node: { kind: 'script', role, start: first, end: source.last(lastLine) },
      next: lastLine + 1,
      closed: found !== -1,
    };
  }
  const role = lineRole(text, first, end);
  return role && { node: { kind: 'script', role, start: first, end }, next: line + 1, closed: true };
}

function lineRole(text: string, first: number, end: number): Role | null {
  const line = text.slice(first, Math.min(end, first + 2000));
  if (line.startsWith('??')) return 'assert';
  if (/^>>!?[ \t]+\S/.test(line)) return 'saveTo';
  if (/^<>[ \t]+\S/.test(line)) return 'savedAnswer';
  if (/^>[ \t]+\S.*\.[cm]?[jt]s$/.test(line)) return 'handler';
  return null;
}
