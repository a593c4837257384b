import type { Authentication } from '../authentication/authentication';
import { CURRENCY, workspaces } from '../basics/accounts';
import { ApiError } from '../basics/errors';
import { dottedSeconds } from '../basics/times';
import { type Answer, json } from '../exchange/answer';
import { jsonObject } from '../exchange/body';
import type { Arrival, Call } from '../exchange/call';

/** `GET /user/balance` (FACTS.md section 1.9). */
export function getBalance({ store, now }: Call): Answer {
  return json(200, {
    balance: store.balance,
    currency: CURRENCY,
    updated: dottedSeconds(now),
    ...(store.balance <= 0 ? { credit_blocked: true } : {}),
  });
}

/** `GET /user/workspaces` (FACTS.md section 1.13). */
export function listWorkspaces(): Answer {
  return json(200, workspaces);
}

/** `GET /user/profile`: what else the real one holds is not published, so nothing else is here (FACTS.md section 1.1). */
export function getProfile(): Answer {
  return json(200, { workspaces });
}

/** `POST /user/auth` (FACTS.md section 3, JWT). The limit counts every attempt, good or bad. */
export function logIn(arrival: Arrival, authentication: Authentication): Answer {
  authentication.limitLogins(arrival);
  const { login, password } = jsonObject(arrival.body);
  if (typeof login !== 'string' || typeof password !== 'string') {
    throw new ApiError('INVALID_BODY', 'login and password are needed, both as texts.');
  }
  return json(200, { status: true, token: authentication.logIn(login, password, arrival.now) });
}
