import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, TRACKER_TOKEN } from '../../../../src/sandbox';
import { seedHistory } from '../../../../src/sandbox/traffic/history';
import { type Ask, ask, askPlain, Clock, get, message, NOON, type Reply, send, withSandbox } from '../client';
import { Receiver } from '../receiver';

type Row = Record<string, unknown>;

const headers = { 'X-Api-Token': TRACKER_TOKEN };

function track(port: number, id: string, type?: string, more: Partial<Ask> = {}): Promise<Reply> {
  const query = new URLSearchParams({ message_id: id, ...(type === undefined ? {} : { action_type: type }) });
  return ask(port, { target: `/api/v1/track?${query}`, headers, ...more });
}

async function sendOne(port: number): Promise<string> {
  const { json } = await send(port, { ...message, sender_id: 'Own' });
  return (json.messages as { message_id: string }[])[0]?.message_id ?? '';
}

async function rowOf(port: number): Promise<readonly unknown[]> {
  const { json } = await get(port, '/sms/messages/unified?sender=Own');
  const [row] = json.messages as Row[];
  return [row?.clicked, row?.clicked_at, row?.action_type, row?.action_at];
}

async function countsOf(port: number): Promise<readonly unknown[]> {
  const { json } = await get(port, '/sms/stats?sender=Own');
  const { click_count, unique_click_count, action_count } = json.stats as Row;
  return [click_count, unique_click_count, action_count];
}

describe('tracker endpoints of the sandbox (FACTS.md section 1.14)', () => {
  const { port, clock } = withSandbox();

  it('a conversion shows in the unified list and in the statistics; the last one is named', async () => {
    const id = await sendOne(port());
    assert.deepEqual(await rowOf(port()), [false, null, null, null]);
    clock.now = NOON + 60_000;
    const { status, json } = await track(port(), id, 'registration');
    assert.deepEqual([status, json], [200, { status: true }]);
    assert.deepEqual(await rowOf(port()), [false, null, 'registration', '2026-05-20T12:01:00Z']);
    clock.now = NOON + 120_000;
    await track(port(), id);
    assert.deepEqual(await rowOf(port()), [false, null, 'conversion', '2026-05-20T12:02:00Z']);
    assert.deepEqual(await countsOf(port()), [0, 0, 2]);
  });

  it('a click shows there as well; the first one is dated', async () => {
    const id = await sendOne(port());
    await track(port(), id, 'click');
    clock.now = NOON + 60_000;
    await track(port(), id, 'click');
    assert.deepEqual(await rowOf(port()), [true, '2026-05-20T12:00:00Z', null, null]);
    assert.deepEqual(await countsOf(port()), [2, 1, 0]);
  });

  it('all four endpoints record the same', async () => {
    const id = await sendOne(port());
    const json = JSON.stringify({ message_id: id, action_type: 'purchase' });
    const form = `message_id=${id}&action_type=purchase`;
    for (const request of [
      { target: `/api/v1/track?${form}` },
      { target: `/api/v1/action/track?${form}` },
      { method: 'POST', target: '/api/v1/callback/action', body: json },
      { method: 'POST', target: `/action?${form}` },
      { method: 'POST', target: '/action', body: json },
      { method: 'POST', target: '/action', body: form },
    ]) {
      assert.equal((await ask(port(), { ...request, headers })).status, 200, request.target);
    }
    assert.deepEqual(await countsOf(port()), [0, 0, 6]);
  });

  it('of a parameter that is repeated the first counts, in query and form', async () => {
    const id = await sendOne(port());
    const twice = `message_id=${id}&action_type=first&message_id=other&action_type=second`;
    for (const request of [{ target: `/api/v1/track?${twice}` }, { method: 'POST', target: '/action', body: twice }]) {
      assert.equal((await ask(port(), { ...request, headers })).status, 200);
      assert.equal((await rowOf(port()))[2], 'first');
    }
  });

  it('without the token, with a wrong one, or with an API key: 401, and nothing is recorded', async () => {
    const id = await sendOne(port());
    for (const wrong of [{}, { 'X-Api-Token': '' }, { 'X-Api-Token': 'x' }, { 'X-API-Key': 'sk_test_sandbox_plain' }]) {
      const { status, json } = await track(port(), id, 'registration', { headers: wrong });
      assert.deepEqual([status, json.error_code], [401, 'UNAUTHORIZED']);
      const target = '/api/v1/callback/action';
      assert.equal((await ask(port(), { method: 'POST', target, headers: wrong, body: 'not JSON' })).status, 401);
    }
    assert.deepEqual(await countsOf(port()), [0, 0, 0]);
  });

  it('a tracker token opens nothing else', async () => {
    const { status, json } = await ask(port(), { target: '/api/v1/user/balance', headers });
    assert.deepEqual([status, json.error_code], [401, 'UNAUTHORIZED']);
  });

  it('says what is missing or wrong', async () => {
    const code = async (request: Ask) => {
      const { status, json } = await ask(port(), { ...request, headers });
      return [status, json.error_code];
    };
    const post = (body: string) => code({ method: 'POST', target: '/api/v1/callback/action', body });
    assert.deepEqual(await code({ target: '/api/v1/track' }), [400, 'INVALID_PARAMS']);
    assert.deepEqual(await code({ target: '/api/v1/track?message_id=api_1' }), [404, 'NOT_FOUND']);
    assert.deepEqual(await code({ method: 'POST', target: '/action' }), [400, 'INVALID_PARAMS']);
    assert.deepEqual(await post(''), [400, 'INVALID_BODY']);
    assert.deepEqual(await post('message_id=1'), [400, 'INVALID_BODY']);
    assert.deepEqual(await post('{"message_id":7}'), [400, 'INVALID_PARAMS']);
    const id = await sendOne(port());
    assert.deepEqual(await post(JSON.stringify({ message_id: id, action_type: 1 })), [400, 'INVALID_PARAMS']);
    assert.deepEqual(await post(JSON.stringify({ message_id: id, action_type: 'x'.repeat(65) })), [
      400,
      'INVALID_PARAMS',
    ]);
    assert.deepEqual(await countsOf(port()), [0, 0, 0]);
  });

  it('messages of the invented history can be clicked on, too', async () => {
    const sample = 'api_42_1743667200123456789_a3f8b2c1d9e45f67';
    assert.equal((await track(port(), sample, 'click')).status, 200);
    const { json } = await get(port(), '/sms/messages/unified?from=2025-04-03&to=2025-04-03');
    assert.deepEqual(
      (json.messages as Row[]).map(({ clicked_at }) => clicked_at),
      ['2026-05-20T12:00:00Z'],
    );
  });
});

