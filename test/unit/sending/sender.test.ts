import assert from 'node:assert/strict';
import type { Credential } from '../../../src/credentials';
import { simpleRequest } from '../../../src/request';
import { type Answer, type Exchange, type Plan, Sender, type Transport } from '../../../src/sending';
import { hmacHex, type Ledger, LedgerError, ServerClocks } from '../../../src/signing';

const NOW = Date.UTC(2026, 1, 13, 10, 30, 0, 500);
const SECONDS = Math.floor(NOW / 1000);
const ORIGIN = 'https://restlink23telecom.com';

const credential: Credential = {
  id: 'id',
  name: 'prod',
  kind: 'hmac',
  origin: ORIGIN,
  keyHint: 'sk_prod_…cdef',
  store: 'osKeychain',
  created: '2026-01-01T00:00:00.000Z',
};
const body = Buffer.from('{"a":1}');
const plan: Plan = {
  request: simpleRequest('POST', `${ORIGIN}/api/v1/x?y=1`, [], body),
  credential,
  secret: { kind: 'hmac', key: 'k', secret: 's' },
};

/** A ledger in memory. */
class Memory implements Ledger {
  readonly reserved: string[] = [];
  async reserve(signature: string): Promise<boolean> {
    if (this.reserved.includes(signature)) return false;
    this.reserved.push(signature);
    return true;
  }
}

function answered(status: number, text = '', secondsOff: number | null = 0): Answer {
  const date = secondsOff === null ? [] : [['Date', new Date(NOW + secondsOff * 1000).toUTCString()] as const];
  const bytes = Buffer.from(text);
  return {
    status,
    statusText: '',
    httpVersion: '1.1',
    headers: date,
    body: bytes,
    bodyFile: null,
    bytes: bytes.length,
    truncated: false,
  };
}

const invalidSignature = '{"status":false,"error_code":"INVALID_SIGNATURE","description":"x"}';

/** A sender whose transport gives these answers one after the other; null: the connection breaks. */
function senderWith(answers: readonly (Answer | null)[], ledger: Ledger = new Memory()) {
  const sent: Parameters<Transport>[] = [];
  const transport: Transport = async (wire, options) => {
    const answer = answers[sent.length] ?? null;
    sent.push([wire, options]);
    return {
      answer,
      timings: { totalMs: 5, firstByteMs: answer && 4 },
      failure: answer ? null : { kind: 'network', problem: { code: 'sending.network.refused', args: { host: 'h' } } },
      headAt: 0,
    };
  };
  const clocks = new ServerClocks({ now: () => NOW, steady: () => 0 });
  const delays: number[] = [];
  const delay = async (ms: number, signal: AbortSignal) => {
    delays.push(ms);
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
  };
  const sender = new Sender({ ledger, clocks, transport, userAgent: 'restlink-sms/1', delay, steady: () => 0 });
  return { sender, sent, clocks, delays };
}

const options = (signal = new AbortController().signal) => ({ timeoutMs: 1000, signal, secrets: [] });

function stampOf({ headers }: Exchange | Parameters<Transport>[0]): number {
  return Number(headers.find(([name]) => name === 'X-Timestamp')?.[1]);
}

