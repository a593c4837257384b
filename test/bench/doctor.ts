import { createHmac } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { diagnose } from '../../src/signing/doctor';
import { type Figure, quantile } from './measure';

const ROUNDS = 20;
const KEY = { key: 'sk_test_0123456789abcdef', secret: 'deadbeefcafe00112233445566778899' };
const AT = 1_760_000_000;
const PATH = '/api/v1/sms/send';

/** Milliseconds to look through all mistakes alone and in pairs, and until nothing at all was found, on a body of 2 KB. */
export async function diagnosing(): Promise<readonly Figure[]> {
  const text = 'Grüße / '.repeat(190);
  const body = JSON.stringify({ to: ['+14155551234', '+447911123456'], message: text, sender_id: 'MyApp' });
  const pair = createHmac('sha256', KEY.key).update(`post|${PATH}|${AT}|${body}`).digest('hex');
  return [
    await figure('doctor: all mistakes alone and in pairs, 2 KB, ms', body, pair, '≤ 300'),
    await figure('the same with the usual three together, nothing found', body, '0'.repeat(64), '≤ 1000'),
  ];
}

async function figure(name: string, body: string, signature: string, goal: string): Promise<Figure> {
  const request = {
    method: 'POST',
    target: `https://restlink23telecom.com${PATH}?a=%20b`,
    headers: [
      ['X-API-Key', KEY.key],
      ['X-Timestamp', String(AT)],
      ['X-Signature', signature],
    ] as const,
    body: Buffer.from(body),
    lineBreakMayBeAdded: false,
  };
  const times: number[] = [];
  for (let round = -3; round < ROUNDS; round++) {
    const start = performance.now();
    await diagnose(request, KEY, { now: AT, wasUsed: async () => false, pause: async () => undefined });
    if (round >= 0) times.push(performance.now() - start);
  }
  const [median, worst] = [quantile(times, 0.5), quantile(times, 1)];
  return { name, ratio: median, goal, detail: `median of ${ROUNDS}, the longest ${worst.toFixed(0)} ms` };
}
