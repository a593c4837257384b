import { type StatisticGroup, statisticGroup, statisticGroups } from '../sms';
import { CURRENCY } from './accounts';
import type { Answer } from './answer';
import { json } from './answer';
import type { Call } from './call';
import { deliveryAt } from './delivery';
import { ApiError } from './errors';
import { money, type StoredMessage } from './message';
import { readPeriod } from './period';

const sources = ['api', 'broadcasts', 'all'] as const;

/** Which messages a query asks for. */
interface Filter {
  readonly source: (typeof sources)[number];
  readonly status: StatisticGroup | null;
  readonly country: string | null;
  readonly sender: string | null;
  readonly phone: string | null;
}

/** `GET /sms/stats` (FACTS.md section 1.7). */
export function getStats({ query, now, caller, store }: Call): Answer {
  const period = readPeriod(query, now);
  const filter = readFilter(query);
  const counter = new Counter();
  for (const message of store.inWorkspace(caller.workspace)) {
    if (message.created < period.start || message.created >= period.end) continue;
    const group = statisticGroup(deliveryAt(message, now).status);
    if (matches(message, group, filter)) counter.count(message, group);
  }
  return json(200, { status: true, stats: counter.stats(), period: { from: period.from, to: period.to } });
}

function readFilter(query: URLSearchParams): Filter {
  const source = sources.find((known) => known === (query.get('source') ?? 'api'));
  if (!source) throw invalid('source', sources);
  const groups = Object.keys(statisticGroups) as StatisticGroup[];
  const status = query.get('status');
  const group = groups.find((known) => known === status) ?? null;
  if (status !== null && group === null) throw invalid('status', groups);
  const country = query.get('country');
  if (country !== null && !/^[A-Z]{2}$/.test(country)) {
    throw new ApiError('INVALID_PARAMS', 'country is not an ISO code of two capitals, such as GB.');
  }
  return { source, status: group, country, sender: query.get('sender'), phone: query.get('phone') };
}

function invalid(name: string, known: readonly string[]): ApiError {
  return new ApiError('INVALID_PARAMS', `Unknown ${name}. Known are ${known.join(', ')}.`);
}

function matches(message: StoredMessage, group: StatisticGroup, filter: Filter): boolean {
  return (
    (filter.source === 'all' || filter.source === message.source) &&
    (filter.status === null || filter.status === group) &&
    (filter.country === null || filter.country === message.country) &&
    (filter.sender === null || filter.sender === message.sender) &&
    (filter.phone === null || message.recipient.includes(filter.phone))
  );
}

/** Adds messages up to the `stats` object of FACTS.md section 1.7. */
class Counter {
  readonly #groups: Record<StatisticGroup, number> = { delivered: 0, undelivered: 0, pending: 0, expired: 0 };
  #notBilled = 0;
  #clicks = 0;
  #uniqueClicks = 0;
  #actions = 0;
  #cost = 0;

  count(message: StoredMessage, group: StatisticGroup): void {
    if (!message.billed) {
      this.#notBilled += 1;
      return;
    }
    this.#groups[group] += 1;
    this.#clicks += message.clicks;
    this.#uniqueClicks += message.clicks > 0 ? 1 : 0;
    this.#actions += message.action ? 1 : 0;
    this.#cost += message.cost;
  }

  stats() {
    const { delivered, undelivered, pending, expired } = this.#groups;
    const sent = delivered + undelivered + pending + expired;
    const total = sent + this.#notBilled;
    return {
      total_sent: total,
      sent,
      delivered,
      undelivered,
      pending,
      expired,
      not_billed: this.#notBilled,
      failed: undelivered,
      click_count: this.#clicks,
      unique_click_count: this.#uniqueClicks,
      action_count: this.#actions,
      sent_rate: percent(sent, total),
      delivery_rate: percent(delivered, sent),
      total_cost: money(this.#cost),
      avg_cost_per_msg: total === 0 ? 0 : money(this.#cost / total),
      currency: CURRENCY,
    };
  }
}

/** A share in per cent with two decimals, as in the published sample; 0 of nothing is 0. */
function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 100;
}
