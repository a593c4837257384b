import type { VariableContext } from '../http';
import type { CliContext } from './context';

/** What variables are made of, for one send. */
export function variablesOf(
  context: CliContext,
  given: {
    readonly overrides: ReadonlyMap<string, string>;
    readonly prompts: ReadonlyMap<string, string>;
    readonly environment: ReadonlyMap<string, string>;
    readonly dotenv: ReadonlyMap<string, string>;
    /** Values from earlier exchanges of the same run; none when left out. */
    readonly requestValue?: VariableContext['requestValue'];
  },
): Omit<VariableContext, 'fallback'> {
  return {
    overrides: given.overrides,
    prompts: given.prompts,
    environment: given.environment,
    now: () => new Date(context.now()),
    randomBytes: (count) => context.randomBytes(count),
    processEnv: (name) => context.env[name],
    dotenv: (name) => given.dotenv.get(name),
    requestValue: given.requestValue ?? (() => undefined),
  };
}
