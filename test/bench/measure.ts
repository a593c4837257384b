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
    for (const [i, work] of [subject, reference].entries()) {
      const start = performance.now();
      await work();
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
