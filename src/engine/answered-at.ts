import { headerOf } from '../request';
import type { Answer } from '../sending';

/** The server's time in Unix seconds when it answered, as `Date` says; null where it does not. */
export function answeredAt({ headers }: Pick<Answer, 'headers'>): number | null {
  const ms = Date.parse(headerOf(headers, 'date') ?? '');
  return Number.isNaN(ms) ? null : Math.floor(ms / 1000);
}
