import assert from 'node:assert/strict';
import { askPlain, get, message, NOON, send, withSandbox } from '../client';
import { assertDescribed } from '../described';

type Stats = Record<string, number>;

describe('GET /sms/stats in the sandbox (FACTS.md section 1.7)', () => {
  const { port, clock } = withSandbox();
  const ask = (query: string) => askPlain(port(), { target: `/api/v1/sms/stats${query}` });
  const stats = async (query: string) => (await ask(query)).json.stats as Stats;
  const period = async (query: string) => (await ask(query)).json.period;

  it('has numbers from the first day on, in the documented shape', async () => {
    const { status, json } = await ask('');
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(json), ['status', 'stats', 'period']);
    assert.deepEqual(Object.keys(json.stats as Stats).sort(), [
      'action_count',
      'avg_cost_per_msg',
      'click_count',
      'currency',
      'delivered',
      'delivery_rate',
      'expired',
      'failed',
      'not_billed',
      'pending',
      'sent',
      'sent_rate',
      'total_cost',
      'total_sent',
      'undelivered',
      'unique_click_count',
    ]);
    assert.ok(Number((json.stats as Stats).delivered) > 50);
  });

  for (const source of ['api', 'broadcasts', 'all']) {
    it(`the counters of ${source} add up`, async () => {
      const s = await stats(`?period=30d&source=${source}`);
      const { total_sent, sent = 0, delivered = 0, undelivered = 0, pending = 0, expired = 0, not_billed = 0 } = s;
      assert.equal(sent, delivered + undelivered + pending + expired);
      assert.equal(total_sent, sent + not_billed);
      assert.equal(s.failed, undelivered);
      assert.equal(s.sent_rate, Math.round((sent / (sent + not_billed)) * 10_000) / 100);
      assert.equal(s.delivery_rate, Math.round((delivered / sent) * 10_000) / 100);
      assert.equal(not_billed > 0, source !== 'api');
      assert.equal(Number(s.click_count) > 0, source !== 'api');
      assert.ok(Number(s.unique_click_count) <= Number(s.click_count));
    });
  }

  it('all is api and broadcasts together', async () => {
    const [api, broadcasts, all] = await Promise.all(['api', 'broadcasts', 'all'].map((s) => stats(`?source=${s}`)));
    assert.equal(all?.total_sent, Number(api?.total_sent) + Number(broadcasts?.total_sent));
  });

  it('what is sent through the sandbox is counted, by its status at the time', async () => {
    const before = await stats('?period=today');
    await send(port(), { ...message, to: ['+14155551234', '+14155550101', '+14155550103', '+14155550104'] });
    const sent = await stats('?period=today');
    assert.equal(sent.pending, Number(before.pending) + 4);
    clock.now = NOON + 5_000;
    const after = await stats('?period=today');
    assert.equal(after.pending, before.pending);
    assert.equal(after.delivered, Number(before.delivered) + 1);
    assert.equal(after.undelivered, Number(before.undelivered) + 2);
    assert.equal(after.expired, Number(before.expired) + 1);
    assert.equal(after.total_cost, Math.round((Number(before.total_cost) + 0.034) * 1e6) / 1e6);
  });

  it('filters by country, sender, part of a number and status', async () => {
    await send(port(), { message: 'x', sender_id: 'Unique1', to: ['+971501234567', '+819012345678'] });
    assert.equal((await stats('?sender=Unique1')).sent, 2);
    assert.equal((await stats('?country=AE')).sent, 1);
    assert.equal((await stats('?country=AE&sender=Nobody')).sent, 0);
    assert.equal((await stats('?phone=90123456')).sent, 1);
    const delivered = await stats('?status=delivered');
    assert.equal(delivered.sent, delivered.delivered);
    assert.equal((await stats('?status=pending')).sent, 2);
  });

  it('rates of nothing are zero', async () => {
    const nothing = await stats('?sender=Nobody');
    assert.deepEqual([nothing.sent_rate, nothing.delivery_rate, nothing.avg_cost_per_msg], [0, 0, 0]);
  });

  for (const [query, from, to] of [
    ['', '2026-05-14', '2026-05-20'],
    ['?period=today', '2026-05-20', '2026-05-20'],
    ['?period=yesterday', '2026-05-19', '2026-05-19'],
    ['?period=7d', '2026-05-14', '2026-05-20'],
    ['?period=30d', '2026-04-21', '2026-05-20'],
    ['?period=this_month', '2026-05-01', '2026-05-20'],
    ['?period=last_month', '2026-04-01', '2026-04-30'],
    ['?from=2026-05-01&to=2026-05-03', '2026-05-01', '2026-05-03'],
  ] as const) {
    it(`"${query}" is the time from ${from} to ${to}`, async () => assert.deepEqual(await period(query), { from, to }));
  }

  it('last_month in January is December', async () => {
    clock.now = Date.UTC(2026, 0, 15);
    assert.deepEqual(await period('?period=last_month'), { from: '2025-12-01', to: '2025-12-31' });
  });

  it('the last day is included, the next is not', async () => {
    await send(port(), { ...message, sender_id: 'Edge' });
    assert.equal((await stats('?sender=Edge&from=2026-05-20&to=2026-05-20')).sent, 1);
    assert.equal((await stats('?sender=Edge&from=2026-05-18&to=2026-05-19')).sent, 0);
    assert.equal((await stats('?sender=Edge&from=2026-05-21&to=2026-05-21')).sent, 0);
  });

  for (const query of [
    '?period=week',
    '?period=',
    '?from=2026-05-01',
    '?to=2026-05-01',
    '?period=7d&from=2026-05-01&to=2026-05-02',
    '?from=2026-02-30&to=2026-03-01',
    '?from=01.05.2026&to=02.05.2026',
    '?from=2026-05-02&to=2026-05-01',
    '?source=web',
    '?status=failed',
    '?country=gb',
    '?country=GBR',
  ]) {
    it(`"${query}" gets INVALID_PARAMS`, async () => {
      const { status, json } = await ask(query);
      assert.deepEqual([status, json.error_code], [400, 'INVALID_PARAMS']);
    });
  }
});

