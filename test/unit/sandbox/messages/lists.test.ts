import assert from 'node:assert/strict';
import { ask, get, logIn, message, NOON, send, withSandbox } from '../client';
import { assertDescribed } from '../described';

type Row = Record<string, unknown>;
interface Page {
  readonly messages: readonly Row[];
  readonly total: number;
  readonly page: number;
  readonly limit: number;
  readonly total_pages: number;
}

for (const [path, id] of [
  ['/sms/messages', 'listMessages'],
  ['/sms/messages/unified', 'listUnifiedMessages'],
] as const) {
  describe(`GET ${path} in the sandbox (FACTS.md sections 1.4 and 1.5)`, () => {
    const { port, clock } = withSandbox();
    const page = async (query = '') => (await get(port(), path + query)).json as unknown as Page;
    const sender = (query: string) => page(`?sender=Own&${query}`);
    const recipients = ({ messages }: Page) => messages.map(({ recipient }) => recipient);

    it('is as described, from the first day on', async () => {
      for (const query of ['?period=30d&limit=100', '?sender=Nobody']) {
        const { status, headers, text } = await get(port(), path + query);
        assert.equal(status, 200);
        await assertDescribed(id, 200, String(headers['content-type']), text);
      }
    });

    it('has 25 rows on a page, the newest first, and says how many there are', async () => {
      const { messages, total, page: number, limit, total_pages } = await page();
      assert.equal(messages.length, 25);
      assert.ok(total > 100);
      assert.deepEqual([number, limit, total_pages], [1, 25, Math.ceil(total / 25)]);
      const times = messages.map((row) => String(row.created_at ?? row.sent_at));
      assert.deepEqual(times, [...times].sort().reverse());
    });

    it('the pages together are all rows, each once', async () => {
      const { total } = await page();
      const ids: unknown[] = [];
      for (let number = 1; ids.length < total; number++) {
        const { messages } = await page(`?limit=40&page=${number}`);
        assert.ok(messages.length > 0);
        ids.push(...messages.map((row) => row.id));
      }
      assert.equal(new Set(ids).size, total);
    });

    it('a page after the last is empty, and nothing has no pages', async () => {
      const { total } = await page();
      const beyond = await page('?page=999&limit=10');
      assert.deepEqual(
        { ...beyond },
        { messages: [], total, page: 999, limit: 10, total_pages: Math.ceil(total / 10) },
      );
      const none = { messages: [], total: 0, page: 1, limit: 25, total_pages: 0 };
      assert.deepEqual(await page('?sender=Nobody'), none);
    });

    it('the status of a filter stands for the statuses of the documentation, at the time of asking', async () => {
      const endings = ['00', '01', '02', '03', '04', '05', '07'].map((digits) => `+141555501${digits}`);
      await send(port(), { ...message, sender_id: 'Own', to: endings });
      const own = async (status: string) =>
        recipients(await sender(`status=${status}`)).map((to) => String(to).slice(-1));
      assert.equal((await own('pending')).length, 7);
      assert.deepEqual(await own('sent'), await own('pending'));
      assert.deepEqual(await own('delivered'), []);
      clock.now = NOON + 5_000;
      assert.deepEqual(await own('delivered'), ['0']);
      assert.deepEqual((await own('undelivered')).sort(), ['1', '2', '5']);
      assert.deepEqual(await own('failed'), await own('undelivered'));
      assert.deepEqual(await own('expired'), ['3']);
      assert.deepEqual(await own('unknown'), ['4']);
      assert.deepEqual(await own('sent'), ['7']);
    });

    it('filters by country, part of a number, sender and period, all together', async () => {
      await send(port(), { ...message, sender_id: 'Own', to: ['+971501234567', '+819012345678', '+4915112345678'] });
      assert.deepEqual(recipients(await sender('country=JP')), ['+819012345678']);
      assert.deepEqual(recipients(await sender('phone=12345678')).length, 2);
      assert.deepEqual(recipients(await sender('phone=12345678&country=DE')), ['+4915112345678']);
      assert.equal((await sender('from=2026-05-20&to=2026-05-20')).total, 3);
      assert.equal((await sender('period=yesterday')).total, 0);
      assert.equal((await sender('from=2026-05-21&to=2026-05-22')).total, 0);
    });

    it('the default is seven days, today included', async () => {
      const days = async (query: string) => (await page(query)).total;
      assert.equal(await days(''), await days('?period=7d'));
      assert.equal(await days(''), await days('?from=2026-05-14&to=2026-05-20'));
    });

    it('messages of a workspace are seen in it alone', async () => {
      const headers = { Authorization: `Bearer ${await logIn(port())}`, 'X-Workspace-ID': '18' };
      const body = JSON.stringify({ ...message, sender_id: 'Own' });
      await ask(port(), { method: 'POST', target: '/api/v1/sms/send', headers, body });
      const there = await ask(port(), { target: `/api/v1${path}`, headers });
      assert.equal((there.json as unknown as Page).total, 1);
      assert.equal((await sender('')).total, 0);
    });

    for (const query of [
      'page=0',
      'page=-1',
      'page=1.5',
      'page=',
      'page=x',
      'limit=0',
      'limit=101',
      'limit=ten',
      'status=DELIVRD',
      'status=constructor',
      'country=us',
      'period=week',
      'from=2026-05-01',
      'period=7d&from=2026-05-01&to=2026-05-02',
    ]) {
      it(`?${query} gets INVALID_PARAMS`, async () => {
        const { status, json } = await get(port(), `${path}?${query}`);
        assert.deepEqual([status, json.error_code], [400, 'INVALID_PARAMS']);
      });
    }
  });
}

