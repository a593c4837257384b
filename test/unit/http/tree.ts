import type { BlockNode, HttpFile, RequestNode } from '../../../src/http';
import type { BlockTree } from '../../../src/http/draft';

/** The members of each kind of node, whatever class it is of. */
const members: Readonly<Record<string, readonly string[]>> = {
  comment: [],
  directive: ['key', 'value', 'keySpan', 'valueSpan'],
  variable: ['name', 'value', 'nameSpan', 'valueSpan'],
  separator: ['title', 'titleSpan'],
  requestLine: ['method', 'methodSpan', 'target', 'targetSpans', 'version'],
  header: ['name', 'value', 'nameSpan', 'valueSpan'],
  badHeader: [],
  text: ['text', 'pieces'],
  file: ['path', 'pathSpan', 'substitute', 'encoding'],
  body: ['parts', 'comments', 'graphql'],
  script: ['role'],
  request: [
    ...['separator', 'title', 'name', 'directives', 'requestLine', 'syntax', 'headers', 'droppedHeaders'],
    ...['badHeaders', 'body', 'scripts', 'comments', 'findings', 'contentEnd'],
  ],
  block: ['separator', 'requests', 'variables', 'comments', 'scripts', 'findings', 'usesVariables'],
};

/** A node and all below it as plain objects, so that nodes made in different ways compare. */
export function plain(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(plain);
  if (typeof node !== 'object' || node === null) return node;
  const names = 'kind' in node ? ['kind', 'start', 'end', ...(members[String(node.kind)] ?? [])] : Object.keys(node);
  return Object.fromEntries(names.map((name) => [name, plain(Reflect.get(node, name))]));
}

/** Everything that a file says, with all places. */
export function treeOf(file: HttpFile): unknown {
  const { text, blocks, requests, variables, findings, lineStarts } = file;
  return { text, lineStarts, ...plainLists({ blocks, requests, variables, findings }) };
}

/** The same from blocks alone. */
export function treeOfBlocks(text: string, blocks: readonly BlockTree[], lineStarts: readonly number[]): unknown {
  return {
    text,
    lineStarts,
    ...plainLists({
      blocks,
      requests: blocks.flatMap(({ requests }) => requests),
      variables: blocks.flatMap(({ variables }) => variables),
      findings: blocks.flatMap(({ findings }) => findings),
    }),
  };
}

function plainLists(lists: {
  readonly blocks: readonly (BlockNode | BlockTree)[];
  readonly requests: readonly RequestNode[];
  readonly variables: unknown;
  readonly findings: unknown;
}) {
  return plain(lists) as object;
}
