import { type Json, membersOf } from './members';

/**
 * Requests as Postman and Insomnia write them into files, put into the form of an HTTP Archive: a collection (Postman 2.0
 * and 2.1), an item of one, or an export (Insomnia 4).
 * @returns null for anything else
 */
export function archiveOf(value: unknown): unknown {
  const requests = insomnia(value) ?? postman(value);
  return requests && { log: { entries: requests.map((request) => ({ request })) } };
}

function insomnia(value: unknown): readonly Json[] | null {
  const { _type: type, resources } = membersOf(value);
  if (type !== 'export' || !Array.isArray(resources)) return null;
  return resources.map(membersOf).flatMap((resource) => {
    const { _type: kind, method, url, headers, body } = resource;
    if (kind !== 'request') return [];
    const { text } = membersOf(body);
    return [{ method, url: bare(url), headers: enabled(headers, 'name'), postData: bodyOf(body, text) }];
  });
}

/** Folders in folders; nobody has so many. */
const DEEPEST = 100;

function postman(value: unknown, depth = 0): readonly Json[] | null {
  const { item, request } = membersOf(value);
  if (Array.isArray(item)) return depth < DEEPEST ? item.flatMap((inner) => postman(inner, depth + 1) ?? []) : [];
  const { method, url, header, body } = membersOf(request);
  // Theirs alone has its headers under this name.
  if (!Array.isArray(header)) return null;
  const address = typeof url === 'string' ? url : membersOf(url).raw;
  const { mode, raw } = membersOf(body);
  const text = mode === undefined || mode === 'raw' ? raw : undefined;
  return [{ method, url: bare(address), headers: enabled(header, 'key'), postData: bodyOf(body, text) }];
}

/** Without the variable that an address begins with: what is signed is the path behind it. */
function bare(url: unknown): unknown {
  return typeof url === 'string' ? url.replace(/^\s*\{\{[^{}]*\}\}(?=\/)/, '') : url;
}

function enabled(headers: unknown, name: 'name' | 'key'): readonly Json[] {
  if (!Array.isArray(headers)) return [];
  return headers
    .map(membersOf)
    .filter(({ disabled }) => disabled !== true)
    .map((header) => ({ name: header[name], value: header.value }));
}

/** Undefined where there is none; without a text where it is no plain text. */
function bodyOf(body: unknown, text: unknown): Json | undefined {
  return Object.keys(membersOf(body)).length === 0 || text === '' ? undefined : { text };
}
