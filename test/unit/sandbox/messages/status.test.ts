import assert from 'node:assert/strict';
import { magicNumbers } from '../../../../src/sandbox';
import { askPlain, message, NOON, send, withSandbox } from '../client';

describe('GET /sms/status/{message_id} in the sandbox (FACTS.md section 1.3)', () => {
  const { port, clock } = withSandbox();

  async function sendTo(number: string): Promise<string> {
    const { json } = await send(port(), { ...message, to: [number] });
    return (json.messages as { message_id: string }[])[0]?.message_id ?? '';
  }
  async function read(id: string): Promise<Record<string, unknown>> {
    return (await askPlain(port(), { target: `/api/v1/sms/status/${id}` })).json.message as Record<string, unknown>;
  }

  it('goes from pending through sent to DELIVRD in about five seconds', async () => {
    const id = await sendTo('+447911123456');
    assert.equal((await read(id)).status, 'pending');
    clock.now = NOON + 1_000;
    assert.equal((await read(id)).status, 'sent');
    clock.now = NOON + 4_999;
    assert.equal((await read(id)).status, 'sent');
    clock.now = NOON + 5_000;
    assert.equal((await read(id)).status, 'DELIVRD');
  });

  it('answers in the documented shape', async () => {
    const id = await sendTo('+14155551234');
    assert.equal((await read(id)).delivered_at, null);
    clock.now = NOON + 7_000;
    const { telecom_message_id, ...rest } = await read(id);
    assert.match(String(telecom_message_id), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.deepEqual(rest, {
      message_id: id,
      recipient: '+14155551234',
      segments: 1,
      message: 'Hello',
      sender_id: 'MyApp',
      status: 'DELIVRD',
      status_code: '000',
      cost: 0.0085,
      created_at: '2026-05-20T12:00:00Z',
      delivered_at: '2026-05-20T12:00:05Z',
    });
  });

  for (const { number, effect } of magicNumbers) {
    if (effect.kind !== 'outcome' || effect.outcome === 'late' || effect.outcome === 'silent') continue;
    it(`${number} ends as ${effect.outcome}`, async () => {
      const id = await sendTo(number);
      clock.now = NOON + 5_000;
      const { status, delivered_at } = await read(id);
      assert.equal(status, effect.outcome);
      assert.equal(delivered_at === null, effect.outcome !== 'DELIVRD');
    });
  }

  it('+14155550105 goes from pending to failed without being sent', async () => {
    const id = await sendTo('+14155550105');
    assert.equal((await read(id)).status, 'pending');
    clock.now = NOON + 1_000;
    assert.equal((await read(id)).status, 'failed');
  });

  it('+14155550106 is delivered after a minute', async () => {
    const id = await sendTo('+14155550106');
    clock.now = NOON + 59_000;
    assert.equal((await read(id)).status, 'sent');
    clock.now = NOON + 60_000;
    assert.equal((await read(id)).status, 'DELIVRD');
  });

  it('+14155550107 stays at sent until the service gives up after three days', async () => {
    const id = await sendTo('+14155550107');
    clock.now = NOON + 71 * 3_600_000;
    assert.equal((await read(id)).status, 'sent');
    clock.now = NOON + 72 * 3_600_000;
    assert.equal((await read(id)).status, 'UNDELIV');
  });

  it("the documentation's sample message is there", async () => {
    const message = await read('api_42_1743667200123456789_a3f8b2c1d9e45f67');
    assert.deepEqual([message.recipient, message.status, message.cost], ['+14155551234', 'DELIVRD', 0.0085]);
  });

  it('an id that does not exist gets NOT_FOUND', async () => {
    for (const id of ['api_42_1743667200123456789_a3f8b2c1d9e45f68', 'a%2Fb', '%', 'x'.repeat(500)]) {
      const { status, json } = await askPlain(port(), { target: `/api/v1/sms/status/${id}` });
      assert.deepEqual([status, json.error_code], [404, 'NOT_FOUND']);
    }
  });

  it('ids with percent signs are decoded once', async () => {
    const id = await sendTo('+14155551234');
    assert.equal((await read(id.replaceAll('_', '%5F'))).message_id, id);
  });
});
