import assert from 'node:assert/strict';
import { type Fault, parseFault, startSandbox } from '../../../../src/sandbox';
import { ask, askPlain, Clock, get, logIn, message, type Reply, send, withSandbox } from '../client';
import { assertDescribed } from '../described';

interface Price {
  readonly dialcode: string;
  readonly mcc: string;
  readonly mnc: string;
  readonly mccmnc: string;
  readonly country: string;
  readonly rate: number;
  readonly prev_rate: number;
  readonly change_type: string;
}
interface Payment {
  readonly id: string;
  readonly amount: number;
  readonly date: string;
  readonly type: string;
  readonly description: string;
  readonly source: string;
}
const list = <T>({ json }: Reply) => json as unknown as readonly T[];

describe('prices in the sandbox (FACTS.md section 1.10)', () => {
  const { port } = withSandbox();
  const prices = async () => list<Price>(await get(port(), '/user/pricing'));

  it('are as described, with the sample of the documentation', async () => {
    const { headers, text } = await get(port(), '/user/pricing');
    await assertDescribed('getPricing', 200, String(headers['content-type']), text);
    const sample = (await prices()).find(({ mccmnc }) => mccmnc === '310004');
    assert.deepEqual([sample?.dialcode, sample?.rate, sample?.prev_rate], ['1', 0.0085, 0.008]);
  });

  it('POST answers the same, whatever its body', async () => {
    const { text } = await get(port(), '/user/pricing');
    for (const body of [undefined, '{"country":"DE"}', 'not JSON']) {
      const request = { method: 'POST', target: '/api/v1/user/pricing', ...(body === undefined ? {} : { body }) };
      assert.deepEqual([(await askPlain(port(), request)).text], [text]);
    }
  });

  it('are what sends are charged with: to every prefix in the list, and to one that is not', async () => {
    const all = await prices();
    assert.ok(all.length > 30);
    for (const { dialcode, country, rate } of all) {
      const to = `+${(dialcode || '999').padEnd(11, '0')}`;
      const { json } = await send(port(), { ...message, to: [to] });
      assert.equal((json.summary as { total_cost: number }).total_cost, rate, country);
    }
  });

  it('fit together: codes, and the change since the last price', async () => {
    const kinds = new Set<string>();
    for (const { mcc, mnc, mccmnc, rate, prev_rate, change_type, dialcode, country } of await prices()) {
      assert.equal(mccmnc, mcc + mnc);
      if (dialcode !== '') assert.match(mccmnc, /^\d{5,6}$/, country);
      assert.equal(change_type, rate > prev_rate ? 'Increase' : rate < prev_rate ? 'Decrease' : 'Same');
      kinds.add(change_type);
    }
    assert.equal(kinds.size, 3);
  });

  it('a single entry is the stub of the service: an empty object for every id', async () => {
    for (const id of ['1', '310004', 'a%2Fb']) {
      const { status, text } = await get(port(), `/user/pricing/${id}`);
      assert.deepEqual([status, text], [200, '{}']);
    }
  });
});

