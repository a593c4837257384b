import type { Credential, Secret } from '../credentials';
import { simpleRequest } from '../request';
import { type Exchange, jsonMembers, type Sender } from '../sending';
import { ACCOUNT_TIMEOUT_MS } from './login';

/** What the service said of a new credential. */
export interface Verification {
  readonly exchange: Exchange;
  /** The balance with its currency, such as `41.20 EUR`; null when the answer has none. */
  readonly balance: string | null;
}

/**
 * Proves a credential by one `GET /user/balance`, signed as the credential signs (product section 3).
 * The service wants to be asked for it at most once every few minutes (FACTS.md section 1.9), so nobody polls this.
 */
export async function verifyCredential(
  sender: Sender,
  credential: Credential,
  secret: Secret,
  signal: AbortSignal,
): Promise<Verification> {
  const request = simpleRequest('GET', `${credential.origin}/api/v1/user/balance`);
  const plan = { request, credential, secret };
  const exchange = await sender.send(plan, { timeoutMs: ACCOUNT_TIMEOUT_MS, signal, secrets: [] });
  return { exchange, balance: balanceOf(exchange) };
}

function balanceOf({ answer }: Exchange): string | null {
  if (answer?.status !== 200) return null;
  const { balance, currency } = jsonMembers(answer.body);
  if (typeof balance !== 'number') return null;
  return `${balance.toFixed(2)} ${typeof currency === 'string' ? currency : ''}`.trim();
}
