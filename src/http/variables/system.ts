import type { Resolved, VariableContext } from './context';
import { datetime, isoTimestamp, localDatetime, timestamp } from './dates';
import { randomInteger, uuid } from './random';

/** Looks up a plain variable inside a system variable. */
type Lookup = (name: string) => string | undefined;
type Evaluate = (args: string, context: VariableContext, lookup: Lookup) => string | null;

interface SystemVariable {
  /** Shown when the arguments are wrong. */
  readonly usage: string;
  /** Null: the arguments are wrong. */
  readonly evaluate: Evaluate;
}

const variables: ReadonlyMap<string, SystemVariable> = new Map<string, SystemVariable>([
  ['timestamp', { usage: '$timestamp [-3 h]', evaluate: (args, { now }) => timestamp(now(), args) }],
  ['isoTimestamp', { usage: '$isoTimestamp', evaluate: (args, { now }) => (args === '' ? isoTimestamp(now()) : null) }],
  [
    'datetime',
    { usage: '$datetime iso8601|rfc1123|"YYYY-MM-DD" [-3 h]', evaluate: (args, { now }) => datetime(now(), args) },
  ],
  [
    'localDatetime',
    {
      usage: '$localDatetime iso8601|rfc1123|"YYYY-MM-DD" [-3 h]',
      evaluate: (args, { now }) => localDatetime(now(), args),
    },
  ],
  ['guid', { usage: '$guid', evaluate: (args, context) => (args === '' ? uuid(context) : null) }],
  ['uuid', { usage: '$uuid', evaluate: (args, context) => (args === '' ? uuid(context) : null) }],
  ['random.uuid', { usage: '$random.uuid', evaluate: (args, context) => (args === '' ? uuid(context) : null) }],
  ['randomInt', { usage: '$randomInt 0 1000', evaluate: (args, context) => randomInteger(args, context) }],
  [
    'random.integer',
    {
      usage: '$random.integer(0, 1000)',
      evaluate: (args, context) => (/^(?:\(.*\))?$/.test(args) ? randomInteger(args.slice(1, -1), context) : null),
    },
  ],
]);

/**
 * Evaluates a system variable (http-dialect: variables, system).
 * @param expression what stands between the braces, from `$` on
 */
export function systemValue(expression: string, context: VariableContext, lookup: Lookup): Resolved {
  const match = /^\$([A-Za-z]+(?:\.[A-Za-z]+)?)\s*(.*)$/s.exec(expression);
  const [, name = '', rest = ''] = match ?? [];
  const args = rest.trim();
  const environmental = environmentOf(expression, context);
  if (environmental) return fromEnvironment(expression, environmental, context, lookup);
  const variable = variables.get(name);
  if (!variable) return { problem: { code: 'http.variable.unknownSystem', args: { name: expression } } };
  const value = variable.evaluate(args, context, lookup);
  if (value !== null) return { value };
  return { problem: { code: 'http.variable.arguments', args: { name: expression, usage: `{{${variable.usage}}}` } } };
}

interface Environmental {
  readonly name: string;
  readonly usage: string;
  readonly read: (name: string) => string | undefined;
}

function environmentOf(expression: string, context: VariableContext): Environmental | null {
  const process = /^\$processEnv(?:\s+(.*))?$/s.exec(expression);
  const dotenv = /^\$dotenv(?:\s+(.*))?$/s.exec(expression);
  const dotted = /^\$env\.(.*)$/s.exec(expression);
  const read = (name: string) => context.processEnv(name);
  if (process) return { name: process[1] ?? '', usage: '{{$processEnv NAME}}', read };
  if (dotted) return { name: dotted[1] ?? '', usage: '{{$env.NAME}}', read };
  if (dotenv) return { name: dotenv[1] ?? '', usage: '{{$dotenv NAME}}', read: (name) => context.dotenv(name) };
  return null;
}

/** `%NAME` stands for the variable whose name is the value of NAME. */
function fromEnvironment(
  expression: string,
  { name, usage, read }: Environmental,
  context: VariableContext,
  lookup: Lookup,
): Resolved {
  const typed = name.trim();
  const meant = typed.startsWith('%') ? lookup(typed.slice(1).trim()) : typed;
  if (typed === '' || typed === '%') {
    return { problem: { code: 'http.variable.arguments', args: { name: expression, usage } } };
  }
  if (meant === undefined) return { problem: { code: 'http.variable.unresolved', args: { name: typed.slice(1) } } };
  return guarded(meant, read, context) ?? { problem: { code: 'http.variable.noEnvironment', args: { name: meant } } };
}

/**
 * A variable of the `.env` file under its plain name: `{{API_HOST}}`.
 * @returns undefined when the file has none of that name, or the name is one of ours
 */
export function dotenvValue(name: string, context: VariableContext): Resolved | undefined {
  return isOurs(name) ? undefined : guarded(name, (plain) => context.dotenv(plain), context);
}

/** Names and secrets of ours are refused (product section 1). */
function guarded(
  name: string,
  read: (name: string) => string | undefined,
  context: VariableContext,
): Resolved | undefined {
  const refused: Resolved = { problem: { code: 'http.variable.refused', args: { name } } };
  if (isOurs(name)) return refused;
  const value = read(name);
  if (value === undefined) return undefined;
  return context.isSecret?.(value) ? refused : { value };
}

/** These are not even asked for. */
function isOurs(name: string): boolean {
  return /^RESTLINK_/i.test(name);
}
