import { headerOf } from '../request';
import type { Answer } from './exchange';

/**
 * How long the server asks to wait (RFC 9110 section 10.2.3). A date is compared with the `Date` of the same answer, so that a
 * clock that is off on either side does not matter.
 * @returns whole seconds; a moment where there is no `Date` to compare it with; null where it does not ask, or asks in a way
 * that nobody understands
 */
export function retryAfterOf({ headers }: Pick<Answer, 'headers'>): number | Date | null {
  const asked = headerOf(headers, 'retry-after')?.trim();
  if (asked === undefined) return null;
  if (/^\d{1,9}$/.test(asked)) return Number(asked);
  // Date.parse takes almost anything for a date, even `-5`.
  if (!/[a-z]{3}.*\d\d:\d\d:\d\d/i.test(asked)) return null;
  const moment = Date.parse(asked);
  if (Number.isNaN(moment)) return null;
  const seconds = (moment - Date.parse(headerOf(headers, 'date') ?? '')) / 1000;
  return Number.isNaN(seconds) ? new Date(moment) : Math.max(0, Math.ceil(seconds));
}
