import type { Credential, Secret } from '../credentials';
import type { Problem } from '../messages';
import { type PreparedRequest, simpleRequest } from '../request';
import { type Answer, type Exchange, errorCodeOf, jsonMembers, type PatientSender } from '../sending';
import { ask } from './ask';

/** What the service said of a new credential. */
export interface Verification {
  /** What was asked. */
  readonly request: PreparedRequest;
  readonly exchange: Exchange;
  /** The service let the credential in, and answered as the real service does. */
  readonly proved: boolean;
  /** The balance with its currency, such as `41.20 EUR`; null when it is not known. */
  readonly balance: string | null;
  /** The account may not send: its balance is used up. */
  readonly blocked: boolean;
  /** What is to be known besides what the exchange itself tells, or null. */
  readonly note: Problem | null;
}

/**
 * Proves a credential by one `GET /user/balance`, signed as the credential signs (product section 3).
 * The service wants to be asked for it at most once every few minutes (FACTS.md section 1.9), so nobody polls this.
 */
export async function verifyCredential(
  sender: PatientSender,
  credential: Credential,
  secret: Secret,
  signal: AbortSignal,
): Promise<Verification> {
  const request = simpleRequest('GET', `${credential.origin}/api/v1/user/balance`);
  const plan = { request, credential, secret };
  const exchange = await ask(sender, plan, signal);
  return { request, exchange, ...judge(exchange) };
}

type Judgement = Omit<Verification, 'request' | 'exchange'>;

const UNPROVED: Judgement = { proved: false, balance: null, blocked: false, note: null };

function judge({ answer, failure }: Exchange): Judgement {
  if (failure || !answer) return UNPROVED;
  // A key that may not read the balance was recognised all the same.
  if (answer.status === 403 && errorCodeOf(answer) === 'FORBIDDEN') {
    return { ...UNPROVED, proved: true, note: { code: 'account.balance.forbidden' } };
  }
  return answer.status === 200 ? judgeBalance(answer) : UNPROVED;
}

/** The documented answers with status 200: the balance, none because of trouble, and that of an account in set-up. */
function judgeBalance(answer: Answer): Judgement {
  const { status, balance, currency, credit_blocked: blocked, unavailable } = jsonMembers(answer.body);
  // Set-up: the exchange tells it in its own words.
  if (status === false) return UNPROVED;
  if (unavailable === true || (typeof balance === 'number' && isDegraded(answer))) {
    return { ...UNPROVED, proved: true, note: { code: 'account.balance.unavailable' } };
  }
  if (typeof balance !== 'number' || !Number.isFinite(balance)) {
    return { ...UNPROVED, note: { code: 'account.balance.unexpected' } };
  }
  const unit = typeof currency === 'string' && /^[A-Z]{3}$/i.test(currency) ? ` ${currency}` : '';
  return { proved: true, balance: `${balance.toFixed(2)}${unit}`, blocked: blocked === true, note: null };
}

/** With trouble in its cache the service answers 200 and a balance of 0, which is none (FACTS.md section 1.9). */
function isDegraded({ headers }: Answer): boolean {
  return headers.some(
    ([name, value]) => name.toLowerCase() === 'x-sms-gateway-status' && /^(?:partial|unavailable)$/i.test(value.trim()),
  );
}
