import type { HeaderPair, PreparedRequest } from './prepared';

/**
 * A request that comes from no file: for what the product asks the service itself.
 * @param url absolute
 */
export function simpleRequest(
  method: string,
  url: string,
  headers: readonly HeaderPair[] = [],
  body: Buffer = Buffer.alloc(0),
): PreparedRequest {
  const { href, origin, pathname, search } = new URL(url);
  return {
    name: null,
    line: 1,
    method,
    url: href,
    origin,
    path: pathname,
    requestTarget: pathname + search,
    headers,
    body,
    options: { credential: null, noSign: false, note: null, noLog: true, timeoutMs: null, connectTimeoutMs: null },
  };
}