describe('GET /sms/stats/daily in the sandbox (FACTS.md section 1.8)', () => {
  const { port } = withSandbox();
  const days = async (query: string) => (await get(port(), `/sms/stats/daily${query}`)).json.daily as Day[];
  type Day = { date: string } & Record<string, number>;

  it('is as described', async () => {
    const { status, headers, text } = await get(port(), '/sms/stats/daily?period=30d&source=all');
    assert.equal(status, 200);
    await assertDescribed('getDailyStats', 200, String(headers['content-type']), text);
  });

  it('has every day of the period, the oldest first, also those without messages', async () => {
    const dates = (await days('?from=2026-02-26&to=2026-03-02&sender=Nobody')).map(({ date }) => date);
    assert.deepEqual(dates, ['2026-02-26', '2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02']);
    const [first] = await days('?from=2026-02-26&to=2026-03-02&sender=Nobody');
    assert.deepEqual([first?.total_sent, first?.delivery_rate, first?.total_cost], [0, 0, 0]);
  });

  for (const query of ['?', '?period=30d&source=all', '?period=30d&country=DE&status=delivered&source=broadcasts']) {
    it(`the days of "${query}" add up to the statistics`, async () => {
      const total = (await get(port(), `/sms/stats${query}`)).json.stats as Stats;
      const rows = await days(query);
      for (const name of [
        'total_sent',
        'sent',
        'delivered',
        'undelivered',
        'not_billed',
        'click_count',
        'action_count',
      ]) {
        assert.equal(
          rows.reduce((sum, day) => sum + Number(day[name]), 0),
          total[name],
          name,
        );
      }
      const cost = rows.reduce((sum, day) => sum + Number(day.total_cost), 0);
      assert.ok(Math.abs(cost - Number(total.total_cost)) < 1e-6);
    });
  }

  it('what is sent now is counted today', async () => {
    const before = (await days('?period=today'))[0]?.sent ?? 0;
    await send(port(), message);
    assert.equal((await days('?period=today'))[0]?.sent, before + 1);
  });

  it('a year can be asked for; more gets INVALID_PARAMS', async () => {
    assert.equal((await days('?from=2025-05-21&to=2026-05-20')).length, 365);
    assert.equal((await days('?from=2024-01-01&to=2024-12-31')).length, 366);
    const { status, json } = await get(port(), '/sms/stats/daily?from=0001-01-01&to=9999-12-31');
    assert.deepEqual([status, json.error_code], [400, 'INVALID_PARAMS']);
  });
});

describe('GET /sms/stats/by-country in the sandbox (FACTS.md section 1.8)', () => {
  const { port } = withSandbox();
  type Country = { country: string } & Record<string, number>;
  const countries = async (query: string) =>
    (await get(port(), `/sms/stats/by-country${query}`)).json.countries as Country[];

  it('is as described', async () => {
    const { status, headers, text } = await get(port(), '/sms/stats/by-country?period=30d&source=all');
    assert.equal(status, 200);
    await assertDescribed('getCountryStats', 200, String(headers['content-type']), text);
  });

  it('each row is what the statistics say of that country, most messages first', async () => {
    const rows = await countries('?period=30d&source=all');
    assert.ok(rows.length >= 5);
    for (const { country, ...stats } of rows) {
      const { json } = await get(port(), `/sms/stats?period=30d&source=all&country=${country}`);
      assert.deepEqual(stats, json.stats);
    }
    const sizes = rows.map(({ total_sent }) => Number(total_sent));
    assert.deepEqual(
      sizes,
      [...sizes].sort((a, b) => b - a),
    );
  });

  it('has countries with messages only; what has none is ZZ', async () => {
    assert.deepEqual(await countries('?sender=Nobody'), []);
    await send(port(), { ...message, sender_id: 'Own', to: ['+819012345678', '+9991234567', '+819012345679'] });
    const rows = await countries('?sender=Own');
    assert.deepEqual(
      rows.map(({ country, sent }) => [country, sent]),
      [
        ['JP', 2],
        ['ZZ', 1],
      ],
    );
  });

  it('wrong parameters get INVALID_PARAMS', async () => {
    for (const path of ['daily', 'by-country']) {
      const { status, json } = await get(port(), `/sms/stats/${path}?status=failed`);
      assert.deepEqual([status, json.error_code], [400, 'INVALID_PARAMS']);
    }
  });
});
