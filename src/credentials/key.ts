import type { Problem } from '../messages';
import type { Credential, Secret } from './model';
import { isLoopback } from './origin';

/** Fewer characters than this after the prefix, and the last four would give too much of a key away. */
const SHORTEST_SHOWN = 8;

/**
 * What of a key may be shown: prefix and last four, `sk_test_…c3d4`; of a short key the prefix alone.
 * The prefixes are those of FACTS.md section 3, "Keys".
 */
export function keyHint(key: string): string {
  const prefix = /^sk_(?:prod|test)_/.exec(key)?.[0] ?? '';
  const rest = key.slice(prefix.length);
  return `${prefix}…${rest.length < SHORTEST_SHOWN ? '' : rest.slice(-4)}`;
}

/** What of a secret may be shown beside the name of its credential. */
export function secretHint(secret: Secret): string {
  return secret.kind === 'jwt' ? 'JWT' : keyHint(secret.key);
}

/**
 * Whether a request with this key costs money: a send is live unless its origin is loopback or its key starts with
 * `sk_test_` (product.md section 7).
 * @param key the API key, or null where a token takes its place
 */
export function isLive(origin: string, key: string | null): boolean {
  return !isLoopback(origin) && !(key ?? '').startsWith('sk_test_');
}

/** The same from what is shown of a credential, for labels; before a send `isLive` is asked with the key itself. */
export function looksLive(credential: Pick<Credential, 'origin' | 'keyHint'>): boolean {
  return isLive(credential.origin, credential.keyHint);
}

/**
 * When a token ends, read from the token without verifying it (FACTS.md section 3, "JWT").
 * @returns Unix seconds, or undefined where the token does not say
 */
export function tokenExpiry(token: string): number | undefined {
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    const exp = (payload as { exp?: unknown } | null)?.exp;
    return typeof exp === 'number' && Number.isFinite(exp) ? Math.floor(exp) : undefined;
  } catch {
    return undefined;
  }
}

/** What of a secret is shown and kept in the list: its hint, and when a token ends. */
export function shownOf(secret: Secret): Pick<Credential, 'keyHint' | 'expires'> {
  const expires = secret.kind === 'jwt' ? tokenExpiry(secret.token) : undefined;
  return { keyHint: secretHint(secret), ...(expires === undefined ? {} : { expires }) };
}

/**
 * Says what is wrong with a secret that a person gave: keys and tokens go into a header, so they are visible ASCII
 * without blanks; an HMAC secret is any text.
 */
export function checkSecret(secret: Secret): Problem | null {
  const header = secret.kind === 'jwt' ? secret.token : secret.key;
  if (header === '') return { code: secret.kind === 'jwt' ? 'credential.tokenEmpty' : 'credential.keyEmpty' };
  if (!/^[\x21-\x7e]+$/.test(header)) {
    return { code: secret.kind === 'jwt' ? 'credential.tokenCharacters' : 'credential.keyCharacters' };
  }
  if (secret.kind === 'hmac' && secret.secret === '') return { code: 'credential.secretEmpty' };
  return null;
}
