import http from 'node:http';
import https from 'node:https';
import { urlToHttpOptions } from 'node:url';
import type { HeaderPair } from '../request';

/** What goes over the wire, as it goes. */
export interface WireRequest {
  readonly method: string;
  readonly url: URL;
  /** Without `Host`, `Connection` and `Content-Length`. */
  readonly headers: readonly HeaderPair[];
  readonly body: Buffer;
}

/** What an agent that makes tunnels is told besides the options of Node. */
export interface TunnelOptions {
  /** Aborted when nobody waits for the connection any more: Node tells an agent nothing of it. */
  readonly abandoned: AbortSignal;
}

/** Methods whose missing body is announced by `Content-Length: 0` (RFC 9110 section 8.6). */
const BODY_EXPECTED = new Set(['POST', 'PUT', 'PATCH']);

/**
 * Opens a request; nothing is sent before its `end`.
 *
 * `https.request` is called through the module object: the editor patches it there for proxies and certificates, and
 * a proxy sees nothing of what goes through its tunnel. Plain http is for this computer only, and a proxy would read
 * all of it: the class is what nobody patches. Certificates are verified even where NODE_TLS_REJECT_UNAUTHORIZED says 0.
 */
export function openRequest(
  { method, url, headers, body }: WireRequest,
  agent: http.Agent | undefined,
  abandoned: AbortSignal,
): http.ClientRequest {
  const flat = ['Host', url.host, ...headers.flatMap(([name, value]) => [name, toWire(value)])];
  if (body.length > 0 || BODY_EXPECTED.has(method)) flat.push('Content-Length', String(body.length));
  const tunnel: TunnelOptions = { abandoned };
  const options: http.RequestOptions = {
    method,
    path: url.pathname + url.search,
    // The types do not know it, but a flat array is the only form that keeps order and repetition.
    headers: flat as unknown as http.OutgoingHttpHeaders,
    ...(agent && { agent }),
    ...tunnel,
  };
  const request =
    url.protocol === 'https:'
      ? https.request(url, { ...options, rejectUnauthorized: true })
      : new http.ClientRequest({ ...urlToHttpOptions(url), ...options });
  // Those beyond 2000 would be left away without a word; the size of all of them is limited all the same.
  request.maxHeadersCount = 0;
  return request;
}

/** Headers as they came, in order. */
export function headerPairs(raw: readonly string[]): HeaderPair[] {
  const result: HeaderPair[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) result.push([raw[i] ?? '', raw[i + 1] ?? '']);
  return result;
}

/** Node writes headers as latin1; this makes it write UTF-8. */
function toWire(value: string): string {
  return Buffer.from(value, 'utf8').toString('latin1');
}