describe('webhooks of clicks and conversions in the sandbox (FACTS.md sections 1.12 and 6)', () => {
  const { port, clock } = withSandbox();
  let receiver: Receiver;
  beforeEach(async () => {
    receiver = new Receiver();
    await receiver.listen();
  });
  afterEach(() => receiver.close());
  const set = (settings: unknown) =>
    askPlain(port(), { method: 'PUT', target: '/api/v1/user/webhooks', body: JSON.stringify(settings) });
  const told = async (count: number) => {
    clock.advance(0);
    const calls = await receiver.until(count);
    assert.equal(calls.length, count);
    return calls;
  };

  it('each goes to its own address, with its own fields', async () => {
    await set({
      click_url: `${receiver.url}/click`,
      conversion_url: `${receiver.url}/conversion`,
      conversion_fields: ['action_type', 'message_id', 'workspace_id', 'never heard of'],
    });
    const id = await sendOne(port());
    await track(port(), id, 'click');
    await told(1);
    await track(port(), id, 'purchase');
    const [click, conversion] = await told(2);
    assert.equal(click?.target, '/click');
    assert.deepEqual(click?.json, {
      message_id: id,
      recipient: '+14155551234',
      sender_id: 'Own',
      timestamp: '2026-05-20T12:00:00Z',
    });
    assert.equal(conversion?.target, '/conversion');
    assert.deepEqual(conversion?.json, { action_type: 'purchase', message_id: id, workspace_id: 16 });
  });

  it('unique_clicks_only tells the first click of a broadcast alone, and every click of an API message', async () => {
    const broadcast = seedHistory(NOON).find(
      ({ source, clicks, billed }) => source === 'broadcasts' && billed && !clicks,
    );
    assert.ok(broadcast);
    await set({ click_url: receiver.url, unique_clicks_only: true });
    const id = await sendOne(port());
    for (const clicked of [broadcast.id, broadcast.id, id, id]) await track(port(), clicked, 'click');
    const ids = (await told(3)).map(({ json }) => json.message_id);
    assert.deepEqual(ids.sort(), [broadcast.id, id, id].sort());
    await set({ unique_clicks_only: false });
    await track(port(), broadcast.id, 'click');
    await told(4);
  });

  it('nothing is told where no address is set', async () => {
    const id = await sendOne(port());
    await track(port(), id, 'click');
    clock.advance(0);
    assert.equal((await get(port(), '/user/webhooks/logs')).json.total, 0);
  });
});

describe('clicks and conversions of a sandbox with --db', () => {
  it('outlive a restart, those of the invented history too', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-db-'));
    const clock = new Clock();
    const start = () => startSandbox({ clock: clock.read, db: join(folder, 'state.json') });
    const sample = 'api_42_1743667200123456789_a3f8b2c1d9e45f67';
    const read = async (port: number) => [
      await rowOf(port),
      await countsOf(port),
      (await get(port, '/sms/messages/unified?from=2025-04-03&to=2025-04-03')).json,
      (await get(port, '/sms/messages?sender=Own')).json,
      (await get(port, '/user/payments')).json,
    ];
    try {
      const first = await start();
      const id = await sendOne(first.port);
      await track(first.port, id, 'click');
      await track(first.port, id, 'registration');
      await track(first.port, sample, 'purchase');
      const before = await read(first.port);
      await first.stop();
      const second = await start();
      assert.deepEqual(await read(second.port), before);
      assert.deepEqual(await countsOf(second.port), [1, 1, 1]);
      await second.stop();
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
