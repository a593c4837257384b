import type { Credential, PickAction } from '../credentials';
import type { Problem } from '../messages';
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
  const code = errorCodeOf(answer)?.toUpperCase() ?? '';
  if (credential.kind === 'jwt') return NEEDS_LOGIN.has(code) ? 'logIn' : null;
  return NEEDS_SECRET.has(code) ? 'replaceSecret' : null;
}

/** What to do about a secret that could not be had. */
export type SecretAction = 'sendAgain' | 'replaceSecret' | 'removeCredential';

/** What to offer when a keychain gave no secret: one that is gone comes back only from the person (product section 3). */
export function actionsWithoutSecret({ code }: Problem): readonly SecretAction[] {
  switch (code) {
    case 'keychain.entryGone':
      return ['replaceSecret', 'removeCredential'];
    case 'keychain.lockedOrMissing':
      return ['sendAgain', 'replaceSecret'];
    default:
      return code.startsWith('keychain.') ? ['sendAgain'] : [];
  }
}
