import { type RequestNode, requestByName } from '../../http';
import { endpointOf } from '../endpoint-of';
import { masked } from '../hover/resolved';
import type { Completion } from '../model';
import type { Cursor } from './cursor';
import type { NamePlace } from './name-place';
import { inOneLine, nearestOf } from './named-values';
import { proposal, rank } from './proposal';

/** What is mostly taken from the answers of an endpoint (FACTS.md sections 1.2, 1.4, 1.9, 1.13 and 3). */
const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  sendSms: ['$.messages[0].message_id', '$.results[0].message_id', '$.results[0].status', '$.summary.total_cost'],
  getSmsStatus: ['$.message.status', '$.message.delivered_at', '$.message.cost'],
  listMessages: ['$.messages[0].client_message_id', '$.messages[0].status', '$.total_pages'],
  listUnifiedMessages: ['$.messages[0].id', '$.messages[0].status', '$.total_pages'],
  getStats: ['$.stats.delivered', '$.stats.delivery_rate', '$.period.from'],
  getBalance: ['$.balance', '$.currency'],
  login: ['$.token'],
  listWorkspaces: ['$[0].id', '$[0].name'],
};

const HEADERS = ['Content-Type', 'Date', 'Retry-After'];
const MOST_MEMBERS = 60;
const DEEPEST = 5;
/** Longer answers are not searched for members while typing. */
const LONGEST_ANSWER = 200_000;

/** Names of the other requests, as far as an expression can hold them. */
export function chainableNames({ file, request, offset }: Cursor): string[] {
  const names = nearestOf(file.requests, offset).flatMap(({ name }) => (name === null ? [] : [name]));
  return [...new Set(names)].filter((name) => name !== request?.name && /^[^\s.{}"$%[][^\s.{}"[]*$/.test(name));
}

/**
 * Parts of the answer to an earlier request, and of what was sent, once its name and a dot are typed
 * (http-dialect: variables, request).
 * @returns null when no name of a request stands there
 */
export function answerCompletions(cursor: Cursor, place: NamePlace): Completion[] | null {
  const { file } = cursor;
  const name = /^([^\s.]+)\./.exec(place.typed)?.[1];
  if (name === undefined || file.variables.some((variable) => variable.name.startsWith(`${name}.`))) return null;
  const found = requestByName(file, name);
  if (!('request' in found)) return null;
  return [...parts(name, found.request, cursor)].map(([part, detail], index) =>
    proposal({
      label: `${name}.${part}`,
      kind: 'request',
      detail,
      replace: place.replace,
      insert: `${name}.${part}${place.close}`,
      sort: rank(0, index),
    }),
  );
}

/** Expressions behind the name, each with its value or its meaning. */
function* parts(name: string, asked: RequestNode, cursor: Cursor): Iterable<[part: string, detail: string]> {
  const { file, around, say } = cursor;
  const endpoint = endpointOf(file, asked, around);
  const known = membersOf(name, cursor);
  if (known.length > 0) for (const [path, value] of known) yield [`response.body.${path}`, value];
  else for (const path of SAMPLES[endpoint?.id ?? ''] ?? []) yield [`response.body.${path}`, ''];
  yield ['response.body.*', say({ code: 'completion.answer.body' })];
  for (const header of HEADERS) yield [`response.headers.${header}`, say({ code: 'completion.answer.header' })];
  if (asked.body) yield ['request.body.*', say({ code: 'completion.sent.body' })];
  for (const header of asked.headers) yield [`request.headers.${header.name}`, say({ code: 'completion.sent.header' })];
}

/** Members of the answer as it came last, with their values, secrets masked; none when there is no answer, or no JSON. */
function membersOf(name: string, { around }: Cursor): [path: string, value: string][] {
  const answer = around.variables.requestValue(`${name}.response.body.*`);
  if (!answer || !('value' in answer) || answer.value.length > LONGEST_ANSWER) return [];
  const found: [string, string][] = [];
  try {
    collect(JSON.parse(answer.value), '$', '', 0);
  } catch {
    return [];
  }
  return found;

  function collect(value: unknown, path: string, member: string, depth: number): void {
    if (found.length >= MOST_MEMBERS || depth > DEEPEST) return;
    if (Array.isArray(value)) {
      if (value.length > 0) collect(value[0], `${path}[0]`, member, depth + 1);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        const step = /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `['${key.replace(/['\\]/g, '\\$&')}']`;
        if (!/[{}]/.test(key)) collect(inner, path + step, key, depth + 1);
      }
    } else {
      const text = String(value);
      found.push([path, inOneLine(masked(text, around.isSecret(member, text) ? [text] : []))]);
    }
  }
}
