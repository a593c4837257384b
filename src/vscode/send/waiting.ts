import { createHash } from 'node:crypto';
import { durationOf } from '../../engine';
import type { Problem } from '../../messages';
import type { Plan } from '../../sending';

/** Is given the sentence of a progress. */
type Tell = (problem: Problem) => void;

/**
 * Requests of this window that wait for a signature. One becomes free each second for all that sign the same, so the number of
 * those that wait for it is how long it takes; it is told anew whenever one of them has got its own.
 */
export class Waiting {
  private readonly waiting = new Map<string, Set<Tell>>();

  /**
   * A request waits from now on.
   * @returns ends that; harmless a second time
   */
  begin(plan: Pick<Plan, 'request' | 'credential'>, tell: Tell): () => void {
    const key = keyOf(plan);
    const group = this.waiting.get(key) ?? new Set();
    this.waiting.set(key, group.add(tell));
    tellAll(group);
    return () => {
      if (!group.delete(tell)) return;
      if (group.size === 0) this.waiting.delete(key);
      tellAll(group);
    };
  }
}

function tellAll(group: ReadonlySet<Tell>): void {
  const { size: count } = group;
  const problem: Problem =
    count === 1
      ? { code: 'sending.ledger.waitingHere' }
      : { code: 'sending.ledger.waitingAmong', args: { count, time: durationOf(count) } };
  for (const tell of group) tell(problem);
}

/** What is signed, and with what. */
function keyOf({ request, credential }: Pick<Plan, 'request' | 'credential'>): string {
  const body = createHash('sha256').update(request.body).digest('base64');
  return [credential?.id, request.method, request.origin, request.path, body].join('\n');
}
