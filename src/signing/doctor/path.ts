import type { Draft, Variant } from './draft';
import type { MistakeId } from './mistakes';
import type { Subject } from './subject';

const API_PREFIX = '/api/v1';

/** What goes wrong with the path (cli: table of `doctor`). */
export function pathVariants({ origin, query }: Subject): Variant[] {
  const variants: Variant[] = [];
  const add = (id: MistakeId, slot: string, rank: 0 | 1, change: (draft: Draft) => Partial<Draft> | null) => {
    variants.push({
      id,
      area: 'path',
      slot,
      rank,
      apply: (draft) => {
        const changed = change(draft);
        if (changed === null) return null;
        const next = { ...draft, ...changed };
        return addressOf(next) === addressOf(draft) ? null : next;
      },
    });
  };
  if (query !== '') add('query-in-path', 'query', 0, () => ({ query }));
  if (origin !== null) {
    const host = origin.replace(/^https?:/, '');
    add('full-url-as-path', 'origin', 0, () => ({ origin }));
    add('full-url-as-path', 'origin', 1, () => ({ origin: host.slice(2) }));
    const other = origin.startsWith('https:') ? `http:${host}` : `https:${host}`;
    add('full-url-as-path', 'origin', 1, () => ({ origin: other }));
  }
  add('missing-api-prefix', 'prefix', 0, withoutPrefix);
  add('missing-api-prefix', 'prefix', 1, (draft) => {
    const { path } = withoutPrefix(draft) ?? {};
    return path?.startsWith('/') ? { path: path.slice(1) } : null;
  });
  add('trailing-slash', 'slash', 0, ({ path }) => ({ path: path.endsWith('/') ? path.slice(0, -1) : `${path}/` }));
  add('path-decoded', 'code', 0, ({ path, query: asked }) => ({ path: decoded(path), query: asked }));
  add('path-decoded', 'code', 1, ({ path, query: asked }) => ({ path: decoded(path), query: decoded(asked) }));
  add('path-encoded', 'code', 0, ({ path }) => ({ path: path.replaceAll('%', '%25') }));
  add('path-encoded', 'code', 0, (draft) => ({ origin: '', path: encodeURIComponent(addressOf(draft)), query: '' }));
  add('path-encoded', 'code', 1, ({ path }) => ({ path: path.split('/').map(encodeURIComponent).join('/') }));
  add('path-encoded', 'code', 1, ({ path }) => ({ path: encodeURI(path) }));
  // .NET writes the digits of %2f in small letters.
  add('path-encoded', 'code', 1, (draft) => ({
    origin: '',
    path: encodeURIComponent(addressOf(draft)).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    query: '',
  }));
  return variants;
}

function addressOf({ origin, path, query }: Draft): string {
  return origin + path + query;
}

function withoutPrefix({ path }: Draft): { readonly path: string } | null {
  const rest = path.startsWith(API_PREFIX) ? path.slice(API_PREFIX.length) : null;
  return rest === null || (rest !== '' && !rest.startsWith('/')) ? null : { path: rest };
}

/** What cannot be decoded stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
