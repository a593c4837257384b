/** A day in ms. */
export const DAY = 24 * 3_600_000;

/** ISO 8601 in UTC without fractions, as in the samples of messages, webhooks and payments. @param time in ms */
export function isoSeconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The day in UTC, `YYYY-MM-DD`. @param time in ms */
export function dayText(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** `YYYY.MM.DD HH:MM:SS`, as balance and prices write it (FACTS.md section 1.9; in UTC, as the zone is not published). */
export function dottedSeconds(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replaceAll('-', '.').replace('T', ' ');
}

/** First ms of the day in UTC. @param time in ms */
export function dayStart(time: number): number {
  return Math.floor(time / DAY) * DAY;
}
