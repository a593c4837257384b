import type { Endpoint } from '../../catalog';
import { getPortalPayments } from '../account/payments';
import { CURRENCY } from '../basics/accounts';
import { type Answer, json } from '../exchange/answer';
import type { Call } from '../exchange/call';
import type { Faults } from './faults';

/** Answers of layers in front of the service, which do not have its shape (FACTS.md section 4); undefined for none. */
export function edgeAnswer(faults: Faults): Answer | undefined {
  if (faults.strike('429-empty')) return { status: 429, headers: { 'Content-Length': '0' }, body: '' };
  if (faults.strike('429-html')) return page(429, '429 Too Many Requests');
  if (faults.strike('503-html')) return page(503, '503 Service Temporarily Unavailable');
  return faults.strike('sign-in-page') ? page(200, 'Welcome, guest. Sign in to use this network') : undefined;
}

function page(status: number, title: string): Answer {
  const body = `<html>\n<head><title>${title}</title></head>\n<body><h1>${title}</h1></body>\n</html>\n`;
  return { status, headers: { 'Content-Type': 'text/html' }, body };
}

/** The endpoints that answer 200 although they have nothing to tell. */
const ACCOUNT_DATA = ['getBalance', 'getPricing', 'postPricing', 'getPayments'];

/** What account data look like during set-up, and with trouble in the cache (FACTS.md sections 1.9 to 1.11). */
export function troubledAnswer({ id }: Endpoint, faults: Faults, call: Call): Answer | undefined {
  if (!ACCOUNT_DATA.includes(id)) return undefined;
  if (faults.strike('setup')) return json(200, { status: false, error: 'Account is in setup process' });
  if (faults.strike('unavailable')) return degraded(nothing(id, 'cache_disabled'), 'unavailable', 'cache_disabled');
  if (!faults.strike('partial')) return undefined;
  const reason = 'cache_miss_refresh_failed';
  if (id === 'getPayments') return degraded(getPortalPayments(call), 'partial', reason);
  // Of prices no part is documented, only that they can be unavailable.
  return degraded(nothing(id, reason), id === 'getBalance' ? 'partial' : 'unavailable', reason);
}

function nothing(id: string, reason: string): Answer {
  return json(200, id === 'getBalance' ? { balance: 0, currency: CURRENCY, unavailable: true, reason } : []);
}

function degraded(answer: Answer, status: string, reason: string): Answer {
  return {
    ...answer,
    headers: { ...answer.headers, 'X-Sms-Gateway-Status': status, 'X-Sms-Gateway-Reason': reason },
  };
}
