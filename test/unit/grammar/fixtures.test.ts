import assert from 'node:assert/strict';
import { type HttpFile, parse, positionOf, type RequestNode } from '../../../src/http';
import { loadGrammar, type Token } from '../../support/grammar';
import { fixtureNames, textOf } from '../http/fixture';

/** A place in a text and a scope that it must have, or must not. */
interface Wanted {
  readonly offset: number;
  readonly scope: string;
  readonly not?: true;
}

/** What the grammar, which sees one line at a time, cannot know. */
const beyond: Readonly<Record<string, string>> = {
  '44-comments-type-variable': 'a variable tells the content type',
  '68-variable-after-body': 'a variable ended the body, whose type would keep the comment',
};

describe('the grammar of .http files, on the files of test/fixtures/http', () => {
  let tokenize: (text: string) => Token[];
  before(async () => {
    tokenize = await loadGrammar('source.http.restlink');
  });

  for (const name of fixtureNames()) {
    if (name in beyond) continue;
    it(`agrees with the parser: ${name}`, () => {
      const text = textOf(name);
      const file = parse(text);
      const tokens = tokensByLine(tokenize(text.replace(/\r\n?/g, '\n').replace(/^\ufeff/, '')));
      const wrong = wantedOf(file).flatMap(({ offset, scope, not }) => {
        const { line, column } = positionOf(file, offset);
        const scopes = scopesAt(tokens, line - 1, column - 1);
        return scopes.includes(scope) === !not ? [] : [`${line}:${column} ${not ? 'not ' : ''}${scope}: ${scopes}`];
      });
      assert.deepEqual(wrong, []);
    });
  }
});

function wantedOf(file: HttpFile): Wanted[] {
  const wanted: Wanted[] = [];
  const add = (offset: number, scope: string) => wanted.push({ offset, scope });
  for (const { separator, comments, scripts, variables } of file.blocks) {
    if (separator) add(separator.start, 'meta.separator');
    for (const { start } of comments) add(start, 'comment.line');
    for (const { start } of scripts) add(start, 'script');
    for (const { nameSpan } of variables) add(nameSpan.start, 'variable.other.definition');
  }
  for (const request of file.requests) wanted.push(...wantedOfRequest(file, request));
  return wanted;
}

function wantedOfRequest(file: HttpFile, request: RequestNode): Wanted[] {
  const { requestLine, headers, droppedHeaders, body, comments, scripts, directives, syntax } = request;
  const wanted: Wanted[] = [];
  const add = (offset: number, scope: string) => wanted.push({ offset, scope });
  for (const { keySpan } of directives) add(keySpan.start, 'keyword.other.directive');
  for (const { start } of [...comments, ...(body?.comments ?? [])]) add(start, 'comment.line');
  for (const { start, role } of scripts) {
    const isLine = role === 'assert';
    add(start, isLine ? 'assert' : 'script');
  }
  add(requestLine.start, requestLine.methodSpan || syntax === 'curl' ? 'keyword.control.method' : 'meta.url');
  if (syntax === 'curl') return wanted;
  for (const { start } of requestLine.targetSpans) add(start, 'meta.url');
  for (const { start, end, name, nameSpan } of [...headers, ...droppedHeaders]) {
    // A header that GraphQL adds stands nowhere, and a name with blanks is none.
    const isWritten = nameSpan.end < end && nameSpan.start === start;
    if (isWritten && !/\s/.test(name.trim())) add(start, 'property.header');
  }
  for (const part of body?.parts ?? []) {
    if (part.kind === 'file') add(part.start, 'keyword.operator.file');
    else
      for (const { start, end } of part.pieces ?? [part])
        if (end > start) wanted.push({ offset: start, scope: 'comment', not: true });
  }
  return wanted.filter(({ offset }) => offset < file.text.length);
}

function tokensByLine(tokens: readonly Token[]): Token[][] {
  const lines: Token[][] = [];
  for (const token of tokens) {
    const line = lines[token.line];
    if (line) line.push(token);
    else lines[token.line] = [token];
  }
  return lines;
}

function scopesAt(lines: readonly Token[][], line: number, column: number): string {
  let at = 0;
  for (const { text, scopes } of lines[line] ?? []) {
    at += text.length;
    if (column < at) return scopes;
  }
  return '';
}
