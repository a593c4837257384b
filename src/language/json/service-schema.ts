import type { JSONSchema } from 'vscode-json-languageservice';
import type { JsonSchema as ApiSchema, Endpoint } from '../../catalog';
import type { Say } from '../say';
import { resolveSchema, sampleValue, schemaMembers } from '../schema';
import { describeSchema } from '../schema-words';

/** A schema of the API description with everything in it that the JSON service understands, and nothing to look up. */
export interface ServiceSchema extends JSONSchema {
  properties?: Record<string, ServiceSchema>;
  items?: ServiceSchema;
  /** A value that fits, for a fix that inserts the member. */
  sample?: unknown;
}

/** Keywords that go to the service as they are. `pattern` does not: what is wrong with a number or sender is said elsewhere, in words. */
const TAKEN = ['type', 'enum', 'const', 'minItems', 'maxItems', 'minLength', 'maxLength', 'minimum', 'maximum'];
/** Deeper than any body of the description. */
const DEEPEST = 12;

/** The schema of an endpoint's body; `say` words what is shown beside members. */
export function serviceSchema(body: NonNullable<Endpoint['body']>, say: Say): ServiceSchema {
  return converted(body.schema, body.example ?? undefined, say, 0);
}

function converted(schema: ApiSchema, example: unknown, say: Say, depth: number): ServiceSchema {
  const resolved = resolveSchema(schema);
  const made: ServiceSchema = Object.fromEntries(
    TAKEN.flatMap((keyword) => (resolved[keyword] === undefined ? [] : [[keyword, resolved[keyword]]])),
  );
  if (depth > DEEPEST) return made;
  if (typeof resolved.items === 'object' && resolved.items !== null) {
    const first = Array.isArray(example) ? example[0] : undefined;
    made.items = converted(resolved.items as ApiSchema, first, say, depth + 1);
  }
  if (Array.isArray(resolved.anyOf)) {
    made.anyOf = (resolved.anyOf as ApiSchema[]).map((way) => converted(way, undefined, say, depth + 1));
  }
  const members = schemaMembers(resolved);
  if (members.length > 0) Object.assign(made, objectParts(members, example, say, depth));
  // Members that only a guess names may well have companions.
  if (members.length > 0 && resolved['x-unverified'] !== true) made.additionalProperties = false;
  return made;
}

function objectParts(members: ReturnType<typeof schemaMembers>, example: unknown, say: Say, depth: number) {
  const properties: Record<string, ServiceSchema> = {};
  for (const [index, { name, required, schema }] of members.entries()) {
    const shown = isRecord(example) ? example[name] : undefined;
    const sample = shown ?? sampleValue(schema);
    const property = converted(schema, shown, say, depth + 1);
    properties[name] = {
      ...property,
      sample,
      completionDetail: shortened(describeSchema(schema, required, say).join(' · ')),
      markdownDescription: memberWords(name, schema, required, say),
      suggestSortText: `${required ? 0 : 1}${String(index).padStart(3, '0')}`,
      ...snippets(property, shown ?? first(schema.examples)),
    };
  }
  const required = members.filter((member) => member.required).map(({ name }) => name);
  return { properties, ...(required.length > 0 ? { required } : {}) };
}

/** What is known of a member, as Markdown: its facts, then its meaning. */
function memberWords(name: string, schema: ApiSchema, required: boolean, say: Say): string {
  const facts = describeSchema(schema, required, say);
  const told = typeof schema.description === 'string' ? schema.description : '';
  const guessed = schema['x-unverified'] === true ? say({ code: 'json.unverified' }) : '';
  const head = [`**${name}**`, ...facts.map(escaped)].join(' · ');
  return [head, escaped(told), escaped(guessed)].filter((text) => text !== '').join('\n\n');
}

function shortened(text: string): string {
  return text.length > 50 ? `${text.slice(0, 49)}…` : text;
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()<>#|]/g, '\\$&');
}

/** What is inserted behind a name: a value to type over; where there is a choice, the choice is asked for instead. */
function snippets(schema: ServiceSchema, sample: unknown): Pick<ServiceSchema, 'defaultSnippets'> {
  const choices = schema.enum ?? schema.items?.enum;
  if (choices || schema.type === 'boolean') return {};
  if (Array.isArray(sample) && typeof sample[0] === 'string') return snippet([typedOver(sample[0])]);
  if (typeof sample === 'string') return snippet(typedOver(sample));
  return {};
}

function snippet(body: unknown): Pick<ServiceSchema, 'defaultSnippets'> {
  return { defaultSnippets: [{ body }] };
}

function typedOver(text: string): string {
  return `\${1:${text.replace(/[\\$}]/g, '\\$&')}}`;
}

function first(values: unknown): unknown {
  return Array.isArray(values) ? values[0] : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
