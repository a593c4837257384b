import type { Problem } from '../../messages';
import { type Case, cut, isSend, trimmedHeader } from './case';
import { isPage } from './status';

/** What there is to know of an answer that is no refusal: some of them hold less than their status promises. */
export function acceptedNotes(found: Case): Problem[] {
  const { members, endpoint } = found;
  if (endpoint && isPage(found)) return [{ code: 'answer.page' }, { code: 'answer.page.do' }];
  const blocked: Problem[] =
    endpoint?.id === 'getBalance' && members.credit_blocked === true ? [{ code: 'answer.blocked' }] : [];
  return [...degraded(found), ...blocked, ...(isSend(found) ? refusedRecipients(members.results) : [])];
}

/** Trouble in the cache of the service (FACTS.md sections 1.9 to 1.11). */
function degraded({ answer, members }: Case): Problem[] {
  const state = trimmedHeader(answer.headers, 'x-sms-gateway-status')?.toLowerCase() ?? '';
  const reason = trimmedHeader(answer.headers, 'x-sms-gateway-reason') ?? members.reason;
  const isGone = state === 'unavailable' || members.unavailable === true;
  if (!isGone && state !== 'partial') return [];
  const notes: Problem[] = [{ code: isGone ? 'answer.degraded.unavailable' : 'answer.degraded.partial' }];
  if (typeof reason === 'string' && reason !== '') {
    notes.push({ code: 'answer.degraded.reason', args: { reason: cut(reason) } });
  }
  return [...notes, { code: 'answer.degraded.do' }];
}

/** Reasons for which one recipient is refused while the answer is 200 (FACTS.md section 1.2). */
const REASONS = ['blocked_country', 'queue_error', 'config_error'] as const;
/** So many numbers are named; the body has them all. */
const MOST_NAMED = 3;

function refusedRecipients(results: unknown): Problem[] {
  if (!Array.isArray(results)) return [];
  const byReason = new Map<string, string[]>();
  for (const result of results) {
    const { status, dnis } = (result ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof status !== 'string' || status === 'accepted') continue;
    byReason.set(status, [...(byReason.get(status) ?? []), typeof dnis === 'string' ? cut(dnis, 20) : '–']);
  }
  const count = [...byReason.values()].reduce((sum, numbers) => sum + numbers.length, 0);
  if (count === 0) return [];
  const total = results.length;
  return [
    { code: count === total ? 'answer.refused.all' : 'answer.refused.some', args: { count, total } },
    ...[...byReason].map(([reason, numbers]) => reasonOf(reason, named(numbers))),
  ];
}

function reasonOf(reason: string, numbers: string): Problem {
  const known = REASONS.find((one) => one === reason);
  return known
    ? { code: `answer.refused.${known}`, args: { numbers } }
    : { code: 'answer.refused.other', args: { reason: cut(reason), numbers } };
}

function named(numbers: readonly string[]): string {
  const rest = numbers.length - MOST_NAMED;
  return `${numbers.slice(0, MOST_NAMED).join(', ')}${rest > 0 ? ` + ${rest}` : ''}`;
}
