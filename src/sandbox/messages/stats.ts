import { statisticGroups } from '../../sms';
import { ApiError } from '../basics/errors';
import { DAY, dayText } from '../basics/times';
import { type Answer, json } from '../exchange/answer';
import type { Call } from '../exchange/call';
import { Counter } from './counter';
import { type QueryRules, type Selected, select } from './selection';

const RULES: QueryRules = { statuses: statisticGroups, source: 'api', takesSource: true };

/** Days of the longest period that is answered day by day. The service's limit is not published; this is a leap year. */
const MAX_DAYS = 366;

/** `GET /sms/stats` (FACTS.md section 1.7). */
export function getStats(call: Call): Answer {
  const { period, messages } = select(call, RULES);
  const counter = new Counter();
  for (const selected of messages) counter.count(selected);
  return json(200, { status: true, stats: counter.stats(), period: { from: period.from, to: period.to } });
}

/**
 * `GET /sms/stats/daily` (FACTS.md section 1.8): every day of the period, oldest first. Envelope and names are not published;
 * these are the ones of the API description.
 * @throws ApiError INVALID_PARAMS also for a period that is longer than a year
 */
export function getDailyStats(call: Call): Answer {
  const { period, messages } = select(call, RULES);
  const count = (period.end - period.start) / DAY;
  if (count > MAX_DAYS) {
    throw new ApiError('INVALID_PARAMS', `The period has ${count} days; at most ${MAX_DAYS} are counted one by one.`);
  }
  const days = new Map<string, Counter>();
  for (let day = period.start; day < period.end; day += DAY) days.set(dayText(day), new Counter());
  for (const selected of messages) days.get(dayText(selected.message.created))?.count(selected);
  return json(200, { status: true, daily: [...days].map(([date, counter]) => ({ date, ...counter.stats() })) });
}

/**
 * `GET /sms/stats/by-country` (FACTS.md section 1.8). Envelope and names are not published; these are the ones of the API
 * description. Most messages first, countries without any left out; a number of no known country is `ZZ`.
 */
export function getCountryStats(call: Call): Answer {
  const countries = new Map<string, Counter>();
  for (const selected of select(call, RULES).messages) counterOf(countries, selected).count(selected);
  const rows = [...countries].map(([country, counter]) => ({ country, ...counter.stats() }));
  rows.sort((a, b) => b.total_sent - a.total_sent || (a.country < b.country ? -1 : 1));
  return json(200, { status: true, countries: rows });
}

function counterOf(countries: Map<string, Counter>, { message }: Selected): Counter {
  const counter = countries.get(message.country) ?? new Counter();
  countries.set(message.country, counter);
  return counter;
}
