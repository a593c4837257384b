import assert from 'node:assert/strict';
import { magicNumbers } from '../../../../src/sandbox';
import { ask, askPlain, logIn, message, send, withSandbox } from '../client';

interface Sent {
  readonly messages: readonly { dnis: string; message_id: string; segment_num: number }[];
  readonly results: readonly { dnis: string; message_id?: string; segments: number; status: string }[];
  readonly summary: Record<string, unknown>;
}

describe('POST /sms/send in the sandbox (FACTS.md section 1.2)', () => {
  const { port } = withSandbox();
  const sent = async (body: unknown) => (await send(port(), body)).json as unknown as Sent;
  const code = async (body: unknown) => {
    const { status, json } = await send(port(), body);
    assert.deepEqual(Object.keys(json).slice(0, 3), ['status', 'error_code', 'description']);
    return [status, json.error_code];
  };

  it('answers in the documented shape', async () => {
    const { status, json, headers } = await send(port(), message);
    assert.equal(status, 200);
    assert.equal(headers['content-type'], 'application/json');
    const { messages } = json as unknown as Sent;
    const id = messages[0]?.message_id ?? '';
    assert.match(id, /^api_\d+_\d{19}_[0-9a-f]{16}$/);
    assert.deepEqual(json, {
      status: true,
      messages: [{ dnis: '+14155551234', message_id: id, segment_num: 1 }],
      results: [{ dnis: '+14155551234', message_id: id, segments: 1, status: 'accepted' }],
      summary: {
        total_recipients: 1,
        total_segments: 1,
        total_cost: 0.0085,
        encoding: 'GSM-7',
        accepted_count: 1,
        blocked_count: 0,
        queue_error_count: 0,
        config_error_count: 0,
        db_error_count: 0,
      },
      sandbox: true,
    });
  });

  it('with a token it is not a test: no "sandbox", and the balance goes down', async () => {
    const headers = { Authorization: `Bearer ${await logIn(port())}` };
    const request = { method: 'POST', target: '/api/v1/sms/send', headers, body: JSON.stringify(message) };
    const { status, json } = await ask(port(), request);
    assert.equal(status, 200);
    assert.ok(!('sandbox' in json));
    assert.equal((await askPlain(port(), { target: '/api/v1/user/balance' })).json.balance, 1250.4915);
  });

  it('a test key does not touch the balance', async () => {
    await send(port(), message);
    assert.equal((await askPlain(port(), { target: '/api/v1/user/balance' })).json.balance, 1250.5);
  });

  it('the price depends on the country and the segments', async () => {
    const { summary } = await sent({ ...message, to: ['+447911123456', '+14155551234'], message: 'ж'.repeat(71) });
    assert.equal(summary.encoding, 'UCS-2');
    assert.equal(summary.total_segments, 4);
    assert.equal(summary.total_cost, 0.083);
  });

  it('ids of one send differ and sort as they were sent', async () => {
    const to = Array.from({ length: 100 }, (_, i) => `+4477009001${String(i).padStart(2, '0')}`);
    const ids = (await sent({ ...message, to })).messages.map(({ message_id }) => message_id);
    assert.equal(new Set(ids).size, 100);
    assert.deepEqual([...ids].sort(), ids);
  });

  it('a number that stands twice in the list is sent to twice', async () => {
    const { messages } = await sent({ ...message, to: ['+14155551234', '+14155551234'] });
    assert.equal(new Set(messages.map(({ message_id }) => message_id)).size, 2);
  });

  for (const body of ['', '{', '[]', 'null', '"x"', '\ufeff{}', Buffer.from([0x22, 0xff, 0x22])]) {
    it(`the body ${JSON.stringify(body.toString('latin1' as never))} gets INVALID_BODY`, async () => {
      assert.deepEqual(await code(body), [400, 'INVALID_BODY']);
    });
  }
  for (const to of [
    undefined,
    null,
    [],
    '+14155551234',
    ['14155551234'],
    ['+1 415'],
    [14155551234],
    ['+14155551234', ''],
  ]) {
    it(`to = ${JSON.stringify(to)} gets INVALID_TO`, async () => {
      assert.deepEqual(await code({ ...message, to }), [400, 'INVALID_TO']);
    });
  }
  for (const text of [undefined, null, '', 7, 'a'.repeat(255 * 153 + 1)]) {
    it(`message = ${JSON.stringify(text)?.slice(0, 20)} gets INVALID_MESSAGE`, async () => {
      assert.deepEqual(await code({ ...message, message: text }), [400, 'INVALID_MESSAGE']);
    });
  }
  for (const sender_id of [undefined, null, '', 'ab', '1App', 'My App', 'A12345678901', '+1', 5]) {
    it(`sender_id = ${JSON.stringify(sender_id)} gets INVALID_SENDER`, async () => {
      assert.deepEqual(await code({ ...message, sender_id }), [400, 'INVALID_SENDER']);
    });
  }
  it('101 recipients get TOO_MANY_RECIPIENTS, 100 do not', async () => {
    const to = Array.from({ length: 101 }, () => '+14155551234');
    assert.deepEqual(await code({ ...message, to }), [400, 'TOO_MANY_RECIPIENTS']);
    assert.equal((await send(port(), { ...message, to: to.slice(1) })).status, 200);
  });

  it('checks in the order body, to, message, sender, count, balance', async () => {
    const many = Array.from({ length: 101 }, () => '+14155550142');
    assert.deepEqual(await code({ to: [], message: '', sender_id: '' }), [400, 'INVALID_TO']);
    assert.deepEqual(await code({ to: many, message: '', sender_id: '' }), [400, 'INVALID_MESSAGE']);
    assert.deepEqual(await code({ to: many, message: 'x', sender_id: '' }), [400, 'INVALID_SENDER']);
    assert.deepEqual(await code({ to: many, message: 'x', sender_id: 'MyApp' }), [400, 'TOO_MANY_RECIPIENTS']);
    assert.deepEqual(await code({ ...message, to: many.slice(1) }), [402, 'INSUFFICIENT_BALANCE']);
  });

  it('402 has the extended body, from its number and from a send that is too dear', async () => {
    const forced = await send(port(), { ...message, to: ['+14155550142', '+14155550121'] });
    assert.deepEqual(
      { ...forced.json, description: '' },
      {
        status: false,
        error_code: 'INSUFFICIENT_BALANCE',
        description: '',
        balance: 0,
        estimated_cost: 0.0085,
        currency: 'EUR',
        total_recipients: 2,
        billable_recipients: 1,
        segments: 1,
      },
    );
    const to = Array.from({ length: 100 }, () => '+4915112345678');
    const dear = await send(port(), { ...message, to, message: 'a'.repeat(153 * 200) });
    assert.deepEqual([dear.status, dear.json.balance, dear.json.estimated_cost], [402, 1250.5, 1420]);
  });

  it('a refusal of one recipient leaves the others accepted', async () => {
    const to = ['+14155550121', '+14155551234', '+14155550122', '+14155550123'];
    const { messages, results, summary } = await sent({ ...message, to });
    assert.deepEqual(
      results.map(({ dnis, status }) => [dnis, status]),
      [
        ['+14155550121', 'blocked_country'],
        ['+14155551234', 'accepted'],
        ['+14155550122', 'queue_error'],
        ['+14155550123', 'config_error'],
      ],
    );
    assert.deepEqual(
      messages.map(({ dnis }) => dnis),
      ['+14155551234'],
    );
    const { accepted_count, blocked_count, queue_error_count, config_error_count, total_recipients } = summary;
    assert.deepEqual([accepted_count, blocked_count, queue_error_count, config_error_count], [1, 1, 1, 1]);
    assert.equal(total_recipients, 4);
    assert.ok(results.every(({ status, message_id }) => (status === 'accepted') === (message_id !== undefined)));
  });

  it('a send of which every recipient is refused is a 200 without messages', async () => {
    const { messages, summary } = await sent({ ...message, to: ['+14155550121'] });
    assert.deepEqual([messages.length, summary.total_cost, summary.total_segments], [0, 0, 0]);
  });

  for (const { number, effect } of magicNumbers) {
    if (effect.kind !== 'error') continue;
    it(`${number} answers the whole request with ${effect.code} and queues nothing`, async () => {
      const sentBefore = await countSent();
      const { json, status } = await send(port(), { ...message, to: ['+14155551234', number] });
      assert.equal(json.error_code, effect.code);
      assert.ok(status >= 400);
      assert.equal(await countSent(), sentBefore);
    });
  }

  it('the numbers with a meaning are in the range for fiction, each once', () => {
    for (const { number } of magicNumbers) assert.match(number, /^\+141555501\d\d$/);
    assert.equal(new Set(magicNumbers.map(({ number }) => number)).size, magicNumbers.length);
  });

  it('+14155550119 is accepted although the connection ends without an answer', async () => {
    const before = await countSent();
    await assert.rejects(send(port(), { ...message, to: ['+14155550119'] }));
    assert.equal(await countSent(), before + 1);
  });

  async function countSent(): Promise<number> {
    const { json } = await askPlain(port(), { target: '/api/v1/sms/stats?period=today' });
    return (json.stats as { sent: number }).sent;
  }
});
