import type { ASTNode } from 'vscode-json-languageservice';
import type { MessageCode, Problem } from '../../messages';
import { nearest } from '../nearest';
import type { Say } from '../say';
import { pathOf } from './schema-at';
import type { ServiceSchema } from './service-schema';

/** A value that does not fit, and what it had to fit. */
export interface Misfit {
  /** The value, or the name of a member that is not known. */
  readonly node: ASTNode;
  readonly schema: ServiceSchema | undefined;
  /** The service's English, which alone tells which rule was broken. */
  readonly message: string;
}

/** Rules with a limit, by the beginning of what the service says. */
const LIMITS: readonly (readonly [begins: string, keyword: keyof ServiceSchema, code: MessageCode])[] = [
  ['Array has too few items', 'minItems', 'json.tooFewItems'],
  ['Array has too many items', 'maxItems', 'json.tooManyItems'],
  ['String is shorter', 'minLength', 'json.tooShort'],
  ['String is longer', 'maxLength', 'json.tooLong'],
  ['Value is below the minimum', 'minimum', 'json.tooSmall'],
  ['Value is above the maximum', 'maximum', 'json.tooBig'],
];

/** Whether the service says that a member is not known. */
export function isUnknownMember(message: string): boolean {
  return /^Property .* is not allowed\.$/s.test(message);
}

/** Whether the service says that a required member is missing. */
export function isMissingMember(message: string): boolean {
  return message.startsWith('Missing property ');
}

/** Whether a value of the wrong type was found. */
export function isWrongType(message: string): boolean {
  return message.startsWith('Incorrect type.');
}

/** A broken rule in our words; what the service says itself where it is a rule without words of ours. */
export function misfitProblem({ node, schema, message }: Misfit, say: Say): Problem {
  const path = pathOf(node);
  if (isWrongType(message) && schema?.type !== undefined) {
    const args = { expected: typeWords(schema.type, say), actual: typeWords(node.type, say) };
    return path === '' ? { code: 'json.typeOfBody', args } : { code: 'json.type', args: { path, ...args } };
  }
  if (message.startsWith('Value is not accepted.')) {
    return { code: 'json.choice', args: { path, values: (schema?.enum ?? []).map(shown).join(', ') } };
  }
  if (schema && 'const' in schema && message.startsWith('Value must be')) {
    return { code: 'json.const', args: { path, value: shown(schema.const) } };
  }
  for (const [begins, keyword, code] of LIMITS) {
    const limit = schema?.[keyword];
    if (typeof limit !== 'number' || !message.startsWith(begins)) continue;
    const isEmptyText = code === 'json.tooShort' && limit === 1;
    return isEmptyText ? { code: 'json.empty', args: { path } } : { code, args: { path, limit } };
  }
  return { code: 'json.other', args: { message } };
}

/** About a member that the description does not know. */
export function unknownProblem(name: string, meant: string | undefined): Problem {
  return meant === undefined
    ? { code: 'json.unknown', args: { name } }
    : { code: 'json.unknownNearest', args: { name, nearest: meant } };
}

/** The member that a mistyped name most likely means, out of those that the object does not have yet. */
export function memberMeant(name: string, object: ServiceSchema | undefined, present: readonly string[]) {
  return nearest(
    name,
    Object.keys(object?.properties ?? {}).filter((candidate) => !present.includes(candidate)),
  );
}

/** The allowed text that a mistyped one most likely means. */
export function choiceMeant(value: unknown, schema: ServiceSchema | undefined): string | undefined {
  const texts = (schema?.enum ?? []).filter((choice) => typeof choice === 'string');
  return typeof value === 'string' ? nearest(value, texts) : undefined;
}

const TYPES: Readonly<Record<string, MessageCode>> = {
  object: 'json.type.object',
  array: 'json.type.array',
  string: 'json.type.string',
  number: 'json.type.number',
  integer: 'json.type.integer',
  boolean: 'json.type.boolean',
  null: 'json.type.null',
};

function typeWords(type: string | readonly string[], say: Say): string {
  const words = [type].flat().map((name) => {
    const code = TYPES[name];
    return code ? say({ code }) : name;
  });
  const [head = '', ...others] = words;
  return others.reduce((first, second) => say({ code: 'json.type.either', args: { first, second } }), head);
}

function shown(value: unknown): string {
  return JSON.stringify(value);
}
