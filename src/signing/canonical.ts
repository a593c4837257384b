import { createHmac } from 'node:crypto';

/** What a signature covers; the query string and the headers are not among it (FACTS.md section 3). */
export interface SignedParts {
  /** In capitals. */
  readonly method: string;
  /** Encoded path with `/api/v1`, without query, as it goes over the wire. */
  readonly path: string;
  /** The very bytes that are sent; empty for none. */
  readonly body: Uint8Array;
}

/**
 * The canonical message: `METHOD|path|timestamp|body` (FACTS.md section 3, page `/authentication`).
 * @param timestamp Unix seconds
 */
export function canonicalMessage({ method, path, body }: SignedParts, timestamp: number): Buffer {
  return Buffer.concat([Buffer.from(headOf(method, path, timestamp), 'utf8'), body]);
}

/** The same as `hmacHex` of the canonical message, which is never put together: half of the work would be copying. */
export function hmacHexOf({ method, path, body }: SignedParts, timestamp: number, secret: string): string {
  return createHmac('sha256', secret)
    .update(headOf(method, path, timestamp))
    .update(body)
    .digest('hex');
}

function headOf(method: string, path: string, timestamp: number): string {
  return `${method}|${path}|${timestamp}|`;
}

/** HMAC-SHA256 of a message, keyed with the API secret, as lower-case hex (FACTS.md section 3). */
export function hmacHex(secret: string, message: Uint8Array): string {
  return createHmac('sha256', secret).update(message).digest('hex');
}
