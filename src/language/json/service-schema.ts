import type { JSONSchema } from 'vscode-json-languageservice';
import type { JsonSchema as ApiSchema, Endpoint } from '../../catalog';
import { escapeMarkdown, paragraphs } from '../hover/markdown';
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

/**
 * Keywords that the service gets. `pattern` is not among them: an expression tells nobody what is wrong. The limits of a
 * send are not either: what a list of numbers, a text or a sender must be is said by the checks of its body.
 */
const TYPES = ['type', 'enum', 'const'];
const LIMITS = ['minItems', 'maxItems', 'minLength', 'maxLength', 'minimum', 'maximum'];
/** Deeper than any body of the description. */
const DEEPEST = 12;

/** The schema of an endpoint's body, or undefined where it takes none; `say` words what is shown beside members. */
export function serviceSchema({ id, body }: Endpoint, say: Say): ServiceSchema | undefined {
  if (!body) return undefined;
  const keywords = id === 'sendSms' ? TYPES : [...TYPES, ...LIMITS];
  return new Conversion(keywords, say).of(body.schema, body.example ?? undefined, 0);
}

class Conversion {
  constructor(
    private readonly keywords: readonly string[],
    private readonly say: Say,
  ) {}

  of(schema: ApiSchema, example: unknown, depth: number): ServiceSchema {
    const resolved = resolveSchema(schema);
    const made: ServiceSchema = Object.fromEntries(
      this.keywords.flatMap((keyword) => (resolved[keyword] === undefined ? [] : [[keyword, resolved[keyword]]])),
    );
    if (depth > DEEPEST) return made;
    if (isRecord(resolved.items)) {
      made.items = this.of(resolved.items, Array.isArray(example) ? example[0] : undefined, depth + 1);
    }
    if (Array.isArray(resolved.anyOf)) {
      const ways = resolved.anyOf.filter(isRecord).map((way) => this.of(way, undefined, depth + 1));
      // Ways that differ only in what is left out here are one.
      if (ways.every((way) => Object.keys(way).join() === 'type')) made.type = [...new Set(ways.flatMap(typesOf))];
      else made.anyOf = ways;
    }
    const members = schemaMembers(resolved);
    if (members.length === 0) return made;
    Object.assign(made, this.members(members, example, depth));
    // Members that only a guess names may well have companions.
    if (resolved['x-unverified'] !== true) made.additionalProperties = false;
    return made;
  }

  private members(members: ReturnType<typeof schemaMembers>, example: unknown, depth: number) {
    const properties: Record<string, ServiceSchema> = {};
    for (const [index, { name, required, schema }] of members.entries()) {
      const shown = isRecord(example) ? example[name] : undefined;
      const property = this.of(schema, shown, depth + 1);
      properties[name] = {
        ...property,
        sample: shown ?? sampleValue(schema),
        completionDetail: shortened(describeSchema(schema, required, this.say).join(' · ')),
        markdownDescription: memberWords(name, schema, required, this.say),
        suggestSortText: `${required ? 0 : 1}${String(index).padStart(3, '0')}`,
        ...snippets(property, shown ?? first(schema.examples)),
      };
    }
    const required = members.filter((member) => member.required).map(({ name }) => name);
    return { properties, ...(required.length > 0 ? { required } : {}) };
  }
}

/** What is known of a member, as Markdown: its facts, then its meaning. */
function memberWords(name: string, schema: ApiSchema, required: boolean, say: Say): string {
  const facts = describeSchema(schema, required, say);
  const told = typeof schema.description === 'string' ? schema.description : '';
  const guessed = schema['x-unverified'] === true ? say({ code: 'json.unverified' }) : '';
  const head = [`**${escapeMarkdown(name)}**`, ...facts.map(escapeMarkdown)].join(' · ');
  return paragraphs(head, escapeMarkdown(told), escapeMarkdown(guessed));
}

function shortened(text: string): string {
  return text.length > 50 ? `${text.slice(0, 49)}…` : text;
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

function typesOf({ type }: ServiceSchema): string[] {
  return [type ?? []].flat();
}

function first(values: unknown): unknown {
  return Array.isArray(values) ? values[0] : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
