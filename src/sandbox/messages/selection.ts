import type { DeliveryStatus } from '../../sms';
import { ApiError } from '../basics/errors';
import type { Call } from '../exchange/call';
import { type Delivery, deliveryAt } from '../traffic/delivery';
import type { StoredMessage } from '../traffic/message';
import { type Period, readPeriod } from './period';

const sources = ['api', 'broadcasts', 'all'] as const;
type Source = (typeof sources)[number];

/** What a list or a statistic takes in its query, besides the period. */
export interface QueryRules {
  /** Values of `status` and what each stands for: lists and statistics have their own (FACTS.md sections 1.4 and 1.7). */
  readonly statuses: Readonly<Record<string, readonly DeliveryStatus[]>>;
  /** The traffic without a `source` in the query. */
  readonly source: Source;
  /** Whether `source` is a parameter; where it is none, it is ignored like every unknown one. */
  readonly takesSource: boolean;
}

/** A message with its number in lists, and where it stands now. */
export interface Selected {
  readonly number: number;
  readonly message: StoredMessage;
  readonly delivery: Delivery;
}

export interface Selection {
  readonly period: Period;
  /** Oldest first, as far as the clock went forward. */
  readonly messages: Iterable<Selected>;
}

/**
 * The messages of the caller's workspace that a query asks for.
 * @throws ApiError INVALID_PARAMS (FACTS.md section 8, decision 4)
 */
export function select(call: Call, rules: QueryRules): Selection {
  const period = readPeriod(call.query, call.now);
  return { period, messages: chosen(call, period, readFilter(call.query, rules)) };
}

function* chosen({ store, caller, now }: Call, { start, end }: Period, matches: Filter): Iterable<Selected> {
  for (const { number, message } of store.inWorkspace(caller.workspace)) {
    if (message.created < start || message.created >= end) continue;
    const delivery = deliveryAt(message, now);
    if (matches(message, delivery.status)) yield { number, message, delivery };
  }
}

type Filter = (message: StoredMessage, status: DeliveryStatus) => boolean;

function readFilter(query: URLSearchParams, rules: QueryRules): Filter {
  const source = rules.takesSource ? readSource(query, rules.source) : rules.source;
  const statuses = readStatuses(query, rules.statuses);
  const country = query.get('country');
  if (country !== null && !/^[A-Z]{2}$/.test(country)) {
    throw new ApiError('INVALID_PARAMS', 'country is not an ISO code of two capitals, such as GB.');
  }
  const sender = query.get('sender');
  const phone = query.get('phone');
  return (message, status) =>
    (source === 'all' || source === message.source) &&
    (statuses === null || statuses.includes(status)) &&
    (country === null || country === message.country) &&
    (sender === null || sender === message.sender) &&
    (phone === null || message.recipient.includes(phone));
}

function readSource(query: URLSearchParams, preset: Source): Source {
  const source = sources.find((known) => known === (query.get('source') ?? preset));
  if (!source) throw unknown('source', sources);
  return source;
}

function readStatuses(query: URLSearchParams, known: QueryRules['statuses']): readonly DeliveryStatus[] | null {
  const status = query.get('status');
  if (status === null) return null;
  const found = Object.hasOwn(known, status) ? known[status] : undefined;
  if (!found) throw unknown('status', Object.keys(known));
  return found;
}

function unknown(name: string, known: readonly string[]): ApiError {
  return new ApiError('INVALID_PARAMS', `Unknown ${name}. Known are ${known.join(', ')}.`);
}
