import type { Problem } from '../messages';
import { simpleRequest } from '../request';
import { type Answer, type Exchange, errorCodeOf, jsonMembers, type PatientSender, retryAfterOf } from '../sending';
import { ask } from './ask';

/** A token, or why there is none. */
export type LoginResult =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Logs in with the name and password of the portal (FACTS.md section 3, "JWT"). The password is in no part of the result.
 * @param origin such as `https://restlink23telecom.com`
 */
export async function logIn(
  sender: PatientSender,
  origin: string,
  account: { readonly login: string; readonly password: string },
  signal: AbortSignal,
): Promise<LoginResult> {
  const body = Buffer.from(JSON.stringify({ login: account.login, password: account.password }));
  const request = simpleRequest('POST', `${origin}/api/v1/user/auth`, [['Content-Type', 'application/json']], body);
  const exchange = await ask(sender, { request, credential: null, secret: null }, signal);
  const token = exchange.answer && exchange.failure === null ? tokenOf(exchange.answer) : null;
  return token === null ? { ok: false, problem: loginProblem(exchange) } : { ok: true, token };
}

function tokenOf({ status, body }: Answer): string | null {
  if (status !== 200) return null;
  const { token } = jsonMembers(body);
  // Three base64url parts (RFC 7519): anything else could not be sent back as a header.
  return typeof token === 'string' && /^[\w-]+\.[\w-]+\.[\w-]*$/.test(token) ? token : null;
}

function loginProblem({ answer, failure }: Exchange): Problem {
  if (failure) return failure.problem;
  const code = answer ? errorCodeOf(answer) : null;
  if (code === 'INVALID_CREDENTIALS') return { code: 'errorCode.INVALID_CREDENTIALS' };
  if (code === 'USER_NOT_ACTIVE') return { code: 'errorCode.USER_NOT_ACTIVE' };
  if (answer?.status === 429) return tooManyLogins(answer);
  return { code: 'account.login.unexpected', args: { status: answer?.status ?? 0, error: code ?? '–' } };
}

/** `Retry-After` comes with the limit of a login name (FACTS.md section 4). */
function tooManyLogins(answer: Answer): Problem {
  const seconds = retryAfterOf(answer);
  return typeof seconds === 'number'
    ? { code: 'account.login.wait', args: { seconds } }
    : { code: 'account.login.tooMany' };
}
