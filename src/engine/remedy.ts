import type { Credential, PickAction } from '../credentials';
import { type Exchange, errorCodeOf } from '../sending';

/** Refusals that a new login ends (FACTS.md section 2). */
const NEEDS_LOGIN = new Set(['TOKEN_EXPIRED', 'INVALID_TOKEN']);
/** Refusals that another key or secret ends. */
const NEEDS_SECRET = new Set(['INVALID_SIGNATURE', 'INVALID_API_KEY', 'API_KEY_EXPIRED', 'API_KEY_INACTIVE']);

/**
 * What to offer after an answer that refused the credential: a new login, or another secret.
 * @param credential the one that was used; those of the sandbox and of the environment are not changed by us
 */
export function remedyOf(
  { answer }: Pick<Exchange, 'answer'>,
  credential: Credential | null,
): PickAction | 'replaceSecret' | null {
  if (!answer || answer.status < 400 || credential === null) return null;
  if (credential.store === 'builtin' || credential.store === 'environment') return null;
  const code = errorCodeOf(answer) ?? '';
  if (credential.kind === 'jwt') return NEEDS_LOGIN.has(code) ? 'logIn' : null;
  return NEEDS_SECRET.has(code) ? 'replaceSecret' : null;
}
