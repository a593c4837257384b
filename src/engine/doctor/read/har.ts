import type { Problem } from '../../../messages';
import { type HeaderPair, headerOf } from '../../../request';
import { archiveOf } from './api-clients';
import { type Json, membersOf } from './members';
import type { ReadResult } from './result';

/** What an HTTP Archive says of one exchange (HAR 1.2, "entries"), as far as it could be read. */
interface Entry {
  readonly request: Json;
  readonly url: string;
  readonly status: number;
  /** Body of the answer; empty where the archive has none. */
  readonly answer: string;
}

/**
 * Reads an HTTP Archive, or what can be told as one (see `archiveOf`): all of it, one of its entries, or the `request` of
 * one, as browsers copy them. Of several entries the one is taken that was most likely refused for its signature; of those
 * that are alike, the last.
 * @returns null for JSON that is none
 */
export function readHar(value: unknown): ReadResult | null {
  const entries = entriesOf(archiveOf(value) ?? value);
  if (entries === null) return null;
  const ours = entries.filter(({ url }) => /^(?:https?:\/\/[^/?#]+)?\/api\/v1(?:[/?#]|$)/i.test(url));
  const usable = entries.length === 1 ? entries : ours;
  const highest = Math.max(...usable.map(suspicion));
  const taken = usable.findLast((entry) => suspicion(entry) === highest);
  if (!taken) return { ok: false, problem: { code: 'doctor.input.har', args: { count: entries.length } } };
  const { notes, ...request } = requestOf(taken);
  return { ok: true, request, notes: [...(entries.length > 1 ? [choice(taken, entries)] : []), ...notes] };
}

function entriesOf(value: unknown): readonly Entry[] | null {
  const { entries } = membersOf(membersOf(value).log);
  if (Array.isArray(entries)) return entries.flatMap((one) => entryOf(one) ?? []);
  const entry = entryOf(value);
  if (entry) return [entry];
  // A request alone looks like ours, but for what only an archive has.
  const isRequest = ['postData', 'headersSize', 'queryString'].some((name) => membersOf(value)[name] !== undefined);
  const bare = isRequest ? entryOf({ request: value }) : null;
  return bare && [bare];
}

function entryOf(value: unknown): Entry | null {
  const members = membersOf(value);
  const request = membersOf(members.request);
  const { url } = request;
  if (typeof url !== 'string') return null;
  const { status, content } = membersOf(members.response);
  const { text } = membersOf(content);
  return {
    request,
    url,
    status: typeof status === 'number' ? status : 0,
    answer: typeof text === 'string' ? text : '',
  };
}

/** How much speaks for it that an entry is the one that is asked about. */
function suspicion({ request, status, answer }: Entry): number {
  if (/INVALID_SIGNATURE/.test(answer)) return 4;
  const isSigned = headerOf(headersOf(request), 'x-signature') !== undefined;
  if (status === 401) return isSigned ? 3 : 1;
  return isSigned ? 2 : 0;
}

function requestOf({ request, url }: Entry) {
  const { method } = request;
  const { body, notes } = bodyOf(request);
  return {
    method: typeof method === 'string' ? method.trim() : 'GET',
    target: url,
    headers: headersOf(request),
    body,
    lineBreakMayBeAdded: false,
    notes,
  };
}

/** Without the pseudo headers of HTTP/2. */
function headersOf({ headers }: Json): readonly HeaderPair[] {
  if (!Array.isArray(headers)) return [];
  return headers.flatMap((header): HeaderPair[] => {
    const { name, value } = membersOf(header);
    return typeof name === 'string' && typeof value === 'string' && !name.startsWith(':') ? [[name, value]] : [];
  });
}

function bodyOf(request: Json): { readonly body: Buffer; readonly notes: readonly Problem[] } {
  const { postData, bodySize } = request;
  const { text, encoding } = membersOf(postData);
  const size = typeof bodySize === 'number' ? bodySize : -1;
  if (typeof text !== 'string') {
    return { body: Buffer.alloc(0), notes: postData || size > 0 ? [{ code: 'doctor.note.harBody' }] : [] };
  }
  const body = Buffer.from(text, encoding === 'base64' ? 'base64' : 'utf8');
  // Browsers cut large bodies off.
  const isCut = size > body.length;
  return { body, notes: isCut ? [{ code: 'doctor.note.harCut', args: { said: size, given: body.length } }] : [] };
}

function choice(taken: Entry, entries: readonly Entry[]): Problem {
  const { request, url, status } = taken;
  const args = {
    place: entries.indexOf(taken) + 1,
    count: entries.length,
    method: String(request.method ?? ''),
    path: url.replace(/^https?:\/\/[^/?#]+/i, '').replace(/[?#].*$/s, ''),
    status,
  };
  return { code: status > 0 ? 'doctor.note.harChoice' : 'doctor.note.harUnanswered', args };
}
