import { createHmac, timingSafeEqual } from 'node:crypto';
import { ApiError } from '../basics/errors';

const HEADER = encode({ alg: 'HS256', typ: 'JWT' });

/** Makes a token (HS256, RFC 7519). @param now in ms */
export function makeToken(key: Uint8Array, login: string, seconds: number, now: number): string {
  const issued = Math.floor(now / 1000);
  const payload = encode({ sub: login, iat: issued, exp: issued + seconds });
  return `${HEADER}.${payload}.${mac(key, `${HEADER}.${payload}`)}`;
}

/**
 * Reads a token that this server made.
 * @param now in ms
 * @returns the login it was made for
 * @throws ApiError INVALID_TOKEN, TOKEN_EXPIRED
 */
export function readToken(key: Uint8Array, token: string, now: number): string {
  const [header, payload, signature, ...rest] = token.split('.');
  // Only the header this server writes is accepted, so that no token can choose its own algorithm.
  if (header !== HEADER || payload === undefined || signature === undefined || rest.length > 0) throw invalid();
  const expected = Buffer.from(mac(key, `${header}.${payload}`));
  const received = Buffer.from(signature);
  if (expected.length !== received.length || !timingSafeEqual(expected, received)) throw invalid();
  const { sub, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sub: string; exp: number };
  if (now / 1000 >= exp) throw new ApiError('TOKEN_EXPIRED', 'The token has expired. Log in again.');
  return sub;
}

function invalid(): ApiError {
  return new ApiError(
    'INVALID_TOKEN',
    'The token is not one of this sandbox. Tokens end when the sandbox is restarted: log in again.',
  );
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function mac(key: Uint8Array, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url');
}
