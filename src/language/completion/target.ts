import { type Endpoint, endpoints, LIVE_ORIGIN } from '../../catalog';
import { createResolver, type RequestNode, type Span } from '../../http';
import { words } from '../hover/markdown';
import type { Completion } from '../model';
import type { Cursor } from './cursor';
import { endpointWords } from './endpoint-words';
import { proposal, rank, snippetText } from './proposal';
import { queryCompletions } from './query';
import { methodCompletions } from './start';

/** Method or target on a request line. */
export function requestLineCompletions(cursor: Cursor, request: RequestNode): Completion[] {
  const { methodSpan, targetSpans } = request.requestLine;
  const { offset } = cursor;
  if (methodSpan && offset <= methodSpan.end)
    return offset < methodSpan.start ? [] : methodCompletions(methodSpan, cursor);
  const [first] = targetSpans;
  if (first && (offset < first.start || offset > first.end)) return [];
  return targetCompletions(cursor, request);
}

/** Paths, origins and query parameters in a target, which may go on over several lines. */
export function targetCompletions(cursor: Cursor, request: RequestNode): Completion[] {
  const written = targetBefore(cursor, request);
  const isQuery = written.replace(/\{\{[^{}]*\}\}/g, '').includes('?') || /^\s*[?&]/.test(cursor.before);
  return isQuery ? queryCompletions(cursor, request) : pathCompletions(cursor, request, written);
}

/** The target up to the cursor, its lines glued. */
function targetBefore({ file, offset }: Cursor, { requestLine }: RequestNode): string {
  return requestLine.targetSpans
    .filter(({ start }) => start < offset)
    .map(({ start, end }) => file.slice(start, Math.min(end, offset)))
    .join('');
}

function pathCompletions(cursor: Cursor, request: RequestNode, written: string): Completion[] {
  const { offset, line, after, around, file } = cursor;
  const [base, rest] = splitBase(written);
  const end = offset + (/^[^\s?#]*/.exec(after)?.[0].length ?? 0);
  const isOrigin = base.includes('://') && rest === '';
  if (isOrigin || (base === '' && !rest.startsWith('/'))) {
    const whole = { start: offset - written.length, end };
    return whole.start < line.start ? [] : [...wholeTargets(cursor, request, whole, !isOrigin)];
  }
  const start = offset - rest.length;
  if (start < line.start) return [];
  if (!around.ourTarget(file, request)) return [];
  return endpointPaths(cursor, request, { start, end }, prefixOf(cursor, request, base), '');
}

/** Takes a target apart: origin or variable in front, then the path. */
function splitBase(written: string): [base: string, rest: string] {
  const base = /^(?:\{\{[^{}]*\}\}|[a-z][\w+.-]*:\/\/[^/?#\s]*)/i.exec(written)?.[0] ?? '';
  return [base, written.slice(base.length)];
}

/** Path that a variable in front of the path ends in, such as `/api/v1`; empty for none. */
function prefixOf({ file, around }: Cursor, request: RequestNode, base: string): string {
  const { text } = createResolver(file, request, around.variables).substitute(base);
  try {
    return new URL(text).pathname.replace(/\/+$/, '');
  } catch {
    return '';
  }
}

/** Whole targets: paths behind `{{baseUrl}}`, and the origins that are known. */
function* wholeTargets(cursor: Cursor, request: RequestNode, replace: Span, withPaths: boolean): Iterable<Completion> {
  const { around, say } = cursor;
  if (withPaths) yield* endpointPaths(cursor, request, replace, '', '{{baseUrl}}');
  const base = around.variables.fallback.get('baseUrl');
  if (withPaths && base !== undefined) {
    const detail = base;
    const documentation = words(say, { code: 'completion.origin.base' });
    yield proposal({
      label: '{{baseUrl}}',
      kind: 'variable',
      replace,
      detail,
      documentation,
      sort: rank(2, 0),
      again: true,
    });
  }
  for (const [index, [origin, names]] of [...originsOf(cursor)].entries()) {
    const detail =
      names.length > 0
        ? say({ code: 'completion.origin.credentials', args: { names: names.join(', ') } })
        : say({ code: 'completion.origin.live' });
    yield proposal({
      label: origin,
      kind: 'value',
      replace,
      detail,
      insert: `${origin}/`,
      sort: rank(3, index),
      again: true,
    });
  }
}

/** Origins with the names of their credentials; the live service even without one. */
function originsOf({ around }: Cursor): Map<string, string[]> {
  const origins = new Map<string, string[]>();
  for (const { origin, name } of around.credentials) origins.set(origin, [...(origins.get(origin) ?? []), name]);
  if (!origins.has(LIVE_ORIGIN)) origins.set(LIVE_ORIGIN, []);
  return origins;
}

/**
 * Paths of the endpoints of this method, then those of others, which bring their method along.
 * @param prefix the beginning of the path that a variable in front of it already holds
 * @param lead what goes in front of the path
 */
function endpointPaths(
  cursor: Cursor,
  request: RequestNode,
  replace: Span,
  prefix: string,
  lead: string,
): Completion[] {
  const { say } = cursor;
  const { method, methodSpan } = request.requestLine;
  return endpoints.flatMap((endpoint, index) => {
    if (!endpoint.path.startsWith(`${prefix}/`)) return [];
    const isSame = endpoint.method === method;
    if (!isSame && !methodSpan) return [];
    const path = endpoint.path.slice(prefix.length);
    const common = {
      kind: 'endpoint',
      detail: endpoint.title,
      documentation: endpointWords(endpoint, say),
      isSnippet: true,
      deprecated: endpoint.deprecated,
      sort: rank((isSame ? 0 : 4) + (endpoint.deprecated ? 1 : 0), index),
    } as const;
    const insert = snippetText(lead) + pathSnippet(endpoint, path);
    const label = isSame ? path : `${endpoint.method} ${path}`;
    // The method is an edit of its own: with it in the range, these would match what is typed better than all others.
    const also = isSame || !methodSpan ? [] : [{ ...methodSpan, text: endpoint.method }];
    return [proposal({ ...common, label, replace, insert, filter: lead + path, also })];
  });
}

/** A path whose parameters are typed over, with the query parameters that it cannot do without. */
function pathSnippet({ parameters }: Endpoint, path: string): string {
  let tab = 0;
  const filled = path
    .split(/(\{\w+\})/)
    .map((part) => (/^\{\w+\}$/.test(part) ? `\${${++tab}:${part.slice(1, -1)}}` : snippetText(part)))
    .join('');
  const needed = parameters.filter((parameter) => parameter.in === 'query' && parameter.required);
  return filled + needed.map(({ name }, at) => `${at === 0 ? '?' : '&'}${name}=\${${++tab}}`).join('');
}
