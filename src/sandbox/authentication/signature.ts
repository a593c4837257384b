import { createHmac, timingSafeEqual } from 'node:crypto';
import { ApiError } from '../basics/errors';
import type { Arrival } from '../exchange/call';

/** A signature is good for five minutes both ways (FACTS.md section 3). */
const WINDOW_SECONDS = 300;

/**
 * Checks the signatures of requests as the documentation words it (FACTS.md section 3), with code of its own: nothing here
 * is shared with the signer of this project. Remembers each (timestamp, signature) pair while its window is open.
 */
export class SignatureGate {
  /** Timestamp → signatures accepted with it. */
  readonly #accepted = new Map<number, Set<string>>();

  /**
   * Lets a signed request through, once.
   * @throws ApiError SIGNATURE_REQUIRED, INVALID_SIGNATURE; the description tells why, never a secret
   */
  admit({ method, path, headers, body, now }: Arrival, secret: string): void {
    const timestamp = headers['x-timestamp'];
    const signature = headers['x-signature'];
    if (!timestamp || !signature) {
      const missing = [...(timestamp ? [] : ['X-Timestamp']), ...(signature ? [] : ['X-Signature'])].join(' and ');
      throw new ApiError('SIGNATURE_REQUIRED', `This key has to sign each request: ${missing} missing.`);
    }
    const seconds = Math.floor(now / 1000);
    const stamped = readTimestamp(timestamp, seconds);
    const expected = createHmac('sha256', secret)
      // The request line arrives as bytes, which node hands over as latin1.
      .update(Buffer.from(`${method}|${path}|${timestamp}|`, 'latin1'))
      .update(body)
      .digest('hex');
    if (!isSame(expected, signature)) throw mismatch({ method, path, body }, timestamp, signature, expected);
    this.#forget(seconds);
    const used = this.#accepted.get(stamped) ?? new Set();
    if (used.has(signature)) {
      throw invalid('This timestamp and signature were accepted before; each pair is good once (replay).');
    }
    this.#accepted.set(stamped, used.add(signature));
  }

  /** Pairs outside the window are refused by their age alone. */
  #forget(now: number): void {
    for (const stamped of this.#accepted.keys()) {
      if (stamped < now - WINDOW_SECONDS) this.#accepted.delete(stamped);
    }
  }
}

function readTimestamp(text: string, now: number): number {
  if (!/^\d{1,15}$/.test(text)) throw invalid('X-Timestamp is not a decimal number of Unix seconds.');
  const stamped = Number(text);
  const difference = stamped - now;
  if (Math.abs(difference) <= WINDOW_SECONDS) return stamped;
  if (text.length === 13) throw invalid('X-Timestamp looks like milliseconds; the API takes Unix seconds.');
  const side = difference < 0 ? 'behind' : 'ahead of';
  throw invalid(
    `X-Timestamp is ${Math.abs(difference)} s ${side} the server's clock; at most ${WINDOW_SECONDS} s are allowed.`,
  );
}

function isSame(expected: string, received: string): boolean {
  const left = Buffer.from(expected);
  const right = Buffer.from(received);
  return left.length === right.length && timingSafeEqual(left, right);
}

function mismatch(
  { method, path, body }: Pick<Arrival, 'method' | 'path' | 'body'>,
  timestamp: string,
  signature: string,
  expected: string,
): ApiError {
  if (isSame(expected, signature.toLowerCase())) return invalid('X-Signature has to be written in lower-case hex.');
  if (!/^[0-9a-f]{64}$/i.test(signature)) return invalid('X-Signature is not 64 hex digits.');
  return invalid(
    `The server signed something else: "${method}|${path}|${timestamp}|" followed by the ${body.length} bytes of the body, with the secret of this key.`,
  );
}

function invalid(description: string): ApiError {
  return new ApiError('INVALID_SIGNATURE', description);
}
