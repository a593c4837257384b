import type { Endpoint, EndpointParameter, JsonSchema } from '../../catalog';
import { messageFilters, statisticGroups } from '../../sms';
import type { Say } from '../say';
import { resolveSchema } from '../schema';
import { describeSchema } from '../schema-words';
import { countryName } from './country';
import { code, escapeMarkdown, facts, paragraphs, phrase, words } from './markdown';

/**
 * What a parameter of an endpoint means, what it may be, and what it is when left out.
 * @param value as written, its variables replaced; null over the name
 */
export function parameterHover(
  endpoint: Endpoint,
  parameter: EndpointParameter,
  value: string | null,
  say: Say,
): string {
  const schema = resolveSchema(parameter.schema);
  const told = parameter.description || (typeof schema.description === 'string' ? schema.description : '');
  const { enum: allowed, ...rest } = schema;
  const limits = describeSchema(
    allowed === undefined && schema.type !== 'string' ? schema : untyped(rest),
    parameter.required,
    say,
  );
  return paragraphs(
    facts(
      `**${escapeMarkdown(parameter.name)}**`,
      words(say, { code: `hover.parameter.${parameter.in}` }),
      ...limits.map(escapeMarkdown),
    ),
    escapeMarkdown(told),
    Array.isArray(allowed) ? valuesLine(allowed.map(String), value, say) : '',
    value === null ? '' : valueMeaning(endpoint, parameter, value, say),
  );
}

/** Allowed values say what the type is, and text goes without saying. */
function untyped({ type: _, ...rest }: JsonSchema): JsonSchema {
  return rest;
}

function valuesLine(values: readonly string[], current: string | null, say: Say): string {
  const list = values.map((value) => (value === current ? `**${code(value)}**` : code(value))).join(', ');
  return phrase(say, 'hover.parameter.values', { values: list });
}

/** What a certain value stands for: statuses behind a group (FACTS.md sections 1.4 and 1.7), the country of a code. */
function valueMeaning(endpoint: Endpoint, { name }: EndpointParameter, value: string, say: Say): string {
  if (name === 'country') return escapeMarkdown(countryName(value, say) ?? '');
  if (name !== 'status') return '';
  const groups: Readonly<Record<string, readonly string[]>> = endpoint.path.startsWith('/api/v1/sms/stats')
    ? statisticGroups
    : messageFilters;
  const statuses = Object.hasOwn(groups, value) ? groups[value] : undefined;
  if (!statuses) return '';
  return phrase(say, 'hover.parameter.finds', { value: code(value), statuses: statuses.map(code).join(', ') });
}
