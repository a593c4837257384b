// Progress in plain lines, readable on a terminal and in a log of CI, and when several steps run at once.

const TICK_MS = 5000;

/**
 * Runs `work` and shows that it is going on: a line at the start, one every few seconds, one at the end with the time.
 * @template T
 * @param {string} title what is done, e.g. "Installing dependencies"
 * @param {(note: (detail: string) => void) => Promise<T>} work `note` sets the detail that the next lines show
 * @returns {Promise<T>} what `work` returns; its error passes through
 */
export async function step(title, work) {
  const started = Date.now();
  let detail = '';
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  console.log(`• ${title} …`);
  const timer = setInterval(() => console.log(`  … ${title}, ${seconds()}${detail && `: ${detail}`}`), TICK_MS);
  try {
    const result = await work((text) => {
      detail = text;
    });
    console.log(`✓ ${title} (${seconds()})`);
    return result;
  } catch (error) {
    console.log(`✗ ${title} (${seconds()})`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** An error whose message is everything a person needs; shown without a stack. */
export class Failure extends Error {}

/**
 * The text of an error for the terminal: a sentence for a Failure, the stack for a bug of ours.
 * @param {unknown} error
 * @returns {string}
 */
export function errorText(error) {
  if (error instanceof Failure) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
