import { setTimeout as delay } from 'node:timers/promises';

/** How long a person would wait for the workbench on a slow machine, in milliseconds. */
export const PATIENCE_MS = 60_000;

/**
 * Asks again and again until the answer is neither null, false nor undefined, and returns it.
 * @throws with `what` and the last error when the limit (milliseconds) is over.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | false | undefined> | T | null | false | undefined,
  limitMs = PATIENCE_MS,
): Promise<T> {
  const limit = Date.now() + limitMs;
  let last: unknown;
  // Often at first: most of what is waited for is there in a moment.
  for (let pause = 5; ; pause = Math.min(100, pause * 2)) {
    try {
      const answer = await ask();
      if (answer !== null && answer !== undefined && answer !== false) return answer;
    } catch (error) {
      last = error;
    }
    if (Date.now() > limit) throw new Error(`not seen within ${limitMs} ms: ${what}`, { cause: last });
    await delay(pause);
  }
}

/** Text as a person sees it: icons gone, no-break spaces made plain. */
export function plain(text: string | null): string {
  return (text ?? '')
    .replace(/[\uE000-\uF8FF\u200B-\u200F\u202A-\u202E]/g, '')
    .replaceAll('\u00A0', ' ')
    .trim();
}
