import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hmacHex, type Ledger, type SigningPorts, signAt, signFresh, TakenSeconds } from '../../../src/signing';

const parts = { method: 'GET', path: '/api/v1/user/balance', body: Buffer.alloc(0) };

class MemoryLedger implements Ledger {
  readonly taken = new Set<string>();
  async reserve(signature: string): Promise<boolean> {
    if (this.taken.has(signature)) return false;
    this.taken.add(signature);
    return true;
  }
}

function ports(ledger: Ledger, overrides: Partial<SigningPorts> = {}): SigningPorts {
  return {
    ledger,
    taken: new TakenSeconds(),
    serverSeconds: () => 1_760_000_000,
    nextSecond: () => Promise.reject(new Error('there was no need to wait')),
    onWaiting: () => undefined,
    ...overrides,
  };
}

describe('Signing freshly', () => {
  it('uses the server time when it is free', async () => {
    const signed = await signFresh(parts, 'secret', ports(new MemoryLedger()));
    assert.equal(signed.timestamp, 1_760_000_000);
    assert.equal(signed.message.toString(), 'GET|/api/v1/user/balance|1760000000|');
    assert.equal(signed.signature, hmacHex('secret', signed.message));
  });

  it('signs the very message that it shows, whatever the bytes', () => {
    const path = fc.webPath().map((tail) => `/api/v1${tail}`);
    fc.assert(
      fc.property(path, fc.uint8Array(), fc.string(), fc.nat(), (path, body, secret, second) => {
        const signed = signAt({ method: 'PATCH', path, body }, secret, second);
        assert.equal(signed.signature, hmacHex(secret, signed.message));
      }),
    );
  });

  it('moves identical requests alternately back and forward', async () => {
    const ledger = new MemoryLedger();
    const offsets: number[] = [];
    for (let i = 0; i < 5; i++) {
      offsets.push((await signFresh(parts, 'secret', ports(ledger))).timestamp - 1_760_000_000);
    }
    assert.deepEqual(offsets, [0, -1, 1, -2, 2]);
  });

  it('gives 541 identical requests 541 different seconds within 270 s, then waits for the clock to move', async () => {
    const ledger = new MemoryLedger();
    let now = 1_760_000_000;
    let waits = 0;
    let told = 0;
    const waiting = ports(ledger, {
      serverSeconds: () => now,
      nextSecond: async () => {
        waits++;
        if (waits === 3) now++;
      },
      onWaiting: () => told++,
    });
    const seconds = new Set<number>();
    for (let i = 0; i < 541; i++) seconds.add((await signFresh(parts, 'secret', waiting)).timestamp);
    assert.equal(seconds.size, 541);
    assert.equal(Math.max(...seconds) - Math.min(...seconds), 540);
    assert.equal(waits, 0);
    assert.equal((await signFresh(parts, 'secret', waiting)).timestamp, 1_760_000_271);
    assert.equal(waits, 3);
    assert.equal(told, 1);
  });

  it('does not move requests that differ', async () => {
    const ledger = new MemoryLedger();
    const one = await signFresh({ ...parts, body: Buffer.from('1') }, 'secret', ports(ledger));
    const two = await signFresh({ ...parts, body: Buffer.from('2') }, 'secret', ports(ledger));
    assert.equal(one.timestamp, two.timestamp);
  });

  it('looks into the ledger about once for each of 200 at a time', async () => {
    const ledger = new MemoryLedger();
    let asked = 0;
    const counted: Ledger = {
      reserve: async (signature) => {
        asked++;
        await new Promise((resolve) => setImmediate(resolve));
        return ledger.reserve(signature);
      },
    };
    const shared = ports(counted);
    const all = await Promise.all(Array.from({ length: 200 }, () => signFresh(parts, 'secret', shared)));
    assert.equal(new Set(all.map(({ signature }) => signature)).size, 200);
    assert.ok(asked <= 400, `${asked} times`);
    // What another process takes in between is noticed all the same.
    await ledger.reserve(signAt(parts, 'secret', 1_760_000_000 + 100).signature);
    assert.equal((await signFresh(parts, 'secret', shared)).timestamp, 1_760_000_000 - 101);
  });

  it('reserves nothing for an explanation', () => {
    const signed = signAt(parts, 'secret', 42);
    assert.equal(signed.message.toString(), 'GET|/api/v1/user/balance|42|');
  });

  it('stops waiting when the person stops', async () => {
    const full: Ledger = { reserve: async () => false };
    const stopped = new Error('stopped');
    const promise = signFresh(parts, 'secret', ports(full, { nextSecond: () => Promise.reject(stopped) }));
    await assert.rejects(promise, stopped);
  });
});
