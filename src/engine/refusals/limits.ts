import type { Problem } from '../../messages';
import { retryAfterOf } from '../../sending';
import { durationOf } from '../figures';
import { type Case, isSend, type Specific } from './case';

/** The figures of the extended body (FACTS.md section 1.2, "402 body"). */
export function insufficientBalance({ members }: Case): Specific {
  const { balance, estimated_cost: cost, currency, total_recipients: total, billable_recipients: billable } = members;
  const { segments } = members;
  const figures = { cost, balance, billable, total, segments };
  if (!Object.values(figures).every((figure) => typeof figure === 'number') || typeof currency !== 'string') return {};
  const args = { ...(figures as Record<keyof typeof figures, number>), currency };
  return { why: [{ code: 'refusal.balance.figures', args }] };
}

/** How long to wait, where the answer says. */
export function retryAfter(found: Case): Specific {
  const wait = waitOf(found);
  return wait ? { todo: [wait] } : {};
}

/** `Retry-After` in words. */
export function waitOf({ answer }: Case): Problem | null {
  const wait = retryAfterOf(answer);
  if (wait === null) return null;
  return typeof wait === 'number'
    ? { code: 'refusal.wait', args: { duration: durationOf(wait) } }
    : { code: 'refusal.waitUntil', args: { moment: wait.toUTCString() } };
}

/** After a fault of the server nobody knows what became of a send. */
export function internalError(found: Case): Specific {
  return isSend(found) ? { todo: [{ code: 'refusal.outcome.unknown' }] } : {};
}
