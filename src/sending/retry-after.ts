import type { Answer } from './exchange';

/**
 * How long the server asks to wait, in whole seconds (RFC 9110 section 10.2.3). A date is compared with the `Date` of the same
 * answer, so that a clock that is off on either side does not matter.
 * @returns null where it does not ask, or asks in a way that nobody understands
 */
export function retryAfterOf({ headers }: Pick<Answer, 'headers'>): number | null {
  const value = (wanted: string) => headers.find(([name]) => name.toLowerCase() === wanted)?.[1].trim();
  const asked = value('retry-after');
  if (asked === undefined) return null;
  if (/^\d{1,9}$/.test(asked)) return Number(asked);
  // Date.parse takes almost anything for a date, even `-5`.
  if (!/[a-z]{3}.*\d\d:\d\d:\d\d/i.test(asked)) return null;
  const seconds = (Date.parse(asked) - Date.parse(value('date') ?? '')) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : null;
}
