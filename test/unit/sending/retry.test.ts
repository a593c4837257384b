import assert from 'node:assert/strict';
import { simpleRequest } from '../../../src/request';
import { type Answer, type Exchange, PatientSender, type Plan } from '../../../src/sending';

const ORIGIN = 'https://restlink23telecom.com';
const post: Plan = {
  request: simpleRequest('POST', `${ORIGIN}/api/v1/sms/send`, [], Buffer.from('{}')),
  credential: null,
  secret: { kind: 'apiKey', key: 'k' },
};
const get: Plan = { ...post, request: simpleRequest('GET', `${ORIGIN}/api/v1/user/balance`) };

function answered(status: number, body = '', headers: Answer['headers'] = []): Partial<Exchange> {
  const bytes = Buffer.from(body);
  const rest = { statusText: '', httpVersion: '1.1', bodyFile: null, truncated: false };
  return { answer: { status, headers, body: bytes, bytes: bytes.length, ...rest } };
}
const broken = (more: object = {}): Partial<Exchange> => ({
  failure: { kind: 'network', problem: { code: 'sending.network.reset', args: { host: 'h', code: 'x' } }, ...more },
});
const limited = answered(429, '{"error_code":"RATE_LIMIT_EXCEEDED"}');
const ok = answered(200, '{}');

/** Sends while the sender has these exchanges one after the other. */
async function run(plan: Plan, exchanges: readonly Partial<Exchange>[], timeoutMs = 30_000, stopAt = -1) {
  const waits: number[] = [];
  const limits: (number | null)[] = [];
  const told: unknown[] = [];
  const stop = new AbortController();
  const sender = new PatientSender(
    {
      sign: () => Promise.reject(new Error('not asked for')),
      send: async ({ request }) => {
        const next = exchanges[limits.length] ?? ok;
        limits.push(request.options.timeoutMs);
        const common = { method: '', url: '', headers: [], bodyBytes: 0, signedAt: null, answer: null, failure: null };
        const timings = { totalMs: 100, firstByteMs: 50 };
        const clocks = { clockOffsetSeconds: 0, clockRefusal: null, clockCorrected: false };
        return { ...common, timings, attempts: 1, ...clocks, ...next };
      },
    },
    {
      random: () => 0.5,
      delay: async (ms, signal) => {
        waits.push(ms);
        if (waits.length === stopAt) stop.abort();
        signal.throwIfAborted();
      },
    },
  );
  const options = {
    timeoutMs,
    signal: stop.signal,
    secrets: [],
    onRetry: (problem: unknown) => void told.push(problem),
  };
  const exchange = await sender.send(plan, options);
  return { exchange, waits, limits, told, status: exchange.answer?.status ?? null };
}

describe('Sending again', () => {
  for (const [what, first] of [
    ['429 of the account', limited],
    ['429 with a page of HTML', answered(429, '<html></html>')],
    ['429 without a body', answered(429)],
    ['DB_ERROR', answered(500, '{"error_code":"DB_ERROR"}')],
  ] as const) {
    it(`after ${what}, also of a POST: nothing was done`, async () => {
      const { exchange, waits, told, status } = await run(post, [first]);
      assert.deepEqual([status, exchange.attempts, exchange.repeats, waits], [200, 2, 1, [1000]]);
      assert.equal(told.length, 1);
      assert.equal(exchange.timings.totalMs, 1200);
    });
  }

  for (const [what, plan, first] of [
    ['another 500', post, answered(500, '{"error_code":"INTERNAL_ERROR"}')],
    ['503', post, answered(503, '', [['Retry-After', '1']])],
    ['a broken connection', post, broken()],
    ['a broken connection of a GET', get, broken()],
    ['a connection from before that broke under a POST', post, broken({ staleConnection: true })],
    ['an answer that was cut off', post, { ...limited, ...broken() }],
    ['too many logins', post, answered(429, '{"error_code":"TOO_MANY_ATTEMPTS"}')],
    ['429 of a request without a credential of ours', { ...post, secret: null }, limited],
  ] as const) {
    it(`not after ${what}`, async () => {
      const { limits, exchange } = await run(plan, [first]);
      assert.deepEqual([limits.length, exchange.attempts], [1, 1]);
    });
  }

  it('three times at most, with longer and longer waits, within the time of one exchange', async () => {
    const { waits, limits, status } = await run(post, [limited, limited, limited, limited]);
    assert.deepEqual([waits, limits, status], [[1000, 2000], [null, 28_900, 26_800], 429]);
    const short = await run(post, [limited, limited, limited], 3000);
    assert.deepEqual([short.waits, short.status], [[1000], 429]);
  });

  it('when Retry-After says, by seconds and by a date, whatever the clocks say; a long wait is not waited for', async () => {
    const waitAfter = (...headers: Answer['headers']) => run(post, [answered(429, '', headers)]);
    assert.deepEqual((await waitAfter(['Retry-After', '7'])).waits, [7000]);
    const date = ['Date', 'Wed, 01 Jan 2020 00:00:00 GMT'] as const;
    assert.deepEqual((await waitAfter(date, ['retry-after', 'Wed, 01 Jan 2020 00:00:09 GMT'])).waits, [9000]);
    assert.deepEqual((await waitAfter(date, ['Retry-After', 'Tue, 31 Dec 2019 00:00:09 GMT'])).waits, [1000]);
    // Without the server's own clock nobody knows how far away a moment is.
    assert.deepEqual((await waitAfter(['Retry-After', 'Wed, 01 Jan 2020 00:00:09 GMT'])).waits, [1000]);
    assert.deepEqual((await waitAfter(['Retry-After', 'soon'])).waits, [1000]);
    assert.deepEqual((await waitAfter(['Retry-After', '3600'])).waits, []);
  });

  it('of a GET at once, on another connection, where the one from before was closed', async () => {
    const stale = broken({ staleConnection: true });
    const { status, exchange, waits, told } = await run(get, [stale]);
    assert.deepEqual([status, exchange.attempts, exchange.repeats, waits, told], [200, 2, undefined, [], []]);
    assert.equal((await run(get, [stale, stale])).limits.length, 2);
  });

  it('ends when the person stops it while it waits, and the answer that came is told', async () => {
    const { exchange, limits, status } = await run(post, [limited], 30_000, 1);
    assert.deepEqual([exchange.failure?.problem.code, status, limits.length], ['sending.abortedWaiting', 429, 1]);
  });

  it('leaves what happened as it is where the next attempt does not get as far as the wire', async () => {
    const { exchange, status } = await run(post, [limited, { ...broken(), attempts: 0 }]);
    assert.deepEqual([status, exchange.attempts, exchange.failure?.kind], [429, 1, 'network']);
  });
});
