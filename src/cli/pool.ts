/**
 * Works through jobs in their order, so many at a time.
 * @param work returns false to begin no further job
 */
export async function runPool<T>(
  jobs: readonly T[],
  concurrency: number,
  work: (job: T) => Promise<boolean>,
): Promise<void> {
  const queue = jobs[Symbol.iterator]();
  let goesOn = true;
  const worker = async () => {
    for (let next = queue.next(); goesOn && !next.done; next = queue.next()) {
      if (!(await work(next.value))) goesOn = false;
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, jobs.length) }, worker));
}
