import type { EndpointParameter } from '../../catalog';
import type { Problem } from '../../messages';
import { type Case, cut, type Specific } from './case';

/** Which parameter of the query is outside its list or range, or against another one (FACTS.md section 1.4). */
export function invalidParameters({ request, endpoint }: Case): Specific {
  if (!endpoint) return {};
  const query = new URL(request.url).searchParams;
  const known = endpoint.parameters.filter((parameter) => parameter.in === 'query');
  const why = [...query].flatMap(([name, value]) => {
    const parameter = known.find((one) => one.name === name);
    const problem = parameter ? faultOf(parameter, value) : unknown(name);
    return problem ? [problem] : [];
  });
  if (why.length > 0) return { why };
  const [period, from, to] = ['period', 'from', 'to'].map((name) => query.has(name));
  if (period && (from || to)) return { why: [{ code: 'refusal.parameter.period' }] };
  if (from !== to) return { why: [{ code: 'refusal.parameter.half' }] };
  return (query.get('from') ?? '') > (query.get('to') ?? '') ? { why: [{ code: 'refusal.parameter.order' }] } : {};
}

function unknown(name: string): Problem {
  return { code: 'refusal.parameter.unknown', args: { name: cut(name) } };
}

function faultOf({ name, schema }: EndpointParameter, given: string): Problem | null {
  const { type, enum: list, minimum, maximum, format, pattern } = schema;
  const value = cut(given);
  if (Array.isArray(list)) {
    const allowed = list.join(', ');
    return list.includes(given) ? null : { code: 'refusal.parameter.oneOf', args: { name, value, allowed } };
  }
  if (type === 'integer') {
    const [min, max] = [Number(minimum ?? 0), Number(maximum ?? Number.POSITIVE_INFINITY)];
    if (/^\d+$/.test(given) && Number(given) >= min && Number(given) <= max) return null;
    return Number.isFinite(max)
      ? { code: 'refusal.parameter.range', args: { name, value, min, max } }
      : { code: 'refusal.parameter.atLeast', args: { name, value, min } };
  }
  if (format === 'date') return isDay(given) ? null : { code: 'refusal.parameter.date', args: { name, value } };
  if (typeof pattern !== 'string' || new RegExp(pattern).test(given)) return null;
  // The only pattern of the description is that of a country; any other would be said in general.
  return name === 'country' ? { code: 'refusal.parameter.country', args: { name, value } } : null;
}

/** A day that the calendar has: `2026-02-30` is none. */
function isDay(text: string): boolean {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}
