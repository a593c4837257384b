import type { ScriptNode } from '../nodes';
import { GREATER, LESS, OPEN_BRACE, QUESTION, skipBlanks } from './chars';
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

/** Whether a `{{` (with `@`, `+` or the name of an event) stands alone on its line, as httpYac begins a script. */
function isBraceScriptAt(text: string, first: number, end: number): boolean {
  return text.startsWith('{{', first) && end - first <= 30 && /^\{\{\s*[@+]?\s*[A-Za-z]*$/.test(text.slice(first, end));
}

/**
 * Reads what other tools run and this one does not, if it stands on a line (http-dialect: scripts, handlers, asserts).
 * @param isAbove whether it stands above the request line, where some lines mean more than below it
 */
export function readScript(
  source: Source,
  line: number,
  first: number,
  last: number,
  isAbove: boolean,
): ScriptRead | null {
  const { text } = source;
  switch (text.charCodeAt(first)) {
    case LESS:
    case GREATER:
    case QUESTION:
      return readMarked(source, line, first, last, isAbove);
    case OPEN_BRACE: {
      if (!isBraceScriptAt(text, first, source.last(line))) return null;
      const close = source.closingBraces(line + 1, last);
      return close === -1 ? null : scriptOf(source, isAbove ? 'preRequest' : 'handler', first, close);
    }
    default:
      return isAbove && isInclusion(text, first, source.last(line)) ? scriptOf(source, 'include', first, line) : null;
  }
}

function scriptOf(source: Source, role: Role, start: number, lastLine: number, closed = true): ScriptRead {
  return { node: { kind: 'script', role, start, end: source.last(lastLine) }, next: lastLine + 1, closed };
}

function readMarked(source: Source, line: number, first: number, last: number, isAbove: boolean): ScriptRead | null {
  const { text } = source;
  const end = source.last(line);
  if (source.mayHoldScripts && isScriptBlockAt(text, first, end)) {
    const found = scriptEnd(source, line, last);
    const role = text.charCodeAt(first) === LESS ? 'preRequest' : 'handler';
    return scriptOf(source, role, first, found === -1 ? last - 1 : found, found !== -1);
  }
  const role = lineRole(text, first, end, isAbove);
  return role && scriptOf(source, role, first, line);
}

function lineRole(text: string, first: number, end: number, isAbove: boolean): Role | null {
  const line = text.slice(first, Math.min(end, first + 2000));
  if (line.startsWith('??')) return 'assert';
  if (/^>>!?[ \t]+\S/.test(line)) return 'saveTo';
  if (/^<>[ \t]+\S/.test(line)) return 'savedAnswer';
  if (/^>[ \t]+\S.*\.[cm]?[jt]s$/.test(line)) return 'handler';
  // Below the request line this is the file that makes the body.
  if (isAbove && /^<[ \t]+\S.*\.[cm]?[jt]s$/.test(line)) return 'preRequest';
  return null;
}

/** Whether a line takes in another file or request: `import x.http`, `run x.http`, `run #name`, `proto < x.proto`. */
function isInclusion(text: string, first: number, end: number): boolean {
  if (!text.startsWith('import', first) && !text.startsWith('run', first) && !text.startsWith('proto', first))
    return false;
  const line = text.slice(first, Math.min(end, first + 2000));
  return (
    /^(?:import|run)[ \t]+(?![/{]|[a-z][a-z0-9+.-]*:\/\/)\S.*?\.(?:http|rest)(?=$|[ \t])/i.test(line) ||
    /^run[ \t]+#\S/.test(line) ||
    /^proto[ \t]+<[ \t]*\S/.test(line)
  );
}
