import type { Problem } from '../../messages';
import type { Span } from '../nodes';

/** Where values come from, apart from the file itself (http-dialect: variables, order). */
export interface VariableContext {
  /** `--var`: before every other source, taken as they are. */
  readonly overrides: ReadonlyMap<string, string>;
  /** Answers to `# @prompt` by name; taken as they are, and seen by requests that ask for that name. */
  readonly prompts: ReadonlyMap<string, string>;
  /** The selected environment; values may refer to other variables. */
  readonly environment: ReadonlyMap<string, string>;
  /** When nothing else defines a name: `baseUrl` of the bound origin. */
  readonly fallback: ReadonlyMap<string, string>;
  now(): Date;
  randomBytes(count: number): Uint8Array;
  /** A variable of the process. Names that begin with `RESTLINK_` are never asked for. */
  processEnv(name: string): string | undefined;
  /** A variable of the `.env` file that applies, also read under its plain name. Names that begin with `RESTLINK_` are never asked for. */
  dotenv(name: string): string | undefined;
  /** Whether a value of `processEnv` or `dotenv` is a stored secret, which no variable may yield; none when left out. */
  isSecret?(value: string): boolean;
  /**
   * `send.response.body.$.x` and the like, or the short form `send.x`: the value from an earlier exchange, or why there is
   * none; undefined when the name asks for nothing of that kind, or exchanges are not known here.
   */
  requestValue(expression: string): Resolved | undefined;
}

/** A variable that has no value: nothing may be sent. */
export interface UnresolvedVariable extends Span {
  /** As between the braces. */
  readonly name: string;
  /** Why, with a code for each reason. */
  readonly problem: Problem;
}

/** A text with its variables replaced. */
export interface Substitution {
  /** Where a variable has no value it stays as it stands. */
  readonly text: string;
  readonly unresolved: readonly UnresolvedVariable[];
}

/** A value, or why there is none. */
export type Resolved = { readonly value: string } | { readonly problem: Problem };
