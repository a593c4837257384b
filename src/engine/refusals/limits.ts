import type { Problem } from '../../messages';
import { durationOf } from '../figures';
import { type Case, headerOf, isSend, type Specific, serverSeconds } from './case';

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

/** `Retry-After` in words: a number of seconds or a date (RFC 9110, section 10.2.3). */
export function waitOf(found: Case): Problem | null {
  const value = headerOf(found.answer.headers, 'retry-after');
  if (value === null) return null;
  if (/^\d{1,9}$/.test(value)) return { code: 'refusal.wait', args: { duration: durationOf(Number(value)) } };
  const ms = Date.parse(value);
  if (Number.isNaN(ms)) return null;
  const now = serverSeconds(found);
  if (now === null) return { code: 'refusal.waitUntil', args: { moment: new Date(ms).toUTCString() } };
  return { code: 'refusal.wait', args: { duration: durationOf(Math.max(0, Math.ceil(ms / 1000) - now)) } };
}

/** After a fault of the server nobody knows what became of a send. */
export function internalError(found: Case): Specific {
  return isSend(found) ? { todo: [{ code: 'refusal.outcome.unknown' }] } : {};
}