describe('The sender', () => {
  it('signs the very buffer that it sends, now, and says what became of it', async () => {
    const { sender, sent } = senderWith([answered(200, '{}')]);
    const exchange = await sender.send(plan, options());
    const [wire] = sent[0] ?? [];
    assert.ok(wire);
    assert.equal(wire.body, body);
    assert.equal(stampOf(wire), SECONDS);
    const signature = wire.headers.find(([name]) => name === 'X-Signature')?.[1];
    assert.equal(signature, hmacHex('s', Buffer.from(`POST|/api/v1/x|${SECONDS}|{"a":1}`)));
    assert.equal(exchange.signedAt, SECONDS);
    assert.deepEqual([exchange.attempts, exchange.clockCorrected, exchange.failure], [1, false, null]);
  });

  it('gives every send of the same request a second of its own', async () => {
    const { sender } = senderWith(Array.from({ length: 5 }, () => answered(200)));
    const exchanges = await Promise.all(Array.from({ length: 5 }, () => sender.send(plan, options())));
    assert.deepEqual(
      exchanges.map(({ signedAt }) => (signedAt ?? 0) - SECONDS).sort((a, b) => a - b),
      [-2, -1, 0, 1, 2],
    );
  });

  it('signs once more, with the time of the server, when a clock was the reason', async () => {
    for (const off of [720, -900, 86_400, 291]) {
      const { sender, sent, clocks } = senderWith([answered(401, invalidSignature, off), answered(200, '{}', off)]);
      const exchange = await sender.send(plan, options());
      assert.equal(exchange.answer?.status, 200);
      assert.deepEqual([exchange.attempts, exchange.clockCorrected, exchange.clockOffsetSeconds], [2, true, off]);
      assert.deepEqual(
        sent.map(([wire]) => stampOf(wire) - SECONDS),
        [0, off],
      );
      assert.equal(clocks.offsetSeconds(ORIGIN), off);
      assert.deepEqual(exchange.clockRefusal, { local: SECONDS, server: SECONDS + off, signed: SECONDS });
    }
  });

  it('does so once only', async () => {
    const { sender, sent } = senderWith([
      answered(401, invalidSignature, 720),
      answered(401, invalidSignature, 5000),
      answered(200),
    ]);
    assert.equal((await sender.send(plan, options())).answer?.status, 401);
    assert.equal(sent.length, 2);
  });

  for (const [what, first] of [
    ['the clock is near enough', answered(401, invalidSignature, 290)],
    ['the answer has no Date', answered(401, invalidSignature, null)],
    ['the code is another one', answered(401, '{"error_code":"INVALID_API_KEY"}', 720)],
    ['the status is another one', answered(403, invalidSignature, 720)],
    ['the answer is no JSON', answered(401, 'INVALID_SIGNATURE', 720)],
  ] as const) {
    it(`sends once where ${what}`, async () => {
      const { sender, sent } = senderWith([first, answered(200)]);
      const exchange = await sender.send(plan, options());
      assert.deepEqual([sent.length, exchange.attempts, exchange.clockCorrected], [1, 1, false]);
      assert.equal(exchange.clockRefusal, null);
    });
  }

  it('sends once where the refusal comes out of a cache', async () => {
    const old = answered(401, invalidSignature, -900);
    const { sender, sent } = senderWith([{ ...old, headers: [...old.headers, ['Age', '900']] }, answered(200)]);
    const exchange = await sender.send(plan, options());
    assert.deepEqual([sent.length, exchange.clockRefusal, exchange.clockOffsetSeconds], [1, null, 0]);
  });

  it('never sends a second time without a signature, nor after a failure', async () => {
    const unsigned: Plan = { ...plan, secret: { kind: 'apiKey', key: 'k' } };
    const { sender, sent } = senderWith([answered(401, invalidSignature, 720), null]);
    await sender.send(unsigned, options());
    assert.equal((await sender.send(plan, options())).failure?.kind, 'network');
    assert.equal(sent.length, 2);
  });

  it('puts nothing on the wire that is refused', async () => {
    const { sender, sent } = senderWith([answered(200)]);
    const foreign: Plan = { ...plan, request: simpleRequest('GET', 'https://other.example/') };
    const exchange = await sender.send(foreign, options());
    assert.deepEqual(
      [exchange.failure?.kind, exchange.attempts, exchange.answer, sent.length],
      ['refused', 0, null, 0],
    );
  });

  it('puts nothing on the wire when the signature cannot be reserved', async () => {
    const broken: Ledger = {
      reserve: async () => {
        throw new LedgerError({ code: 'sending.ledger.unusable', args: { folder: '/x', reason: 'EACCES' } });
      },
    };
    const { sender, sent } = senderWith([answered(200)], broken);
    const exchange = await sender.send(plan, options());
    assert.equal(exchange.failure?.problem.code, 'sending.ledger.unusable');
    assert.deepEqual([exchange.attempts, sent.length], [0, 0]);
  });

  it('says so before each attempt goes out', async () => {
    let told = 0;
    const { sender } = senderWith([answered(401, invalidSignature, 720), answered(200)]);
    await sender.send(plan, { ...options(), onSending: () => void told++ });
    assert.equal(told, 2);
  });

  it('waits for a free second, says so once, and stops waiting when the person stops', async () => {
    const full: Ledger = { reserve: async () => false };
    const { sender, sent, delays } = senderWith([answered(200)], full);
    const stop = new AbortController();
    let told = 0;
    const [onWaiting, onSending] = [() => void told++, () => assert.fail('it goes on')];
    const sending = sender.send(plan, { ...options(stop.signal), onWaiting, onSending });
    while (delays.length < 2) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    const exchange = await sending;
    assert.deepEqual([exchange.failure?.kind, exchange.failure?.problem.code], ['aborted', 'sending.abortedUnsent']);
    assert.deepEqual([told, exchange.attempts, sent.length], [1, 0, 0]);
  });

  it('tells of the first attempt where the second got no signature', async () => {
    let calls = 0;
    const once: Ledger = {
      reserve: async () => {
        if (calls++ === 0) return true;
        throw new LedgerError({ code: 'sending.ledger.unusable', args: { folder: '/x', reason: 'ENOSPC' } });
      },
    };
    const { sender, sent } = senderWith([answered(401, invalidSignature, 720)], once);
    const exchange = await sender.send(plan, options());
    assert.deepEqual([exchange.answer?.status, exchange.attempts, sent.length], [401, 1, 1]);
    assert.deepEqual([exchange.clockRefusal?.server, exchange.clockCorrected], [SECONDS + 720, false]);
  });

  it('lets the request say how long it may take', async () => {
    const { sender, sent } = senderWith([answered(200), answered(200)]);
    await sender.send(plan, options());
    const slow = { ...plan.request, options: { ...plan.request.options, timeoutMs: 5, connectTimeoutMs: 3 } };
    await sender.send({ ...plan, request: slow }, options());
    assert.deepEqual(
      sent.map(([, { timeoutMs, connectTimeoutMs }]) => [timeoutMs, connectTimeoutMs]),
      [
        [1000, null],
        [5, 3],
      ],
    );
  });

  it('signs for a given second without reserving it', async () => {
    const ledger = new Memory();
    const { sender } = senderWith([], ledger);
    const { signature } = await sender.sign(plan, options(), 1760000000);
    assert.equal(signature?.message.toString(), 'POST|/api/v1/x|1760000000|{"a":1}');
    assert.deepEqual(ledger.reserved, []);
  });
});
