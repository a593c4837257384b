import { ApiError } from '../basics/errors';
import { DAY, dayStart, dayText } from '../basics/times';

/** A range of whole days in UTC (the zone of day borders is not published, FACTS.md section 1.4). */
export interface Period {
  /** First day, `YYYY-MM-DD`. */
  readonly from: string;
  /** Last day, included. */
  readonly to: string;
  /** First ms, and the first one after. */
  readonly start: number;
  readonly end: number;
}

/** Presets of the `period` parameter: first and last day, counted from today (0) and from the first of the month. */
const presets = ['today', 'yesterday', '7d', '30d', 'this_month', 'last_month'] as const;
type Preset = (typeof presets)[number];

/**
 * The period that a query asks for; 7 days including today without any parameter (FACTS.md sections 1.4 and 1.7).
 * @param now in ms
 * @throws ApiError INVALID_PARAMS for an unknown period, a day that does not exist, one of `from` and `to` alone, a
 * reversed range, and `from` or `to` beside `period` (FACTS.md section 8, decision 4)
 */
export function readPeriod(query: URLSearchParams, now: number): Period {
  const from = query.get('from');
  const to = query.get('to');
  const period = query.get('period');
  if (from === null && to === null) return presetPeriod(period ?? '7d', now);
  if (period !== null) throw invalid('Use either period, or from and to.');
  if (from === null || to === null) throw invalid('from and to belong together: give both.');
  const start = readDay('from', from);
  const last = readDay('to', to);
  if (start > last) throw invalid('from is after to.');
  return { from, to, start, end: last + DAY };
}

function presetPeriod(name: string, now: number): Period {
  const preset = presets.find((known) => known === name);
  if (!preset) throw invalid(`Unknown period. Known are ${presets.join(', ')}.`);
  const today = dayStart(now);
  const [start, last] = presetDays(preset, today);
  return { from: dayText(start), to: dayText(last), start, end: last + DAY };
}

function presetDays(preset: Preset, today: number): readonly [first: number, last: number] {
  switch (preset) {
    case 'today':
      return [today, today];
    case 'yesterday':
      return [today - DAY, today - DAY];
    case '7d':
      return [today - 6 * DAY, today];
    case '30d':
      return [today - 29 * DAY, today];
    case 'this_month':
      return [monthStart(today, 0), today];
    case 'last_month':
      return [monthStart(today, -1), monthStart(today, 0) - DAY];
  }
}

function monthStart(day: number, offset: number): number {
  const date = new Date(day);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + offset, 1);
}

function readDay(name: string, text: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // A day such as 2026-02-30 must not become another one.
  if (Number.isNaN(time) || dayText(time) !== text) throw invalid(`${name} is not a day of the form YYYY-MM-DD.`);
  return time;
}

function invalid(description: string): ApiError {
  return new ApiError('INVALID_PARAMS', description);
}