describe('GET /user/payments in the sandbox (FACTS.md section 1.11)', () => {
  const { port, clock } = withSandbox();
  const payments = async () => list<Payment>(await get(port(), '/user/payments'));
  const sum = (rows: readonly Payment[]) => Math.round(rows.reduce((all, { amount }) => all + amount, 0) * 1e6) / 1e6;
  const balance = async () => (await get(port(), '/user/balance')).json.balance;
  const sendCharged = async (to: string) => {
    const headers = { Authorization: `Bearer ${await logIn(port())}` };
    const body = JSON.stringify({ ...message, to: [to] });
    return ask(port(), { method: 'POST', target: '/api/v1/sms/send', headers, body });
  };

  it('is as described', async () => {
    const { headers, text } = await get(port(), '/user/payments');
    await assertDescribed('getPayments', 200, String(headers['content-type']), text);
  });

  it('adds up to the balance, before and after sends that cost something', async () => {
    assert.equal(sum(await payments()), await balance());
    await sendCharged('+4915112345678');
    clock.now += 24 * 3_600_000;
    await sendCharged('+819012345678');
    assert.equal(await balance(), 1250.5 - 0.071 - 0.056);
    assert.equal(sum(await payments()), await balance());
  });

  it('is negative for usage alone, the newest first, each id once', async () => {
    const rows = await payments();
    assert.deepEqual(new Set(rows.map(({ type }) => type)), new Set(['usage', 'deposit', 'adjustment']));
    for (const { amount, type, source, id } of rows) {
      assert.equal(amount < 0, type === 'usage');
      assert.equal(source, type === 'usage' ? 'sms_gateway' : 'portal');
      assert.match(id, type === 'usage' ? /^sms_gateway_S\d+$/ : /^portal_P\d+$/);
    }
    assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length);
    const dates = rows.map(({ date }) => date);
    assert.deepEqual(dates, [...dates].sort().reverse());
  });

  it('has a row of usage for each day, which grows while it lasts', async () => {
    const today = async () => (await payments()).find(({ description }) => description.endsWith(' on 2026-05-20'));
    const before = await today();
    assert.ok(before);
    await sendCharged('+14155551234');
    const after = await today();
    assert.equal(after?.id, before.id);
    assert.equal(after?.amount, Math.round((before.amount - 0.0085) * 1e6) / 1e6);
    assert.equal(after?.date, '2026-05-20T12:00:00Z');
  });

  it('a test key costs nothing and leaves no row', async () => {
    const before = await payments();
    await send(port(), message);
    assert.deepEqual(await payments(), before);
  });
});

describe('account data that cannot be had (FACTS.md sections 1.9 to 1.11)', () => {
  const clock = new Clock();
  async function during(name: string, path: string, method = 'GET'): Promise<Reply> {
    const { fault } = parseFault(name) as { fault: Fault };
    const sandbox = await startSandbox({ clock: clock.read, faults: [fault] });
    try {
      return await askPlain(sandbox.port, { method, target: `/api/v1/user/${path}` });
    } finally {
      await sandbox.stop();
    }
  }
  const degraded = ({ headers }: Reply) => [headers['x-sms-gateway-status'], headers['x-sms-gateway-reason']];

  for (const [method, path, id] of [
    ['GET', 'balance', 'getBalance'],
    ['GET', 'pricing', 'getPricing'],
    ['POST', 'pricing', 'postPricing'],
    ['GET', 'payments', 'getPayments'],
  ] as const) {
    it(`${method} ${path} of an account in set-up is a 200 that says so, without an error_code`, async () => {
      const reply = await during('setup', path, method);
      assert.deepEqual([reply.status, reply.json], [200, { status: false, error: 'Account is in setup process' }]);
      assert.deepEqual(degraded(reply), [undefined, undefined]);
      await assertDescribed(id, 200, String(reply.headers['content-type']), reply.text);
    });
  }

  it('unavailable: an empty balance that says so, and empty lists', async () => {
    const balance = await during('unavailable', 'balance');
    assert.deepEqual(balance.json, { balance: 0, currency: 'EUR', unavailable: true, reason: 'cache_disabled' });
    for (const reply of [balance, await during('unavailable', 'pricing'), await during('unavailable', 'payments')]) {
      assert.deepEqual([reply.status, ...degraded(reply)], [200, 'unavailable', 'cache_disabled']);
      if (reply !== balance) assert.deepEqual(reply.json, []);
    }
  });

  it('partial: of payments the rows of the portal are left, of prices nothing', async () => {
    const payments = await during('partial', 'payments');
    assert.deepEqual(degraded(payments), ['partial', 'cache_miss_refresh_failed']);
    assert.deepEqual(new Set(list<Payment>(payments).map(({ source }) => source)), new Set(['portal']));
    const prices = await during('partial', 'pricing');
    assert.deepEqual([prices.json, ...degraded(prices)], [[], 'unavailable', 'cache_miss_refresh_failed']);
  });

  it('other endpoints are not touched, nor are these without the fault', async () => {
    assert.deepEqual(degraded(await during('unavailable', 'webhooks')), [undefined, undefined]);
    assert.deepEqual(degraded(await during('latency=0', 'payments')), [undefined, undefined]);
  });
});
