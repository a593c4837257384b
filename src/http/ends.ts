/** Something that stays what it is as long as a block does. */
interface Identified {
  readonly identity: object;
}

/** How many items at both ends of two lists are about the same blocks. */
export interface Ends {
  readonly head: number;
  readonly tail: number;
}

/** Compares two lists from both ends: an edit changes a run between them. */
export function sameEnds(before: readonly Identified[], now: readonly Identified[]): Ends {
  const shorter = Math.min(before.length, now.length);
  let head = 0;
  while (head < shorter && before[head]?.identity === now[head]?.identity) head++;
  const most = shorter - head;
  const [lastBefore, lastNow] = [before.length - 1, now.length - 1];
  let tail = 0;
  while (tail < most && before[lastBefore - tail]?.identity === now[lastNow - tail]?.identity) tail++;
  return { head, tail };
}

/** The list with another run between the same ends. */
export function between<Item>(before: readonly Item[], head: number, run: readonly Item[], tail: number): Item[] {
  return before.slice(0, head).concat(run, before.slice(before.length - tail));
}
