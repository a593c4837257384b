import { performance } from 'node:perf_hooks';

/** One line of the table. */
export interface Figure {
  readonly name: string;
  /** Or milliseconds, where the goal says so. */
  readonly ratio: number;
  /** What is aimed at, such as `≤ 2.00`. */
  readonly goal: string;
  /** The two times that the ratio is made of. */
  readonly detail: string;
}

type Work = () => unknown;

/** Milliseconds of each run of two pieces of work that are run in turn, so that a slow moment hits both. */
export async function inTurn(
  rounds: number,
  subject: Work,
  reference: Work,
  warmUp = Math.max(3, Math.round(rounds / 10)),
): Promise<[number[], number[]]> {
  const times: [number[], number[]] = [[], []];
  for (let round = -warmUp; round < rounds; round++) {
    // Whoever comes second meets what the first has left: each is that as often as the other.
    for (const i of round % 2 === 0 ? [0, 1] : [1, 0]) {
      const start = performance.now();
      await (i === 0 ? subject() : reference());
      if (round >= 0) times[i]?.push(performance.now() - start);
    }
  }
  return times;
}

/** @param share 0.5 is the median, 0.99 the slowest hundredth */
export function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/**
 * A figure from the quantiles of several pairs of series: the median of their ratios. One pair has too few slow runs to tell theirs
 * from chance.
 */
export function compareAll(
  name: string,
  pairs: readonly (readonly [readonly number[], readonly number[]])[],
  share: number,
  goal: string,
): Figure {
  const ratios = pairs.map(([subject, reference]) => quantile(subject, share) / quantile(reference, share));
  const [least, most] = [quantile(ratios, 0), quantile(ratios, 1)];
  const detail = `median of ${pairs.length}, ${least.toFixed(2)} to ${most.toFixed(2)}`;
  return { name, ratio: quantile(ratios, 0.5), goal, detail };
}

/** A figure from the quantiles of two series. */
export function compare(
  name: string,
  [subject, reference]: readonly [readonly number[], readonly number[]],
  share: number,
  goal: string,
): Figure {
  const [a, b] = [quantile(subject, share), quantile(reference, share)];
  return { name, ratio: a / b, goal, detail: `${a.toFixed(3)} ms against ${b.toFixed(3)} ms` };
}
