import { checkSecret, shownOf } from './key';
import type { Credential, Secret } from './model';
import { DEFAULT_ORIGIN, parseOrigin } from './origin';
import type { Result } from './result';

/** The credential of the RESTLINK_* variables with its secret; never stored. */
export interface EnvironmentCredential {
  readonly credential: Credential;
  readonly secret: Secret;
}

/**
 * The origin that `--base-url` or `RESTLINK_BASE_URL` names, else the live service (cli.md, "Bound origin").
 * @param baseUrl the option, which wins over the variable; null when not given
 */
export function environmentOrigin(env: NodeJS.ProcessEnv, baseUrl: string | null): Result<string> {
  const typed = baseUrl ?? setValue(env, 'RESTLINK_BASE_URL');
  return typed === null ? { ok: true, value: DEFAULT_ORIGIN } : parseOrigin(typed);
}

/**
 * The credential that the environment gives (cli.md, "Credential"): `RESTLINK_API_KEY` with `RESTLINK_API_SECRET`
 * (hmac), `RESTLINK_API_KEY` alone (apiKey), or `RESTLINK_TOKEN` (jwt). Where both are set the key counts.
 * @param baseUrl `--base-url`, or null
 * @returns null when none of these variables is set
 */
export function environmentCredential(
  env: NodeJS.ProcessEnv,
  baseUrl: string | null,
): Result<EnvironmentCredential | null> {
  const key = setValue(env, 'RESTLINK_API_KEY');
  const apiSecret = setValue(env, 'RESTLINK_API_SECRET');
  const token = setValue(env, 'RESTLINK_TOKEN');
  if (key === null && apiSecret !== null) return { ok: false, problem: { code: 'environment.secretWithoutKey' } };
  const secret = secretFrom(key, apiSecret, token);
  if (secret === null) return { ok: true, value: null };
  const problem = checkSecret(secret);
  if (problem) return { ok: false, problem };
  const origin = environmentOrigin(env, baseUrl);
  if (!origin.ok) return origin;
  return { ok: true, value: { credential: describe(secret, origin.value), secret } };
}

/**
 * Everything secret in the RESTLINK_* variables, also what signs nothing (a token beside a key, a secret without one,
 * a key with a blank in it): it is there to be recognised before it leaves.
 * @param baseUrl `--base-url`, or null
 */
export function environmentSecrets(env: NodeJS.ProcessEnv, baseUrl: string | null): readonly EnvironmentCredential[] {
  const origin = environmentOrigin(env, baseUrl);
  // Where the origin is none, there is no origin that they belong to.
  const bound = origin.ok ? origin.value : '';
  const key = setValue(env, 'RESTLINK_API_KEY');
  const apiSecret = setValue(env, 'RESTLINK_API_SECRET');
  const token = setValue(env, 'RESTLINK_TOKEN');
  const found = [secretFrom(key, apiSecret, null), secretFrom(null, null, token)];
  if (key === null) found.push(secretFrom(null, null, apiSecret));
  return found.flatMap((secret) => (secret ? [{ credential: describe(secret, bound), secret }] : []));
}

function describe(secret: Secret, origin: string): Credential {
  return {
    id: 'environment',
    name: 'environment',
    kind: secret.kind,
    origin,
    store: 'environment',
    created: new Date(0).toISOString(),
    ...shownOf(secret),
  };
}

function secretFrom(key: string | null, apiSecret: string | null, token: string | null): Secret | null {
  if (key !== null) return apiSecret === null ? { kind: 'apiKey', key } : { kind: 'hmac', key, secret: apiSecret };
  return token === null ? null : { kind: 'jwt', token };
}

/** An empty variable is an unset one; a line break at the end comes from `$(cat file)` and its like. */
function setValue(env: NodeJS.ProcessEnv, name: string): string | null {
  const value = env[name]?.replace(/[\r\n]+$/, '');
  return value === undefined || value === '' ? null : value;
}
