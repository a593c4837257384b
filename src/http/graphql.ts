import type { RequestDraft } from './draft';
import { findHeader } from './headers';
import type { BodyPart, GraphqlBody, Span, TextPart } from './nodes';
import { sourceOffset } from './positions';

/** Turns the body that was read into a GraphQL one (http-dialect: GraphQL), with a JSON content type if there is none. */
export function withGraphql(draft: RequestDraft, text: string, mark: Span): void {
  draft.syntax = 'graphql';
  if (!findHeader(draft.headers, 'content-type')) {
    const { start, end } = mark;
    const span = { start, end };
    draft.headers.push({
      kind: 'header',
      ...span,
      name: 'Content-Type',
      value: 'application/json',
      nameSpan: span,
      valueSpan: span,
    });
  }
  if (!draft.body) return;
  const graphql = halves(draft.body.parts, text);
  const query = textOf(graphql.query);
  const variables = textOf(graphql.variables);
  const { start, end } = draft.body;
  const json: readonly BodyPart[] | null =
    query === null || variables === null
      ? null
      : [{ kind: 'text', start, end, text: graphqlJson(query, variables), pieces: [{ start, end }] }];
  const { parts, comments } = draft.body;
  draft.body = { kind: 'body', start, end, parts: json ?? parts, comments, graphql };
}

/**
 * The JSON body of a GraphQL request.
 * @param variables a JSON object as text, which goes in as it is; empty for none
 */
export function graphqlJson(query: string, variables: string): string {
  const tail = variables.trim() === '' ? '' : `,"variables":${variables.trim()}`;
  return `{"query":${JSON.stringify(query.trim())}${tail}}`;
}

/** Text of parts without files; null when a file takes part. */
function textOf(parts: readonly BodyPart[]): string | null {
  let text = '';
  for (const part of parts) {
    if (part.kind === 'file') return null;
    text += part.text;
  }
  return text;
}

/** Cuts where, after a blank line, JSON begins: a query may hold blank lines itself, but no line that reads `{ "`. */
function halves(parts: readonly BodyPart[], text: string): GraphqlBody {
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'file') continue;
    const cut = variablesStart(part.text, index > 0);
    if (cut !== -1) {
      return {
        query: parts.slice(0, index).concat(cutText(part, 0, cut, text)),
        variables: [...cutText(part, cut, part.text.length, text), ...parts.slice(index + 1)],
      };
    }
    if (index + 1 < parts.length && /\n[ \t]*\n$/.test(part.text.slice(-200))) {
      return { query: parts.slice(0, index + 1), variables: parts.slice(index + 1) };
    }
  }
  return { query: parts, variables: [] };
}

/** Offset of the first line of the variables, or -1. */
function variablesStart(text: string, belowFile: boolean): number {
  let afterBlank = false;
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf('\n', at);
    const end = found === -1 ? text.length : found;
    const line = text.slice(at, end).trim();
    if (line === '') afterBlank = at > 0 || belowFile;
    else if (afterBlank && line.startsWith('{') && beginsJson(text, at)) return at;
    else afterBlank = false;
    at = end + 1;
  }
  return -1;
}

function beginsJson(text: string, at: number): boolean {
  return /^\s*\{\s*(?:["}]|\{\{?)/.test(text.slice(at, at + 1000));
}

function cutText(part: TextPart, from: number, to: number, text: string): TextPart[] {
  if (from >= to) return [];
  const start = sourceOffset(text, part, from);
  const end = sourceOffset(text, part, to);
  return [{ kind: 'text', start, end, text: part.text.slice(from, to), pieces: part.pieces && [{ start, end }] }];
}
