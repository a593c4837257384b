import { createHmac } from 'node:crypto';
import { canonicalMessage, signAt } from '../../src/signing';
import { compare, type Figure, inTurn } from './measure';

const SIGNATURES_A_ROUND = 2000;

/** Canonical message and HMAC against the bare HMAC of the finished message; throughput, so more is better. */
export async function signing(): Promise<readonly Figure[]> {
  const body = Buffer.from(JSON.stringify({ to: ['+14155551234'], message: 'Hello '.repeat(20), sender_id: 'MyApp' }));
  const parts = { method: 'POST', path: '/api/v1/sms/send', body };
  const message = canonicalMessage(parts, 1_760_000_000);
  const times = await inTurn(
    60,
    () => {
      for (let i = 0; i < SIGNATURES_A_ROUND; i++) signAt(parts, 'test_secret', 1_760_000_000);
    },
    () => {
      for (let i = 0; i < SIGNATURES_A_ROUND; i++) createHmac('sha256', 'test_secret').update(message).digest('hex');
    },
  );
  const slower = compare(
    `${SIGNATURES_A_ROUND} signatures: throughput against createHmac, median`,
    times,
    0.5,
    '≥ 0.80',
  );
  return [{ ...slower, ratio: 1 / slower.ratio }];
}
