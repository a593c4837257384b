import { CURRENCY } from '../basics/accounts';
import { DAY, dayStart, dayText, isoSeconds } from '../basics/times';
import { type Answer, json } from '../exchange/answer';
import type { Call } from '../exchange/call';
import type { Charge } from '../state/saved-state';
import type { Store } from '../state/store';
import { money } from '../traffic/message';

/** The deposit of the invented history, and how many days before the sandbox was begun it came. */
const DEPOSIT = 1000;
const DEPOSIT_DAYS = 30;

interface Payment {
  readonly id: string;
  /** Negative for usage. */
  readonly amount: number;
  /** In ms. */
  readonly at: number;
  readonly type: 'deposit' | 'usage' | 'adjustment';
  readonly description: string;
  readonly source: 'sms_gateway' | 'portal';
}

/**
 * `GET /user/payments` (FACTS.md section 1.11): all amounts together are the balance. Usage is one row for each day in UTC, of
 * the invented history and of what was charged since; sends with a test key cost nothing and are not in it. The newest first,
 * as the order is not published.
 */
export function getPayments({ store }: Call): Answer {
  return json(200, rows([...usage(store), ...fromPortal(store)]));
}

/** What is left while the gateway cannot be reached: the rows of the portal (FACTS.md section 1.11, `partial`). */
export function getPortalPayments({ store }: Call): Answer {
  return json(200, rows(fromPortal(store)));
}

function rows(payments: readonly Payment[]) {
  const newestFirst = [...payments].sort((a, b) => b.at - a.at);
  return newestFirst.map(({ id, amount, at, type, description, source }) => ({
    id,
    amount,
    currency: CURRENCY,
    date: isoSeconds(at),
    type,
    description,
    source,
  }));
}

/** A deposit, and before it what makes the sum of all payments the balance: invented both. */
function fromPortal(store: Store): readonly Payment[] {
  const charges = [...store.charges()];
  const used = charges.reduce((sum, { amount }) => sum + amount, 0);
  const first = charges.reduce((earliest, { at }) => Math.min(earliest, at), store.anchor);
  return [
    {
      id: 'portal_P1',
      amount: money(store.balance + used - DEPOSIT),
      at: dayStart(first),
      type: 'adjustment',
      description: 'Balance carried over',
      source: 'portal',
    },
    {
      id: 'portal_P2',
      amount: DEPOSIT,
      at: store.anchor - DEPOSIT_DAYS * DAY,
      type: 'deposit',
      description: 'Bank transfer',
      source: 'portal',
    },
  ];
}

function usage(store: Store): readonly Payment[] {
  const days = new Map<number, Charge>();
  for (const { at, amount, messages } of store.charges()) {
    const day = dayStart(at);
    const before = days.get(day) ?? { at, amount: 0, messages: 0 };
    days.set(day, {
      at: Math.max(before.at, at),
      amount: before.amount + amount,
      messages: before.messages + messages,
    });
  }
  return [...days].map(([day, { at, amount, messages }]) => ({
    // The number of the day: the same whenever it is asked for.
    id: `sms_gateway_S${day / DAY}`,
    amount: money(-amount),
    at,
    type: 'usage',
    description: `${messages} SMS on ${dayText(day)}`,
    source: 'sms_gateway',
  }));
}
