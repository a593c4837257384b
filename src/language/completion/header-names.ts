import type { Endpoint } from '../../catalog';
import type { RequestNode } from '../../http';
import type { MessageCode } from '../../messages';
import { endpointOf } from '../endpoint-of';
import { words } from '../hover/markdown';
import type { Completion } from '../model';
import type { Cursor } from './cursor';
import { hasHeaderValues } from './header-values';
import { proposal, rank } from './proposal';

/** Headers that people type. Those that a credential adds are not among them, and neither is the computed length. */
const COMMON: readonly (readonly [name: string, meaning: MessageCode])[] = [
  ['Content-Type', 'hover.header.content-type'],
  ['Accept', 'hover.header.accept'],
  ['Accept-Encoding', 'hover.header.accept-encoding'],
  ['Accept-Language', 'hover.header.accept-language'],
  ['Cache-Control', 'hover.header.cache-control'],
  ['Cookie', 'hover.header.cookie'],
  ['Host', 'hover.header.host'],
  ['If-Match', 'hover.header.if-match'],
  ['If-Modified-Since', 'hover.header.if-modified-since'],
  ['If-None-Match', 'hover.header.if-none-match'],
  ['Origin', 'hover.header.origin'],
  ['Range', 'hover.header.range'],
  ['Referer', 'hover.header.referer'],
  ['User-Agent', 'hover.header.user-agent'],
  ['X-Forwarded-For', 'hover.header.x-forwarded-for'],
  ['X-Requested-With', 'hover.header.x-requested-with'],
];

/** Names of headers that the request does not have yet: those of the endpoint first. */
export function headerNameCompletions(cursor: Cursor, request: RequestNode): Completion[] {
  const { before, after, offset, line, say } = cursor;
  const left = before.trimStart().length;
  const right = /^[^\s:]*/.exec(after)?.[0].length ?? 0;
  const replace = { start: offset - left, end: offset + right };
  const hasColon = /^[ \t]*:/.test(after.slice(right));
  const present = [...request.headers, ...request.droppedHeaders]
    .filter(({ start }) => start < line.start || start > line.end)
    .map(({ name }) => name.toLowerCase());
  return [...namesFor(cursor, request)]
    .filter(([name]) => !present.includes(name.toLowerCase()))
    .map(([name, { meaning, detail, group }], index) =>
      proposal({
        label: name,
        kind: 'header',
        detail: detail ? say({ code: detail }) : '',
        documentation: words(say, { code: meaning }),
        replace,
        insert: hasColon ? name : `${name}: `,
        sort: rank(group, index),
        again: !hasColon && hasHeaderValues(name),
      }),
    );
}

interface KnownName {
  readonly meaning: MessageCode;
  readonly detail: MessageCode | null;
  readonly group: number;
}

function namesFor({ file, around }: Cursor, request: RequestNode): Map<string, KnownName> {
  const endpoint = endpointOf(file, request, around);
  const names = new Map<string, KnownName>();
  for (const [name, meaning] of ownHeaders(endpoint)) {
    const isNeeded = name !== 'X-Workspace-ID';
    names.set(name, { meaning, detail: isNeeded ? 'completion.header.needed' : null, group: isNeeded ? 0 : 1 });
  }
  const isBodiless = /^(?:GET|HEAD|DELETE)$/.test(request.requestLine.method);
  for (const [name, meaning] of COMMON) {
    const group = isBodiless && name === 'Content-Type' ? 3 : 2;
    if (!names.has(name)) names.set(name, { meaning, detail: null, group });
  }
  // Elsewhere nobody adds it.
  if (around.ourTarget(file, request) === null) {
    names.set('Authorization', { meaning: 'hover.header.authorization', detail: null, group: 2 });
  }
  return names;
}

/** Headers that an endpoint asks for (FACTS.md sections 1.14 and 3). */
function ownHeaders(endpoint: Endpoint | undefined): [name: string, meaning: MessageCode][] {
  const own: [string, MessageCode][] = [];
  if (endpoint?.auth.includes('trackerToken')) own.push(['X-Api-Token', 'hover.header.x-api-token']);
  if (endpoint?.body) own.push(['Content-Type', 'hover.header.content-type']);
  const takesWorkspace = endpoint?.parameters.some((one) => one.in === 'header' && one.name === 'X-Workspace-ID');
  if (takesWorkspace) own.push(['X-Workspace-ID', 'hover.header.x-workspace-id']);
  return own;
}
