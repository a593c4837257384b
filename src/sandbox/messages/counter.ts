import { type StatisticGroup, statisticGroup } from '../../sms';
import { CURRENCY } from '../basics/accounts';
import { money } from '../traffic/message';
import type { Selected } from './selection';

/** Adds messages up to the `stats` object of FACTS.md section 1.7. */
export class Counter {
  readonly #groups: Record<StatisticGroup, number> = { delivered: 0, undelivered: 0, pending: 0, expired: 0 };
  #notBilled = 0;
  #clicks = 0;
  #uniqueClicks = 0;
  #actions = 0;
  #cost = 0;

  count({ message, delivery }: Selected): void {
    if (!message.billed) {
      this.#notBilled += 1;
      return;
    }
    this.#groups[statisticGroup(delivery.status)] += 1;
    this.#clicks += message.clicks;
    this.#uniqueClicks += message.clicks > 0 ? 1 : 0;
    this.#actions += message.actions;
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