describe('rows of the message lists in the sandbox', () => {
  const { port, clock } = withSandbox();
  const rows = async (path: string) => (await get(port(), path)).json.messages as Row[];
  const sendOwn = async () => {
    const { json } = await send(port(), { ...message, sender_id: 'Own' });
    return (json.messages as { message_id: string }[])[0]?.message_id;
  };

  it('a row of the API list has the documented members', async () => {
    const id = await sendOwn();
    clock.now = NOON + 6_000;
    const [row] = await rows('/sms/messages?sender=Own');
    assert.equal(typeof row?.id, 'number');
    assert.deepEqual(
      { ...row, id: 0 },
      {
        id: 0,
        client_message_id: id,
        recipient: '+14155551234',
        sender_id: 'Own',
        message: 'Hello',
        status: 'DELIVRD',
        status_code: '000',
        segments: 1,
        cost: 0.0085,
        created_at: '2026-05-20T12:00:00Z',
        delivered_at: '2026-05-20T12:00:05Z',
      },
    );
  });

  it('a row of the unified list has the documented members, and null for what has not happened', async () => {
    await sendOwn();
    const [row] = await rows('/sms/messages/unified?sender=Own');
    assert.match(String(row?.id), /^\d+$/);
    assert.deepEqual(
      { ...row, id: '' },
      {
        id: '',
        source: 'api',
        recipient: '+14155551234',
        sender_id: 'Own',
        message: 'Hello',
        status: 'pending',
        status_code: '',
        cost: 0.0085,
        sent_at: '2026-05-20T12:00:00Z',
        delivered_at: null,
        clicked: false,
        clicked_at: null,
        action_type: null,
        action_at: null,
      },
    );
  });

  it('a message has the same number in both lists, also when others came after it', async () => {
    await sendOwn();
    const [first] = await rows('/sms/messages?sender=Own');
    await sendOwn();
    const [newer, older] = await rows('/sms/messages?sender=Own');
    const [, unified] = await rows('/sms/messages/unified?sender=Own');
    assert.equal(older?.id, first?.id);
    assert.equal(newer?.id, Number(first?.id) + 1);
    assert.equal(unified?.id, String(first?.id));
  });

  it('campaigns are in the unified list, as "campaign"; source chooses', async () => {
    const sources = async (query: string) =>
      [
        ...new Set((await rows(`/sms/messages/unified?period=30d&limit=100${query}`)).map(({ source }) => source)),
      ].sort();
    assert.deepEqual(await sources(''), ['api', 'campaign']);
    assert.deepEqual(await sources('&source=all'), ['api', 'campaign']);
    assert.deepEqual(await sources('&source=api'), ['api']);
    assert.deepEqual(await sources('&source=broadcasts'), ['campaign']);
    const wrong = await get(port(), '/sms/messages/unified?source=campaign');
    assert.equal(wrong.json.error_code, 'INVALID_PARAMS');
    assert.ok((await rows('/sms/messages?source=broadcasts')).every((row) => row.sender_id !== 'Shop'));
  });

  it('the lists and the statistics count the same messages', async () => {
    const total = async (path: string) => Number((await get(port(), path)).json.total);
    for (const [source, path] of [
      ['api', '/sms/messages?'],
      ['api', '/sms/messages/unified?source=api&'],
      ['broadcasts', '/sms/messages/unified?source=broadcasts&'],
      ['all', '/sms/messages/unified?'],
    ]) {
      const { json } = await get(port(), `/sms/stats?source=${source}&period=30d`);
      assert.equal((json.stats as Record<string, number>).total_sent, await total(`${path}period=30d`));
    }
  });
});
