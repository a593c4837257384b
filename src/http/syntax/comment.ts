import { directiveKeys } from '../directives';
import type { CommentNode, DirectiveNode } from '../nodes';
import { WrittenDirective } from '../written';
import { AT, EQUALS, HASH, isBlank, SLASH, skipBlanks } from './chars';
import type { Source } from './source';

/** Whether `#` or `//` stands at `at` (http-dialect: comment). */
export function isCommentAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === HASH || (code === SLASH && text.charCodeAt(at + 1) === SLASH);
}

/** The comment on a line whose first character that is no blank is at `first`. */
export function readComment(source: Source, line: number, first: number): CommentNode {
  return { kind: 'comment', start: first, end: source.last(line) };
}

/**
 * Reads `# @key value` or `// @key value`; `# @key=value` means the same.
 * @returns null when the comment is no directive
 */
export function readDirective(source: Source, line: number, first: number): DirectiveNode | null {
  const { text } = source;
  const end = source.last(line);
  const mark = text.charCodeAt(first);
  let at = first;
  while (at < end && text.charCodeAt(at) === mark) at++;
  at = skipBlanks(text, at, end);
  if (at >= end || text.charCodeAt(at) !== AT) return null;
  const keyStart = ++at;
  while (at < end && isKeyChar(text.charCodeAt(at))) at++;
  const keyEnd = at;
  if (keyEnd === keyStart || (keyEnd < end && !isBlank(text.charCodeAt(at)) && text.charCodeAt(at) !== EQUALS)) {
    return null;
  }
  at = skipBlanks(text, at, end);
  if (at < end && text.charCodeAt(at) === EQUALS) at = skipBlanks(text, at + 1, end);
  return new WrittenDirective(text, first, end, keyOf(text, keyStart, keyEnd), keyStart, at);
}

function isKeyChar(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 45 ||
    code === 95
  );
}

/** In small letters where it means something, else as typed. The key most used is one string for all. */
function keyOf(text: string, start: number, end: number): string {
  if (end - start === 4 && text.startsWith('name', start)) return 'name';
  const typed = text.slice(start, end);
  const key = typed.toLowerCase();
  return directiveKeys.includes(key) ? key : typed;
}
