import { isLoopback } from '../../credentials';
import type { Problem } from '../../messages';
import { answeredAt } from '../answered-at';
import { durationOf } from '../figures';
import { type Case, type Specific, trimmedHeader } from './case';

/** Half of the window in which the service takes a timestamp (FACTS.md section 3). */
const WINDOW_SECONDS = 300;

/** What was sent, where no credential was recognised. */
export function unauthorized({ request, credential, endpoint }: Case): Specific {
  if (endpoint?.auth.includes('trackerToken')) {
    const isSent = (trimmedHeader(request.headers, 'x-api-token') ?? '') !== '';
    return {
      why: [{ code: isSent ? 'refusal.tracker.wrong' : 'refusal.tracker.missing' }],
      todo: [{ code: 'refusal.tracker.do' }],
    };
  }
  if (credential) {
    const args = { name: credential.name, hint: credential.keyHint };
    return { why: [{ code: 'refusal.credential.sent', args }], todo: [{ code: 'refusal.credential.check' }] };
  }
  if (!request.options.noSign) return { why: [{ code: 'refusal.credential.none' }] };
  return { why: [{ code: 'refusal.credential.noSign' }], todo: [{ code: 'refusal.credential.takeOut' }] };
}

/** When the token ended by its own words, and by the service's clock. */
export function tokenExpired(found: Case): Specific {
  const { credential } = found;
  const now = answeredAt(found.answer);
  const renew = invalidToken(found);
  if (credential?.expires === undefined || now === null) return renew;
  const left = credential.expires - now;
  if (left === 0) return renew;
  const code = left > 0 ? 'refusal.token.early' : 'refusal.token.expiredAgo';
  return { why: [{ code, args: { duration: durationOf(left) } }], ...renew };
}

/** A token of the environment is not ours to renew. */
export function invalidToken({ credential }: Case): Specific {
  return credential?.store === 'environment' ? { todo: [{ code: 'refusal.token.environmentDo' }] } : {};
}

/** Which key is not known, and whether it looks like one. */
export function invalidKey({ credential, request }: Case): Specific {
  if (!credential || credential.kind === 'jwt') return {};
  const { name, keyHint: hint } = credential;
  const why: Problem[] = [{ code: 'refusal.key.unknown', args: { name, hint } }];
  if (!/^sk_(?:prod|test)_/.test(hint)) why.push({ code: 'refusal.key.odd' });
  if (isLoopback(request.origin)) {
    return { why: [...why, { code: 'refusal.key.sandbox' }], todo: [{ code: 'refusal.key.sandboxDo' }] };
  }
  return credential.store === 'environment' ? { why, todo: [{ code: 'refusal.key.environmentDo' }] } : { why };
}

/** Which key it is. */
export function sameKey(found: Case): Specific {
  const { credential } = found;
  if (!credential || credential.kind === 'jwt') return {};
  return { why: [{ code: 'refusal.key.other', args: { name: credential.name, hint: credential.keyHint } }] };
}

/** Why a key that has to sign did not. */
export function signatureRequired({ credential, request }: Case): Specific {
  if (!credential) {
    return request.options.noSign
      ? { why: [{ code: 'refusal.credential.noSign' }], todo: [{ code: 'refusal.credential.takeOut' }] }
      : {};
  }
  if (credential.kind === 'hmac') {
    return { why: [{ code: 'refusal.signing.removed' }], todo: [{ code: 'refusal.credential.check' }] };
  }
  const why: Problem[] = [{ code: 'refusal.signing.plainKey', args: { name: credential.name } }];
  return credential.store === 'environment' ? { why, todo: [{ code: 'refusal.signing.environmentDo' }] } : { why };
}

/**
 * Why a signature was refused. Ours covers what was sent, by construction; so it is the secret, unless the clocks say
 * otherwise.
 */
export function invalidSignature(found: Case): Specific {
  const { credential, exchange } = found;
  const { signedAt, clockRefusal, clockCorrected } = exchange;
  if (!credential || signedAt === null) {
    return { why: [{ code: 'refusal.signature.typed' }], todo: [{ code: 'refusal.signature.typedDo' }] };
  }
  // Both clocks stand above already.
  if (clockRefusal && !clockCorrected) {
    return { why: [{ code: 'refusal.signature.clock' }], todo: [{ code: 'refusal.signature.again' }] };
  }
  const secret: Problem = {
    code: 'refusal.signature.secret',
    args: { name: credential.name, hint: credential.keyHint },
  };
  const others: Problem = { code: 'refusal.signature.others' };
  if (clockRefusal) return { why: [secret, others], ...secretTodo(found) };
  const now = answeredAt(found.answer);
  const distance = now === null ? null : Math.abs(signedAt - now);
  if (distance === null)
    return { why: [secret, { code: 'refusal.signature.clockUnknown' }, others], ...secretTodo(found) };
  const args = { distance: durationOf(Math.max(1, distance)) };
  if (distance > WINDOW_SECONDS) return { why: [{ code: 'refusal.signature.clockOff', args }, secret, others] };
  return { why: [secret, { code: 'refusal.signature.clockGood', args }, others], ...secretTodo(found) };
}

function secretTodo({ credential }: Case): Specific {
  if (credential?.store === 'environment') return { todo: [{ code: 'refusal.signature.environmentDo' }] };
  return credential?.store === 'builtin' ? { todo: [{ code: 'refusal.signature.sandboxDo' }] } : {};
}
