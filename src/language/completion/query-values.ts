import dayjs, { type Dayjs } from 'dayjs';
import utc from 'dayjs/plugin/utc';
import type { Endpoint, EndpointParameter } from '../../catalog';
import type { Span } from '../../http';
import type { MessageCode } from '../../messages';
import { messageFilters, statisticGroups } from '../../sms';
import type { Completion } from '../model';
import type { Say } from '../say';
import { resolveSchema } from '../schema';
import type { Cursor } from './cursor';
import { proposal, rank } from './proposal';

dayjs.extend(utc);

/** What values of parameters mean (FACTS.md sections 1.4, 1.5 and 1.7). */
const MEANINGS: Readonly<Record<string, MessageCode>> = {
  'period today': 'completion.value.period.today',
  'period yesterday': 'completion.value.period.yesterday',
  'period 7d': 'completion.value.period.7d',
  'period 30d': 'completion.value.period.30d',
  'period this_month': 'completion.value.period.this_month',
  'period last_month': 'completion.value.period.last_month',
  'source all': 'completion.value.source.all',
  'source api': 'completion.value.source.api',
  'source broadcasts': 'completion.value.source.broadcasts',
};

/** A value and what it means. */
type Value = readonly [value: string, meaning: string];

/** Values that a parameter may have: all where there is a choice, else those that are likely. */
export function valueProposals(
  endpoint: Endpoint,
  parameter: EndpointParameter,
  replace: Span,
  { around, say }: Pick<Cursor, 'around' | 'say'>,
): Completion[] {
  const schema = resolveSchema(parameter.schema);
  if (schema.format === 'date') return dates(dayjs.utc(around.variables.now()), replace, say);
  const preset = schema.default === undefined ? undefined : String(schema.default);
  return valuesOf(schema, endpoint, parameter.name, say).map(([value, meaning], index) => {
    const isDefault = value === preset ? say({ code: 'completion.default' }) : '';
    const detail = [meaning, isDefault].filter((text) => text !== '').join(' · ');
    return proposal({ label: value, kind: 'value', detail, replace, insert: encoded(value), sort: rank(0, index) });
  });
}

function valuesOf(schema: ReturnType<typeof resolveSchema>, endpoint: Endpoint, name: string, say: Say): Value[] {
  if (Array.isArray(schema.enum)) {
    return schema.enum.map((value) => [String(value), meaningOf(endpoint, name, String(value), say)] as const);
  }
  if (schema.type === 'boolean') return [['true', ''] as const, ['false', ''] as const];
  const limits: readonly (readonly [unknown, MessageCode | null])[] = [
    [schema.default, null],
    [schema.minimum, 'completion.least'],
    [schema.maximum, 'completion.most'],
    ...(Array.isArray(schema.examples) ? schema.examples : []).map((example) => [example, null] as const),
  ];
  const values = new Map<string, string>();
  for (const [value, code] of limits) {
    if (value !== undefined && !values.has(String(value))) values.set(String(value), code ? say({ code }) : '');
  }
  return [...values];
}

function meaningOf({ path }: Endpoint, name: string, value: string, say: Say): string {
  if (name === 'status') {
    const groups: Readonly<Record<string, readonly string[]>> = path.startsWith('/api/v1/sms/stats')
      ? statisticGroups
      : messageFilters;
    return (Object.hasOwn(groups, value) ? groups[value] : undefined)?.join(', ') ?? '';
  }
  const code = MEANINGS[`${name} ${value}`];
  return code ? say({ code }) : '';
}

/** Days by their date, and the same as variables for requests that are sent again and again. */
function dates(now: Dayjs, replace: Span, say: Say): Completion[] {
  const days: readonly (readonly [Dayjs, MessageCode, string | null])[] = [
    [now, 'completion.date.today', ''],
    [now.subtract(1, 'day'), 'completion.date.yesterday', ' -1 d'],
    [now.subtract(7, 'day'), 'completion.date.weekAgo', ' -7 d'],
    [now.subtract(30, 'day'), 'completion.date.monthAgo', ' -30 d'],
    [now.startOf('month'), 'completion.date.monthStart', null],
    [now.subtract(1, 'month').startOf('month'), 'completion.date.lastMonthStart', null],
    [now.startOf('month').subtract(1, 'day'), 'completion.date.lastMonthEnd', null],
  ];
  return days.flatMap(([day, code, shift], index) => {
    const date = day.format('YYYY-MM-DD');
    const detail = say({ code });
    const fixed = proposal({
      label: date,
      kind: 'value',
      detail,
      replace,
      filter: `${date} ${detail}`,
      sort: rank(0, index),
    });
    if (shift === null) return [fixed];
    const moving = `{{$datetime "YYYY-MM-DD"${shift}}}`;
    const meaning = say({ code: 'completion.date.moving', args: { meaning: detail } });
    return [fixed, proposal({ label: moving, kind: 'variable', detail: meaning, replace, sort: rank(1, index) })];
  });
}

/** As a query needs it, but readable: only what would end the value is encoded. */
function encoded(value: string): string {
  return value.replace(/[&#+%\s]/g, encodeURIComponent);
}
