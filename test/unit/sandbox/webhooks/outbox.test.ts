import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../../../src/sandbox';
import { ask, Clock, eventually, logIn, message, NOON, send } from '../client';
import { Receiver } from '../receiver';
import { logs, type Row, SAMPLE, sendOne, set, test, withReceiver } from './rig';

describe('webhooks of the sandbox (FACTS.md section 6)', () => {
  const { port, clock, receiver, hook } = withReceiver();

  it('a delivery is told five seconds after the send, with the documented fields and headers', async () => {
    await set(port(), { delivery_url: hook() });
    const id = await sendOne(port());
    clock.advance(4_999);
    assert.deepEqual(await logs(port(), 0), []);
    clock.advance(1);
    const [call] = await receiver().until(1);
    assert.equal(call?.text.startsWith('{"message_id":'), true);
    assert.deepEqual(call?.json, {
      message_id: id,
      recipient: '+14155551234',
      sender_id: 'MyApp',
      status: 'DELIVRD',
      status_code: '000',
      num_parts: 1,
      cost: 0.0085,
      timestamp: '2026-05-20T12:00:05Z',
    });
    assert.deepEqual([call.method, call.target], ['POST', '/hook']);
    assert.equal(call.headers['content-type'], 'application/json');
    assert.equal(call.headers['user-agent'], '23Telecom-Webhooks/1.0');
    assert.equal(call.headers['x-webhook-signature'], undefined);
    assert.equal(call.headers['x-webhook-timestamp'], undefined);
  });

  it('with a secret it is signed, over the time, a dot and the very body', async () => {
    await set(port(), { delivery_url: hook(), signing_secret: 'hush ü' });
    await sendOne(port());
    clock.advance(5_000);
    const [call] = await receiver().until(1);
    const timestamp = String(NOON / 1000 + 5);
    assert.equal(call?.headers['x-webhook-timestamp'], timestamp);
    const expected = createHmac('sha256', 'hush ü').update(`${timestamp}.${call?.text}`).digest('hex');
    assert.equal(call?.headers['x-webhook-signature'], `sha256=${expected}`);
  });

  it('each ending is told, but none of a message that no carrier reports on', async () => {
    await set(port(), { delivery_url: hook() });
    const endings = ['00', '01', '02', '03', '04', '05', '06', '07'].map((digits) => `+141555501${digits}`);
    await send(port(), { ...message, to: endings });
    clock.advance(5_000);
    await logs(port(), 5);
    clock.advance(55_000);
    await logs(port(), 6);
    clock.advance(4 * 24 * 3_600_000);
    await logs(port(), 6);
    const calls = await receiver().until(6);
    assert.deepEqual(calls.map(({ json }) => `${json.recipient} ${json.status}`).sort(), [
      '+14155550100 DELIVRD',
      '+14155550101 UNDELIV',
      '+14155550102 REJECTD',
      '+14155550103 EXPIRED',
      '+14155550104 UNKNOWN',
      '+14155550106 DELIVRD',
    ]);
  });

  it('the chosen fields are sent, in their order', async () => {
    const delivery_fields = ['status', 'workspace_id', 'telecom_message_id', 'message_id'];
    await set(port(), { delivery_url: hook(), delivery_fields });
    await sendOne(port());
    clock.advance(5_000);
    const [call] = await receiver().until(1);
    assert.deepEqual(Object.keys(call?.json ?? {}), delivery_fields);
    assert.equal(call?.json.workspace_id, 16);
  });

  it('placeholders in the address are filled in, encoded; other braces stay', async () => {
    const query = 'to={phone}&id={message_id}&at={timestamp}&x={other}';
    await set(port(), { delivery_url: `${hook()}/{status}/{sender_id}?${query}` });
    const id = await sendOne(port());
    clock.advance(5_000);
    const [call] = await receiver().until(1);
    assert.equal(decodeURIComponent(call?.target.replace('%7Bother%7D', '{other}').split('&x=')[1] ?? ''), '{other}');
    assert.equal(
      call?.target.split('&x=')[0],
      `/hook/DELIVRD/MyApp?to=%2B14155551234&id=${id}&at=2026-05-20T12%3A00%3A05Z`,
    );
  });

  it('what is not answered with 2xx is told again after 10 and 30 seconds, three times in all', async () => {
    await set(port(), { delivery_url: hook(), signing_secret: 's' });
    receiver().answers = [500, 302, 404];
    const id = await sendOne(port());
    clock.advance(5_000);
    await logs(port(), 1);
    clock.advance(9_999);
    await logs(port(), 1);
    clock.advance(1);
    await logs(port(), 2);
    clock.advance(29_999);
    await logs(port(), 2);
    clock.advance(1);
    const rows = await logs(port(), 3);
    clock.advance(3_600_000);
    await logs(port(), 3);
    assert.deepEqual(
      rows.map((row) => [row.attempt, row.http_status, row.success, row.error, row.created_at, row.message_id]),
      [
        [3, 404, false, 'answered 404', '2026-05-20T12:00:45Z', id],
        [2, 302, false, 'answered 302', '2026-05-20T12:00:15Z', id],
        [1, 500, false, 'answered 500', '2026-05-20T12:00:05Z', id],
      ],
    );
    const [first, second, third] = receiver().received;
    assert.equal(first?.text, third?.text, 'the event is the same');
    assert.notEqual(first?.headers['x-webhook-signature'], second?.headers['x-webhook-signature']);
    assert.equal(third?.headers['x-webhook-timestamp'], String(NOON / 1000 + 45));
  });

  it('a receiver that takes it the second time is not called a third time', async () => {
    await set(port(), { delivery_url: hook() });
    receiver().answers = ['gone', 204];
    await sendOne(port());
    clock.advance(5_000);
    const [failed] = await logs(port(), 1);
    assert.deepEqual([failed?.http_status, failed?.success, failed?.error], [null, false, 'ECONNRESET']);
    clock.advance(10_000);
    const [taken] = await logs(port(), 2);
    assert.deepEqual([taken?.attempt, taken?.http_status, taken?.success, taken?.error], [2, 204, true, null]);
    clock.advance(3_600_000);
    await logs(port(), 2);
  });

  it('a receiver that answers nothing is left after five seconds', async () => {
    await set(port(), { delivery_url: hook() });
    receiver().answers = ['silent'];
    await sendOne(port());
    clock.advance(5_000);
    await receiver().until(1);
    clock.advance(4_999);
    await logs(port(), 0);
    clock.advance(1);
    const [row] = await logs(port(), 1);
    assert.deepEqual([row?.error, row?.duration_ms], ['no answer within 5 s', 5_000]);
  });

  it('an answer that never ends counts by its status, and is left after the same time', async () => {
    await set(port(), { delivery_url: hook() });
    receiver().answers = ['endless'];
    assert.equal((await test(port())).json.status, true);
    assert.equal(await receiver().openConnections(), 1);
    clock.advance(5_000);
    await eventually(
      () => receiver().openConnections(),
      (open) => open === 0,
    );
  });

  it('a receiver that goes over to another protocol has not taken the event', async () => {
    await set(port(), { delivery_url: hook() });
    receiver().answers = ['switch'];
    const { json } = await test(port());
    assert.deepEqual([json.http_status, json.error], [101, 'answered 101']);
    await eventually(
      () => receiver().openConnections(),
      (open) => open === 0,
    );
  });

  it('an event holds no field that it does not have', async () => {
    await set(port(), { click_url: hook(), click_fields: ['__proto__', 'constructor', 'nothing', 'message_id'] });
    await test(port(), { type: 'click' });
    const [call] = await receiver().until(1);
    assert.equal(call?.text, `{"message_id":"${SAMPLE}"}`);
  });

  it('nobody who listens: the refusal is in the logs', async () => {
    const url = hook();
    await receiver().close();
    await set(port(), { delivery_url: url });
    await sendOne(port());
    clock.advance(5_000);
    const [row] = await logs(port(), 1);
    assert.deepEqual([row?.http_status, row?.error], [null, 'ECONNREFUSED']);
  });

  it('the address counts that is set when the report comes', async () => {
    await sendOne(port());
    await set(port(), { delivery_url: hook() });
    clock.advance(5_000);
    await logs(port(), 1);
    await sendOne(port());
    await set(port(), { delivery_url: '' });
    clock.advance(5_000);
    await logs(port(), 1);
  });

  it('a hundred recipients are a hundred events', async () => {
    await set(port(), { delivery_url: hook() });
    const to = Array.from({ length: 100 }, (_, i) => `+4477009001${String(i).padStart(2, '0')}`);
    await send(port(), { ...message, to });
    clock.advance(5_000);
    const calls = await receiver().until(100);
    assert.deepEqual(calls.map(({ json }) => json.recipient).sort(), [...to].sort());
    await logs(port(), 100);
  });

  it('an impression is told when a send to one number was accepted, of several numbers it is not', async () => {
    await set(port(), { impression_url: hook() });
    const id = await sendOne(port());
    clock.advance(0);
    const [call] = await receiver().until(1);
    assert.equal(call?.json.message_id, id);
    await send(port(), { ...message, to: ['+14155551234', '+14155551235'] });
    clock.advance(10_000);
    const [row] = await logs(port(), 1);
    assert.equal(row?.type, 'impression');
  });

  it('each workspace has its own settings and logs', async () => {
    const headers = { Authorization: `Bearer ${await logIn(port())}`, 'X-Workspace-ID': '18' };
    const there = (method: string, target: string, body?: unknown) =>
      ask(port(), { method, target: `/api/v1${target}`, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    await there('PUT', '/user/webhooks', { delivery_url: hook() });
    await sendOne(port());
    await there('POST', '/sms/send', message);
    clock.advance(5_000);
    await receiver().until(1);
    const own = await eventually(
      () => there('GET', '/user/webhooks/logs'),
      ({ json }) => json.total === 1,
    );
    assert.equal((own.json.logs as Row[])[0]?.url, hook());
    await logs(port(), 0);
  });

  it('stop ends a call that is under way', async () => {
    const own = new Clock();
    const sandbox = await startSandbox({ clock: own.read, after: own.after });
    await set(sandbox.port, { delivery_url: hook() });
    receiver().answers = ['silent'];
    await sendOne(sandbox.port);
    own.advance(5_000);
    await receiver().until(1);
    const started = performance.now();
    await sandbox.stop();
    assert.ok(performance.now() - started < 2_000);
  });
});

describe('webhooks of a sandbox with --db', () => {
  it('go on after a restart: retries, reports that came meanwhile, and the logs', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-db-'));
    const clock = new Clock();
    const receiver = new Receiver();
    await receiver.listen();
    const start = () => startSandbox({ clock: clock.read, after: clock.after, db: join(folder, 'state.json') });
    try {
      const first = await start();
      await set(first.port, { delivery_url: receiver.url });
      receiver.answers = [500, 'silent'];
      const retried = await sendOne(first.port);
      clock.advance(5_000);
      await logs(first.port, 1);
      const interrupted = await sendOne(first.port);
      clock.advance(5_000);
      await receiver.until(2);
      const waiting = await sendOne(first.port);
      await first.stop();
      clock.advance(60_000);
      assert.equal(receiver.received.length, 2);

      const second = await start();
      clock.advance(0);
      const rows = await logs(second.port, 4);
      assert.deepEqual(
        rows.map((row) => `${row.message_id} ${row.attempt} ${row.success}`).sort(),
        [`${retried} 1 false`, `${retried} 2 true`, `${interrupted} 1 true`, `${waiting} 1 true`].sort(),
      );
      clock.advance(3_600_000);
      await logs(second.port, 4);
      await second.stop();
    } finally {
      await receiver.close();
      await rm(folder, { recursive: true });
    }
  });

  it('an address of an older state that cannot be called is a failed attempt, and not the end', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-db-'));
    const db = join(folder, 'state.json');
    const clock = new Clock();
    const start = () => startSandbox({ clock: clock.read, after: clock.after, db });
    try {
      const first = await start();
      await set(first.port, { delivery_url: 'https://localhost/' });
      await first.stop();
      const saved = (await readFile(db, 'utf8')).replace('https://localhost/', 'https://{timestamp}.localhost/');
      await writeFile(db, saved);

      const second = await start();
      await sendOne(second.port);
      clock.advance(5_000);
      const [row] = await logs(second.port, 1);
      assert.deepEqual([row?.http_status, row?.error], [null, 'ERR_INVALID_URL']);
      await second.stop();
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
