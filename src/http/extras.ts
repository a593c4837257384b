import { checkDirective, directiveKeys } from './directives';
import type { RequestDraft } from './draft';
import type { CommentNode, DirectiveNode } from './nodes';
import type { Reading } from './reading';
import { AT } from './syntax/chars';
import { readComment, readDirective } from './syntax/comment';
import { finding } from './syntax/finding';
import { readScript } from './syntax/scripts';
import { readVariable } from './syntax/variable-line';

/** Takes a comment line above a request line: a directive, or a comment. */
export function takeCommentAbove({ source }: Reading, line: number, first: number, draft: RequestDraft): void {
  const directive = readDirective(source, line, first);
  if (!directive) {
    draft.comments.push(readComment(source, line, first));
    return;
  }
  draft.addDirective(directive);
  const found = checkDirective(directive);
  if (found) draft.findings.push(found);
}

/** Takes a comment line below a request line, where no directive works any more. */
export function takeCommentBelow({ source }: Reading, line: number, first: number, draft: RequestDraft): void {
  const directive = readDirective(source, line, first);
  if (directive) hintMisplaced(directive, draft);
  draft.comments.push(readComment(source, line, first));
}

/** Says that a directive stands too low, if it would mean anything higher up. */
export function hintMisplaced({ key, keySpan }: DirectiveNode, draft: RequestDraft): void {
  if (directiveKeys.includes(key)) {
    draft.findings.push(finding('warning', 'http.directive.misplaced', keySpan, { key }));
  }
}

/** Takes `@name = value`, if it stands on this line. */
export function takeVariable({ source, block }: Reading, line: number, first: number): boolean {
  if (source.text.charCodeAt(first) !== AT) return false;
  const variable = readVariable(source, line, first);
  if (variable) block.variables.push(variable);
  return variable !== null;
}

/**
 * Takes a script, handler or assert that starts on this line.
 * @returns the line behind it, or `line` when there is none
 */
export function takeScript({ source, last }: Reading, line: number, first: number, draft: RequestDraft): number {
  const isAbove = draft.head === null && draft.syntax !== 'curl';
  const script = readScript(source, line, first, last, isAbove);
  if (!script) return line;
  const { node, next, closed } = script;
  draft.scripts.push(node);
  const severity = node.role === 'preRequest' || node.role === 'include' ? 'warning' : 'hint';
  draft.sayOnce(finding(severity, `http.script.${node.role}`, { start: first, end: source.last(line) }));
  if (!closed) draft.findings.push(finding('error', 'http.script.open', { start: first, end: source.last(line) }));
  draft.contentEnd = Math.max(draft.contentEnd, node.end);
  return next;
}

/** Comments and directives that turned out to be none, in the order of the text; each list is in order itself. */
export function inOrder(comments: readonly CommentNode[], directives: readonly DirectiveNode[]): CommentNode[] {
  if (directives.length === 0) return comments.slice();
  const all = directives.map(({ start, end }): CommentNode => ({ kind: 'comment', start, end }));
  return all.concat(comments).sort((a, b) => a.start - b.start);
}
