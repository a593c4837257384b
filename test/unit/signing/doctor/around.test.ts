import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { ask, REQUEST } from './wrong-signer';

const hmac = (message: string | Buffer, secret: string = REQUEST.secret) =>
  createHmac('sha256', secret).update(message).digest('hex');
const { path, timestamp, body } = REQUEST;
const right = hmac(`POST|${path}|${timestamp}|${body}`);
const withHeaders = (headers: Readonly<Record<string, string>>) => ({ headers: Object.entries(headers) });

describe('What the doctor says of what stands around a signature', () => {
  describe('of the clock', () => {
    for (const [what, now, mistakes] of [
      ['5 minutes', timestamp + 300, []],
      ['5 minutes and a second late', timestamp + 301, ['timestamp-out-of-window']],
      ['5 minutes and a second early', timestamp - 301, ['timestamp-out-of-window']],
    ] as const) {
      it(`a right signature of ${what}: ${mistakes.join() || 'fine'}`, async () => {
        const diagnosis = await ask(REQUEST, right, { now });
        assert.equal(diagnosis.match, true);
        assert.deepEqual(diagnosis.mistakes, mistakes);
        assert.equal(diagnosis.seen.secondsFromNow, timestamp - now);
      });
    }

    it('names it beside what reproduces the signature', async () => {
      const signature = hmac(`post|${path}|${timestamp}|${body}`);
      const { match, mistakes } = await ask(REQUEST, signature, { now: timestamp + 1000 });
      assert.equal(match, true);
      assert.deepEqual(mistakes, ['lowercase-method', 'timestamp-out-of-window']);
    });

    it('knows milliseconds in header and message, and looks at them as seconds', async () => {
      const ms = `${timestamp}123`;
      const signature = hmac(`POST|${path}|${ms}|${body}`);
      const headers = { 'X-API-Key': REQUEST.key, 'X-Timestamp': ms, 'X-Signature': signature };
      const diagnosis = await ask(REQUEST, signature, withHeaders(headers));
      assert.deepEqual(diagnosis.mistakes, ['timestamp-milliseconds']);
      assert.equal(diagnosis.expected, right);
      const inHeaderOnly = await ask(REQUEST, right, withHeaders({ ...headers, 'X-Signature': right }));
      assert.equal(inHeaderOnly.match, true);
      assert.deepEqual(inHeaderOnly.mistakes, ['timestamp-milliseconds']);
    });

    it('takes a date for no timestamp, though the signature covers it', async () => {
      const date = '2025-10-09T08:53:20Z';
      const signature = hmac(`POST|${path}|${date}|${body}`);
      const headers = { 'X-API-Key': REQUEST.key, 'X-Timestamp': date, 'X-Signature': signature };
      const { match, mistakes } = await ask(REQUEST, signature, withHeaders(headers));
      assert.equal(match, true);
      assert.deepEqual(mistakes, ['timestamp-out-of-window']);
    });
  });

  describe('of the ledger', () => {
    it('replayed, where the pair has left this computer before', async () => {
      const { match, mistakes } = await ask(REQUEST, right, { used: [right] });
      assert.equal(match, true);
      assert.deepEqual(mistakes, ['replayed']);
    });

    it('nothing, where the signature is wrong', async () => {
      const signature = hmac(`post|${path}|${timestamp}|${body}`);
      const { mistakes } = await ask(REQUEST, signature, { used: [signature, right] });
      assert.deepEqual(mistakes, ['lowercase-method']);
    });
  });

  describe('of headers', () => {
    const all = { 'X-API-Key': REQUEST.key, 'X-Timestamp': String(timestamp), 'X-Signature': right };
    const without = (name: keyof typeof all) =>
      withHeaders(Object.fromEntries(Object.entries(all).filter(([key]) => key !== name)));

    it('missing-header, though the signature is right', async () => {
      const { match, mistakes, seen } = await ask(REQUEST, right, without('X-API-Key'));
      assert.equal(match, true);
      assert.deepEqual(mistakes, ['missing-header']);
      assert.deepEqual(seen.missing, ['X-API-Key']);
    });

    it('no match without a signature, and the right one all the same', async () => {
      const { match, mistakes, expected, received, searched } = await ask(REQUEST, '', without('X-Signature'));
      assert.equal(match, false);
      assert.deepEqual(mistakes, ['missing-header']);
      assert.equal(expected, right);
      assert.equal(received, '');
      assert.equal(searched, null);
    });

    it('finds the second that was signed where only the header is missing', async () => {
      const now = timestamp + 123;
      const found = await ask(REQUEST, right, { ...without('X-Timestamp'), now });
      assert.equal(found.match, true);
      assert.deepEqual(found.mistakes, ['missing-header']);
      assert.equal(found.signedMessage?.toString(), `POST|${path}|${timestamp}|${body}`);
      assert.equal(found.signedAt, now);
      assert.equal(found.expected, hmac(`POST|${path}|${now}|${body}`));
    });

    it('timestamp-missing too, where none was signed either', async () => {
      const signature = hmac(`POST|${path}|${body}`);
      const headers = { 'X-API-Key': REQUEST.key, 'X-Signature': signature };
      const { match, mistakes } = await ask(REQUEST, signature, withHeaders(headers));
      assert.equal(match, true);
      assert.deepEqual(mistakes, ['timestamp-missing', 'missing-header']);
    });

    it('reads them in any case of letters', async () => {
      const headers = { 'x-api-key': REQUEST.key, 'X-TIMESTAMP': ` ${timestamp} `, 'x-signature': right };
      assert.deepEqual((await ask(REQUEST, right, withHeaders(headers))).mistakes, []);
    });
  });
});
