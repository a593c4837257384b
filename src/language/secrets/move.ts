import { type HttpFile, type Span, variableReferences } from '../../http';
import type { Problem } from '../../messages';
import type { Surroundings } from '../model';
import { isMovable } from './diagnostics';
import { type EnvironmentFormat, secretsInEnvironment } from './environment';
import { secretsInHttp } from './in-http';
import type { LiteralSecret } from './literal';
import { kindOfName } from './names';
import { originsOf } from './origins';
import { partnersOf } from './partners';
import { suggestedName } from './suggested-name';
import { type Elsewhere, Holding, isSignature, type OutsideVariable } from './uses';

/** The file of variables in which a secret stands. */
export interface EnvironmentSource {
  readonly text: string;
  readonly format: EnvironmentFormat;
}

/** What *Move to Keychain* would do. */
export interface MovePlan {
  readonly kind: 'apiKey' | 'hmac' | 'jwt';
  /** The parts of the credential that were found; what the kind needs beyond them, the person is asked for. */
  readonly key: string | null;
  readonly secret: string | null;
  readonly token: string | null;
  /** Requests show that they are signed, but the API secret stands nowhere. */
  readonly secretMissing: boolean;
  /** Where the requests that use it go, if the file says so and it is one origin; null: the person is asked. */
  readonly origin: string | null;
  /** All origins that the file names for them: of several, the credential can be bound to one. */
  readonly origins: readonly string[];
  /** Free among the known credentials. */
  readonly suggestedName: string;
  /** False where environments give the same variable other values: then origin and active credential decide who signs. */
  readonly useDirective: boolean;
  /** Start offsets of the requests whose authentication headers go. */
  readonly requests: readonly number[];
  /** What stands literally and is moved: in the environment file where one was given, else in the `.http` file. */
  readonly literals: readonly LiteralSecret[];
  /** Variables of the environment file that go. */
  readonly variables: readonly OutsideVariable[];
  /** Uses that no directive replaces. While there are any, the secret stays in the file. */
  readonly leftover: readonly Elsewhere[];
}

/**
 * Plans the move of a secret to the keychain.
 * @param file the `.http` file that holds it, or one that uses the environment file; an empty one where none does
 * @param secret as `secretsInHttp` or `secretsInEnvironment` found it
 * @param environment where it stands in a file of variables: that file
 * @returns a problem where the text has changed since, or no credential can hold it
 */
export function planMove(
  file: HttpFile,
  secret: LiteralSecret,
  around: Surroundings,
  environment?: EnvironmentSource,
): MovePlan | Problem {
  if (!isMovable(secret.kind)) return { code: 'secret.notMovable' };
  const all = environment
    ? secretsInEnvironment(environment.text, environment.format, around.isPublic)
    : secretsInHttp(file, around.isPublic);
  if (!all.some(({ start, value }) => start === secret.start && value === secret.value)) return { code: 'secret.gone' };
  const { key, secret: apiSecret, token } = partnersOf(file, secret, all);
  const values = [key, apiSecret, token].filter((value) => value !== null);
  const literals = all.filter(({ value }) => values.includes(value));
  const variables = environment ? outsideOf(literals, environment.format) : [];
  const uses = new Holding(file, values, variables).uses();
  const isSigned = token === null && (apiSecret !== null || signs(file, uses.requests));
  const origins = originsOf(file, uses.requests, around);
  const [origin = null] = origins.length === 1 && origins[0] !== undefined ? origins : [];
  const kind = token !== null ? 'jwt' : isSigned ? 'hmac' : 'apiKey';
  return {
    kind,
    key,
    secret: apiSecret,
    token,
    secretMissing: kind === 'hmac' && apiSecret === null,
    origin,
    origins: origins.filter((known) => known !== null),
    suggestedName: suggestedName({ kind, key, origin, environment: secret.environment }, around),
    useDirective: !hasOtherValues(literals, all),
    requests: uses.requests.map(({ start }) => start),
    literals,
    variables,
    leftover: uses.elsewhere,
  };
}

function outsideOf(literals: readonly LiteralSecret[], format: EnvironmentFormat): readonly OutsideVariable[] {
  const names = new Set(literals.flatMap(({ name, place }) => (place === 'variable' ? [name] : [])));
  return [...names].flatMap((name): OutsideVariable[] =>
    format === 'json' ? [{ name, via: 'variable' }] : [{ name, via: 'dotenv' }],
  );
}

/** Whether requests are signed by hand, or by a script of the file. */
function signs(file: HttpFile, requests: HttpFile['requests']): boolean {
  if (requests.length === 0) return false;
  const byHand = requests.some(({ headers }) => headers.some(({ name }) => isSignature(name)));
  const scripts = file.blocks.flatMap((block) => [...block.scripts, ...block.requests.flatMap((one) => one.scripts)]);
  return (
    byHand ||
    scripts.some(({ start, end }) => /hmac|signature|secret/i.test(file.slice(start, end))) ||
    requests.some((request) => usesSecretVariable(file, request))
  );
}

function usesSecretVariable(file: HttpFile, { start, end }: Span): boolean {
  return variableReferences(file.slice(start, end)).some(({ name }) => kindOfName(name) === 'apiSecret');
}

/** Whether another environment has another value for one of the variables. */
function hasOtherValues(literals: readonly LiteralSecret[], all: readonly LiteralSecret[]): boolean {
  return literals.some(
    ({ name, environment, value }) =>
      environment !== null &&
      all.some((other) => other.environment !== environment && other.name === name && other.value !== value),
  );
}
