import { type JsonNode, jsonNodeAt, jsonTree, jsonValueText } from '../../../http';
import type { Problem } from '../../../messages';
import type { HeaderPair } from '../../../request';
import type { ReadResult } from './result';

/** Reads `{"method","url","headers":{},"body"}`; headers may also be a list of pairs, and a body any JSON. */
export function readJsonRequest(text: string): ReadResult {
  const tree = jsonTree(text);
  if ('brokenAt' in tree) return failed('doctor.input.json', { reason: placeOf(text, tree.brokenAt) });
  const { root } = tree;
  const member = (name: string) => known(text, jsonNodeAt(root, [name]));
  const url = member('url');
  if (url?.kind !== 'string') return wanted('url', 'the address or the path of the request, as text');
  const method = member('method');
  if (method && method.kind !== 'string') return wanted('method', 'a text such as "POST"');
  const headers = headersOf(text, member('headers'));
  if (headers === null) return wanted('headers', 'an object of names and values, or a list of pairs');
  const body = member('body');
  const bytes = Buffer.from(body ? jsonValueText(text, body) : '', 'utf8');
  return {
    ok: true,
    request: {
      method: method?.value.trim() ?? (bytes.length > 0 ? 'POST' : 'GET'),
      target: url.value,
      headers,
      body: bytes,
      lineBreakMayBeAdded: false,
    },
    notes: body && body.kind !== 'string' ? [{ code: 'doctor.note.jsonBody' }] : [],
  };
}

/** Reads `fetch("https://…", {…});` as the developer tools of a browser copy it: both arguments are JSON. */
export function readFetchCall(text: string): ReadResult {
  const [, url, options = '{}'] =
    /^(?:await )?fetch\(\s*("(?:[^"\\]|\\.)*")\s*(?:,\s*(\{.*\})\s*)?\)\s*;?\s*$/s.exec(text.trim()) ?? [];
  if (url === undefined || 'brokenAt' in jsonTree(options))
    return { ok: false, problem: { code: 'doctor.input.fetch' } };
  const rest = options.trim().slice(1);
  return readJsonRequest(`{"url":${url}${/^\s*\}$/.test(rest) ? '' : ','}${rest}`);
}

/** `null` says as much as nothing. */
function known(text: string, node: JsonNode | null): JsonNode | null {
  return node?.kind === 'scalar' && text.slice(node.start, node.end) === 'null' ? null : node;
}

function headersOf(text: string, node: JsonNode | null): HeaderPair[] | null {
  if (!node) return [];
  const headers: HeaderPair[] = [];
  const add = (name: string, value: JsonNode | undefined) => {
    const values = value?.kind === 'array' ? value.items : [value];
    for (const one of values) {
      if (one?.kind !== 'string' && one?.kind !== 'scalar') return false;
      if (known(text, one)) headers.push([name, jsonValueText(text, one)]);
    }
    return true;
  };
  if (node.kind === 'object') return [...node.members].every(([name, value]) => add(name, value)) ? headers : null;
  if (node.kind !== 'array') return null;
  const isRead = node.items.every((item) => {
    const [name, value] = item.kind === 'array' ? item.items : ['name', 'value'].map((key) => jsonNodeAt(item, [key]));
    return name?.kind === 'string' && add(name.value, value ?? undefined);
  });
  return isRead ? headers : null;
}

function placeOf(text: string, at: number): string {
  const before = text.slice(0, at).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

function wanted(member: string, what: string): ReadResult {
  return failed('doctor.input.jsonMember', { member, wanted: what });
}

function failed(code: Problem['code'], args: NonNullable<Problem['args']>): ReadResult {
  return { ok: false, problem: { code, args } };
}
