import type { IncomingMessage } from 'node:http';
import { ApiError } from '../basics/errors';

/** Body bytes that are read; the limit of the service is not published (FACTS.md section 4). */
const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** The client went away before its request was complete: nobody is left to answer. */
export class ClientGone extends Error {}

/**
 * A request target, split at the first `?`: nothing decoded, nothing normalised, because these are the bytes that were
 * signed. Scheme and authority of an absolute target are taken off.
 */
export function splitTarget(target: string): {
  readonly authority: string | null;
  readonly path: string;
  readonly query: string;
} {
  const [prefix = '', authority = null] = /^https?:\/\/([^/?#]*)/i.exec(target) ?? [];
  const rest = target.slice(prefix.length);
  const mark = rest.indexOf('?');
  const path = mark < 0 ? rest : rest.slice(0, mark);
  return { authority, path: path || '/', query: mark < 0 ? '' : rest.slice(mark + 1) };
}

/**
 * Whether a `Host` names this computer. A page in a browser that got a name of its own to point to 127.0.0.1 sends that name
 * (DNS rebinding), and is refused.
 */
export function isLoopback(host: string | undefined): boolean {
  return host !== undefined && /^(?:localhost\.?|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i.test(host);
}

/**
 * Reads a body, byte for byte.
 * @throws ApiError PAYLOAD_TOO_LARGE as soon as it is known; ClientGone
 */
export function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const tooLarge = new ApiError('PAYLOAD_TOO_LARGE', `The body is longer than ${MAX_BODY_BYTES} bytes.`, {
    headers: { Connection: 'close' },
  });
  if (Number(incoming.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return Promise.reject(tooLarge);
  // It says so once, and that may have been while the answer was delayed.
  if (incoming.destroyed) return Promise.reject(new ClientGone());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const onData = (chunk: Buffer) => {
      length += chunk.length;
      if (length <= MAX_BODY_BYTES) {
        chunks.push(chunk);
        return;
      }
      incoming.off('data', onData);
      reject(tooLarge);
    };
    incoming.on('data', onData);
    incoming.once('end', () => resolve(Buffer.concat(chunks)));
    incoming.once('error', () => reject(new ClientGone()));
    incoming.once('close', () => reject(new ClientGone()));
  });
}
