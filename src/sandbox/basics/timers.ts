/** The longest time that a timer of Node waits for; what is due later is looked at again then. */
const LONGEST_MS = 2 ** 31 - 1;

/** Does something after so many ms. @returns takes it back */
export type After = (ms: number, work: () => void) => () => void;

/** The machine's timers; they keep no process alive. */
export const realAfter: After = (ms, work) => {
  const timer = setTimeout(work, Math.min(Math.max(ms, 0), LONGEST_MS)).unref();
  return () => clearTimeout(timer);
};
