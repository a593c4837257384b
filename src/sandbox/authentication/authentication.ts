import type { Endpoint } from '../../catalog';
import { demoKeys, demoLogins, MAIN_WORKSPACE, refusedKeys, TRACKER_TOKEN, workspaces } from '../basics/accounts';
import { ApiError } from '../basics/errors';
import { SlidingLimit } from '../basics/limits';
import type { Arrival } from '../exchange/call';
import type { Caller } from '../exchange/caller';
import { makeToken, readToken } from './jwt';
import { SignatureGate } from './signature';

/** Logins of one address in a minute (FACTS.md section 4). */
const LOGINS_PER_MINUTE = 5;

const nobody: Caller = { kind: 'nobody', name: '', permissions: [], workspace: MAIN_WORKSPACE, test: false };

/** Finds out who sends a request, and whether they may (FACTS.md section 3). */
export class Authentication {
  readonly #gate = new SignatureGate();
  readonly #logins = new SlidingLimit(LOGINS_PER_MINUTE, 60_000);

  /**
   * @param tokenKey signs the tokens of this start
   * @param tokenSeconds so long every token lives; null: as long as its login says
   */
  constructor(
    private readonly tokenKey: Uint8Array,
    private readonly tokenSeconds: number | null,
  ) {}

  /**
   * Credentials, then signature, then permission (FACTS.md section 8, decision 6).
   * @throws ApiError with one of the 401 and 403 codes
   */
  admit(arrival: Arrival, endpoint: Endpoint): Caller {
    if (endpoint.auth.includes('none')) return nobody;
    const caller = endpoint.auth.includes('trackerToken') ? tracker(arrival) : this.#identify(arrival);
    if (caller.kind === 'key' && !endpoint.auth.includes('apiKey')) {
      throw new ApiError('FORBIDDEN', 'This endpoint is closed to API keys; it takes the token of a portal login.');
    }
    if (endpoint.permission !== null && !allows(caller, endpoint.permission)) {
      throw new ApiError('FORBIDDEN', `This key has no permission ${endpoint.permission}.`);
    }
    return caller;
  }

  /**
   * A token for a portal login.
   * @throws ApiError INVALID_CREDENTIALS, USER_NOT_ACTIVE
   */
  logIn(login: string, password: string, now: number): string {
    const known = demoLogins.find((demo) => demo.login === login && demo.password === password);
    if (!known) throw new ApiError('INVALID_CREDENTIALS', 'Login or password is wrong. The sandbox knows demo / demo.');
    if (!known.active) throw new ApiError('USER_NOT_ACTIVE', 'This account is suspended.');
    return makeToken(this.tokenKey, login, this.tokenSeconds ?? known.seconds, now);
  }

  /** Counts a login. @throws ApiError TOO_MANY_ATTEMPTS */
  limitLogins({ address, now }: Arrival): void {
    const wait = this.#logins.take(address, now);
    if (wait === 0) return;
    throw new ApiError('TOO_MANY_ATTEMPTS', `More than ${LOGINS_PER_MINUTE} logins in a minute.`, {
      headers: { 'Retry-After': String(Math.ceil(wait / 1000)) },
    });
  }

  #identify(arrival: Arrival): Caller {
    const key = arrival.headers['x-api-key'];
    if (key) return this.#byKey(key, arrival);
    const token = /^Bearer +(\S+)$/i.exec(arrival.headers.authorization ?? '')?.[1];
    if (token) return this.#byToken(token, arrival);
    throw new ApiError('UNAUTHORIZED', 'No credentials: send X-API-Key, or Authorization: Bearer with a token.');
  }

  #byKey(key: string, arrival: Arrival): Caller {
    const refusal = Object.hasOwn(refusedKeys, key) ? refusedKeys[key as keyof typeof refusedKeys] : undefined;
    if (refusal) throw new ApiError(refusal, 'This demo key exists to be refused with this code.');
    const known = demoKeys.find((demo) => demo.key === key);
    if (!known) throw new ApiError('INVALID_API_KEY', 'The sandbox does not know this key.');
    if (known.secret !== undefined) this.#gate.admit(arrival, known.secret);
    return { kind: 'key', name: known.name, permissions: known.permissions, workspace: MAIN_WORKSPACE, test: true };
  }

  #byToken(token: string, arrival: Arrival): Caller {
    const login = readToken(this.tokenKey, token, arrival.now);
    const workspace = chosenWorkspace(arrival.headers['x-workspace-id']);
    return { kind: 'jwt', name: login, permissions: ['*'], workspace, test: false };
  }
}

function tracker({ headers }: Arrival): Caller {
  if (headers['x-api-token'] === TRACKER_TOKEN) return { ...nobody, kind: 'tracker', name: 'tracker' };
  throw new ApiError('UNAUTHORIZED', `X-Api-Token is missing or wrong. The sandbox knows ${TRACKER_TOKEN}.`);
}

function allows({ permissions }: Caller, permission: string): boolean {
  return permissions.includes('*') || permissions.includes(permission);
}

/** `X-Workspace-ID` counts with a token only; without it the main workspace is meant (FACTS.md section 3, keys). */
function chosenWorkspace(header: string | undefined): number {
  if (header === undefined) return MAIN_WORKSPACE;
  if (!/^[1-9]\d*$/.test(header)) {
    throw new ApiError('INVALID_WORKSPACE_HEADER', 'X-Workspace-ID is not a positive whole number.');
  }
  const id = Number(header);
  if (workspaces.some((workspace) => workspace.id === id)) return id;
  throw new ApiError('CROSS_TENANT_WORKSPACE', 'X-Workspace-ID is not a workspace of this account.');
}
