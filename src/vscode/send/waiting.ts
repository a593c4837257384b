import { createHash } from 'node:crypto';
import { durationOf } from '../../engine';
import type { Problem } from '../../messages';
import type { Plan } from '../../sending';
import type { CredentialsModel } from '../credentials-model';

/** Is given the sentence of a progress. */
type Tell = (problem: Problem) => void;

/**
 * Requests of this window that wait for a signature. One becomes free each second for all that sign the same, so the number of
 * those that wait for it is how long it takes; it is told anew whenever one of them has got its own. Whose credential is
 * removed meanwhile goes no further.
 */
export class Waiting {
  private readonly waiting = new Map<string, Set<Tell>>();

  constructor(private readonly credentials: Pick<CredentialsModel, 'list' | 'onDidChange'>) {}

  /**
   * A request waits from now on.
   * @param stop cancels it
   * @returns ends the wait; harmless a second time
   */
  begin(plan: Pick<Plan, 'request' | 'credential'>, tell: Tell, stop: () => void): () => void {
    const key = keyOf(plan);
    const group = this.waiting.get(key) ?? new Set();
    this.waiting.set(key, group.add(tell));
    tellAll(group);
    const id = plan.credential?.id;
    const watching = this.credentials.onDidChange(async () => {
      const entries = await this.credentials.list();
      if (group.has(tell) && !entries.some(({ credential }) => credential.id === id)) stop();
    });
    return () => {
      if (!group.delete(tell)) return;
      watching.dispose();
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
