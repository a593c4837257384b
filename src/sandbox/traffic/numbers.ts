import type { ApiErrorCode } from '../basics/errors';

/** What becomes of a message that was accepted: its last status, or a report that comes late or never. */
export type Outcome = 'DELIVRD' | 'UNDELIV' | 'REJECTD' | 'EXPIRED' | 'UNKNOWN' | 'failed' | 'late' | 'silent';

/** What a recipient number with a fixed meaning does. */
export type NumberEffect =
  /** The message is accepted and ends so. */
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  /** This recipient alone is refused, inside a 200. */
  | { readonly kind: 'refused'; readonly status: 'blocked_country' | 'queue_error' | 'config_error' }
  /** The whole request is answered with this error code; nothing is queued. */
  | { readonly kind: 'error'; readonly code: ApiErrorCode }
  /** The messages are accepted, and the answer comes after `ms` milliseconds. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The messages are accepted, and the connection ends without an answer. */
  | { readonly kind: 'drop' };

export interface MagicNumber {
  readonly number: string;
  readonly effect: NumberEffect;
  /** For the documentation. */
  readonly meaning: string;
}

const outcome = (outcome: Outcome): NumberEffect => ({ kind: 'outcome', outcome });
const refused = (status: 'blocked_country' | 'queue_error' | 'config_error'): NumberEffect => ({
  kind: 'refused',
  status,
});
const error = (code: ApiErrorCode): NumberEffect => ({ kind: 'error', code });

/** Last two digits of +1 415 555 01xx → what the number does. That range is reserved for fiction: it belongs to nobody. */
const table: readonly [string, NumberEffect, string][] = [
  ['00', outcome('DELIVRD'), 'delivered (as is every number that is not in this table)'],
  ['01', outcome('UNDELIV'), 'ends as UNDELIV'],
  ['02', outcome('REJECTD'), 'ends as REJECTD'],
  ['03', outcome('EXPIRED'), 'ends as EXPIRED'],
  ['04', outcome('UNKNOWN'), 'ends as UNKNOWN'],
  ['05', outcome('failed'), 'ends as failed, without ever being sent'],
  ['06', outcome('late'), 'delivered, but only after a minute'],
  ['07', outcome('silent'), 'stays at sent: no report ever comes'],
  ['10', { kind: 'slow', ms: 10_000 }, 'accepted; the answer takes 10 seconds'],
  ['19', { kind: 'drop' }, 'accepted; the connection ends before the answer'],
  ['21', refused('blocked_country'), 'refused alone: blocked_country'],
  ['22', refused('queue_error'), 'refused alone: queue_error'],
  ['23', refused('config_error'), 'refused alone: config_error'],
  ['42', error('INSUFFICIENT_BALANCE'), 'the request is answered with 402 INSUFFICIENT_BALANCE'],
  ['49', error('RATE_LIMIT_EXCEEDED'), 'the request is answered with 429 RATE_LIMIT_EXCEEDED'],
  ['50', error('DB_ERROR'), 'the request is answered with 500 DB_ERROR'],
  ['51', error('INTERNAL_ERROR'), 'the request is answered with 500 INTERNAL_ERROR'],
  ['53', error('SANDBOX_UNAVAILABLE'), 'the request is answered with 503 SANDBOX_UNAVAILABLE'],
];

/**
 * Recipient numbers with a fixed meaning (product.md section 5). 0x are final statuses, 1x play with the answer, 2x are
 * refusals of one recipient, 4x and 5x repeat the first and last digit of the HTTP status of the whole request.
 */
export const magicNumbers: readonly MagicNumber[] = table.map(([digits, effect, meaning]) => ({
  number: `+141555501${digits}`,
  effect,
  meaning,
}));

/** The effect of a recipient number; any other number is delivered. */
export function effectOf(number: string): NumberEffect {
  return magicNumbers.find((magic) => magic.number === number)?.effect ?? outcome('DELIVRD');
}
