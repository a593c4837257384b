import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { Credential } from '../../../src/credentials';
import { NextExpiry } from '../../../src/vscode/lens/next-expiry';

const entry = (expires?: number) => ({ credential: { ...(expires ? { expires } : {}) } as Credential });

describe('the end of a login', () => {
  it('is told when it comes, one after the other, and not before', async () => {
    const begin = Date.now();
    // Ends are whole seconds: the clock of the test runs so that the first is 50 ms away, the second 1050 ms.
    const now = () => 1_000_950 + (Date.now() - begin);
    const told: number[] = [];
    const expiry = new NextExpiry(now, () => told.push(now()));
    expiry.watch([entry(1002), entry(), entry(1001), entry(900)]);
    await delay(1200);
    expiry.dispose();
    assert.equal(told.length, 2);
    assert.ok((told[0] ?? 0) >= 1_001_000 && (told[0] ?? 0) < 1_001_500);
    assert.ok((told[1] ?? 0) >= 1_002_000);
  });

  it('is told no more after the end, whatever comes in late', async () => {
    let told = 0;
    const expiry = new NextExpiry(Date.now, () => told++);
    expiry.watch([entry(Math.ceil(Date.now() / 1000) + 1)]);
    expiry.dispose();
    expiry.watch([entry(Math.ceil(Date.now() / 1000))]);
    await delay(1100);
    assert.equal(told, 0);
  });

  it('that is years away fits into a timer', async () => {
    let looked = 0;
    const now = () => {
      looked++;
      return Date.now();
    };
    const expiry = new NextExpiry(now, () => undefined);
    expiry.watch([entry(4102444800)]);
    await delay(20); // a timer that is set too far fires at once
    expiry.dispose();
    assert.equal(looked, 1);
  });
});
