import { type Endpoint, endpoints } from '../../catalog';
import type { Span } from '../../http';
import type { MessageCode } from '../../messages';
import { words } from '../hover/markdown';
import type { Completion } from '../model';
import { blockAt } from '../variables/place';
import type { Cursor } from './cursor';
import { endpointWords } from './endpoint-words';
import { proposal, rank } from './proposal';
import { requestSnippet } from './request-snippet';

/** In the order in which they are offered. */
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'GRAPHQL'] as const;

/** Methods, and whole requests, where a request line may begin. */
export function startCompletions(cursor: Cursor): Completion[] {
  const word = wordAt(cursor);
  const block = blockAt(cursor.file, cursor.offset);
  // Below a separator that waits for its request, the request needs none of its own.
  const isWaiting = block?.separator !== undefined && block.separator !== null && block.requests.length === 0;
  return [...methodCompletions(word, cursor), ...wholeRequests(word, cursor, !isWaiting)];
}

/** Whole requests, each under a separator, where no request line may stand as it is. */
export function requestsBehind(cursor: Cursor): Completion[] {
  return wholeRequests(wordAt(cursor), cursor, true);
}

/** Methods in the place of one that is written, or half written. */
export function methodCompletions(replace: Span, { file, say }: Cursor): Completion[] {
  const isFollowed = /^[ \t]/.test(file.slice(replace.end, replace.end + 1));
  return METHODS.map((method, index) =>
    proposal({
      label: method,
      kind: 'method',
      detail: '',
      documentation: words(say, { code: `completion.method.${method}` satisfies MessageCode }),
      replace,
      insert: isFollowed ? method : `${method} `,
      sort: rank(0, index),
      again: true,
    }),
  );
}

/** Titles of endpoints behind a `###` that has no request yet; the request comes along. */
export function separatorCompletions(cursor: Cursor): Completion[] {
  const { before, line, request, say } = cursor;
  const match = /^\s*###+[ \t]*/.exec(before);
  if (!match || request || before === match[0].trimEnd()) return [];
  const replace = { start: line.start + match[0].length, end: line.end };
  return endpoints.map((endpoint, index) =>
    proposal({
      ...about(endpoint, cursor),
      label: endpoint.title,
      detail: nameOf(endpoint),
      replace,
      insert: requestSnippet(endpoint, say).replace(/^### /, ''),
      filter: `${endpoint.title} ${nameOf(endpoint)}`,
      sort: rank(1, index),
    }),
  );
}

function wholeRequests(replace: Span, cursor: Cursor, withSeparator: boolean): Completion[] {
  return endpoints.map((endpoint, index) => {
    const snippet = requestSnippet(endpoint, cursor.say);
    return proposal({
      ...about(endpoint, cursor),
      label: nameOf(endpoint),
      detail: endpoint.title,
      replace,
      insert: withSeparator ? snippet : snippet.slice(snippet.indexOf('\n') + 1),
      filter: `${nameOf(endpoint)} ${endpoint.title}`,
      sort: rank(1, index),
    });
  });
}

function about(endpoint: Endpoint, { say }: Cursor) {
  return {
    kind: 'endpoint',
    documentation: endpointWords(endpoint, say),
    isSnippet: true,
    deprecated: endpoint.deprecated,
  } as const;
}

function nameOf({ method, path }: Endpoint): string {
  return `${method} ${path}`;
}

/** The word at the cursor, or the place of the cursor where there is none. */
function wordAt({ before, after, offset }: Cursor): Span {
  const left = /[\w-]*$/.exec(before)?.[0].length ?? 0;
  const right = /^[\w-]*/.exec(after)?.[0].length ?? 0;
  return { start: offset - left, end: offset + right };
}
