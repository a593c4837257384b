import { type Endpoint, endpoints, findEndpoint } from '../../catalog';

const PREFIX = '/api/v1';
/** One segment left out or too much, or a few letters; beyond that a proposal would be a guess. */
const FARTHEST = 1.2;
/** Some times as long as the longest of the API: nobody mistypes so much, and comparing takes its time. */
const LONGEST = 500;

/** What is wrong with a path that the API does not have, with the path that is most likely meant. */
export type PathFault =
  | { readonly kind: 'trailingSlash' | 'noPrefix' | 'case' | 'near'; readonly near: string }
  | { readonly kind: 'unknown' };

/** Methods that the API documents for a path, placeholders filled in as they may be. */
export function methodsOf(path: string): readonly string[] {
  const methods = new Set(endpoints.map(({ method }) => method));
  return [...methods].filter((method) => findEndpoint(method, path) !== undefined);
}

/**
 * Compares a path with those of the API (FACTS.md section 1.1).
 * @param path encoded, without query, and of no endpoint by any method
 */
export function pathFault(path: string): PathFault {
  if (path.length > LONGEST) return { kind: 'unknown' };
  const shortened = path.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
  if (shortened !== path && exists(shortened)) return { kind: 'trailingSlash', near: shortened };
  const prefixed = withPrefix(shortened);
  if (prefixed !== null && exists(prefixed)) return { kind: 'noPrefix', near: prefixed };
  const cased = endpoints.find((endpoint) => sameIgnoringCase(endpoint.path, shortened));
  if (cased) return { kind: 'case', near: fill(cased.path, shortened) };
  const candidates = [shortened, ...(prefixed === null ? [] : [prefixed])];
  let best: { readonly cost: number; readonly near: string } | null = null;
  for (const candidate of candidates) {
    for (const endpoint of endpoints) {
      const cost = distance(candidate, endpoint);
      if (cost < (best?.cost ?? FARTHEST)) best = { cost, near: fill(endpoint.path, candidate) };
    }
  }
  return best ? { kind: 'near', near: best.near } : { kind: 'unknown' };
}

function exists(path: string): boolean {
  return methodsOf(path).length > 0;
}

function withPrefix(path: string): string | null {
  if (path.startsWith(`${PREFIX}/`)) return null;
  return PREFIX + path.replace(/^\/(?:api\/)?(?:v\d\/)?/, '/');
}

function isPlaceholder(segment: string): boolean {
  return segment.startsWith('{');
}

function sameIgnoringCase(pattern: string, path: string): boolean {
  const [parts, segments] = [pattern.split('/'), path.split('/')];
  if (parts.length !== segments.length) return false;
  return parts.every((part, i) =>
    isPlaceholder(part) ? segments[i] !== '' : part.toLowerCase() === segments[i]?.toLowerCase(),
  );
}

/** The path of an endpoint with the placeholders filled from a path of the same length, else with a variable of that name. */
function fill(pattern: string, path: string): string {
  const parts = pattern.split('/');
  const segments = path.split('/');
  const fits = parts.length === segments.length;
  return parts.map((part, i) => (isPlaceholder(part) ? (fits && segments[i]) || `{${part}}` : part)).join('/');
}

/** How far a path is from that of an endpoint: edits of whole segments, each weighed by how different it is. */
function distance(path: string, { path: pattern, deprecated }: Endpoint): number {
  const from = path.split('/').slice(1);
  const to = pattern.split('/').slice(1);
  let row = to.map((_, i) => i + 1);
  row.unshift(0);
  for (const [i, segment] of from.entries()) {
    const next = [i + 1];
    for (const [j, part] of to.entries()) {
      next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + difference(segment, part)));
    }
    row = next;
  }
  return (row[to.length] ?? 0) + (deprecated ? 0.3 : 0);
}

/** 0 for the same word, 1 for another one and above for what nobody mistypes. */
function difference(segment: string, part: string): number {
  if (isPlaceholder(part)) return /\d|%7B/.test(segment) ? 0 : 0.9;
  const [a, b] = [segment.toLowerCase(), part.toLowerCase()];
  if (a === b) return segment === part ? 0 : 0.05;
  const share = editDistance(a, b) / Math.max(a.length, b.length);
  return share <= 0.5 ? share : 1.2;
}

function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      current.push(
        Math.min(
          (above[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (above[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1),
        ),
      );
    }
    above = current;
  }
  return above[to.length] ?? 0;
}
