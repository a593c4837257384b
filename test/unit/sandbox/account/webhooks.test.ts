import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { get, NOON, withSandbox } from '../client';
import { assertDescribed } from '../described';
import { logs, type Row, SAMPLE, set, test, withReceiver } from '../webhooks/rig';

describe('POST /user/webhooks/test in the sandbox (FACTS.md section 1.12)', () => {
  const { port, clock, receiver, hook } = withReceiver();

  it('calls the receiver once, signed, and answers how that went, as described', async () => {
    await set(port(), { delivery_url: hook(), signing_secret: 'hush' });
    const reply = await test(port());
    await assertDescribed('testWebhook', reply.status, String(reply.headers['content-type']), reply.text);
    assert.deepEqual(reply.json, {
      status: true,
      id: 1,
      type: 'delivery',
      test: true,
      message_id: SAMPLE,
      url: hook(),
      attempt: 1,
      success: true,
      http_status: 200,
      error: null,
      duration_ms: 0,
      created_at: '2026-05-20T12:00:00Z',
    });
    const [call] = await receiver().until(1);
    assert.deepEqual([call?.json.message_id, call?.json.status], [SAMPLE, 'DELIVRD']);
    assert.equal(call?.json.timestamp, '2026-05-20T12:00:00Z');
    const signed = createHmac('sha256', 'hush')
      .update(`${NOON / 1000}.${call?.text}`)
      .digest('hex');
    assert.equal(call?.headers['x-webhook-signature'], `sha256=${signed}`);
  });

  it('says what went wrong, and does not try again', async () => {
    await set(port(), { delivery_url: hook() });
    receiver().answers = [503];
    const { status, json } = await test(port(), { type: 'delivery' });
    assert.deepEqual([status, json.status, json.http_status, json.error], [200, false, 503, 'answered 503']);
    clock.advance(3_600_000);
    await logs(port(), 1);
  });

  for (const type of ['impression', 'click', 'conversion', 'delivery']) {
    it(`${type} goes to the address of that event`, async () => {
      const without = await test(port(), { type });
      assert.deepEqual([without.status, without.json.error_code], [400, 'INVALID_URL']);
      assert.match(String(without.json.description), new RegExp(`^${type}_url is not set`));
      await set(port(), { [`${type}_url`]: `${hook()}/${type}` });
      assert.equal((await test(port(), { type })).json.status, true);
      const [call] = await receiver().until(1);
      assert.equal(call?.target, `/hook/${type}`);
      assert.equal(call?.json.message_id, SAMPLE);
      assert.equal(call?.json.action_type, type === 'conversion' ? 'test' : undefined);
    });
  }

  it('wrong bodies are refused, and nobody is called', async () => {
    await set(port(), { delivery_url: hook() });
    assert.equal((await test(port(), { type: 'bounce' })).json.error_code, 'INVALID_PARAMS');
    assert.equal((await test(port(), { type: null })).json.error_code, 'INVALID_PARAMS');
    assert.equal((await test(port(), [])).json.error_code, 'INVALID_BODY');
    await logs(port(), 0);
  });

  it('names that are kept for documentation are never called', async () => {
    for (const host of [
      'example.com',
      'hooks.example.org',
      'sms.test',
      'nowhere.invalid',
      'a.example',
      'EXAMPLE.net.',
    ]) {
      await set(port(), { delivery_url: `https://${host}/hook` });
      const { json } = await test(port());
      assert.deepEqual([json.status, json.http_status], [false, null]);
      assert.match(String(json.error), /^not called: /);
    }
  });
});

describe('GET /user/webhooks/logs in the sandbox (FACTS.md section 1.12)', () => {
  const { port, hook } = withReceiver();

  it('is paged, the newest first, and as described', async () => {
    await set(port(), { delivery_url: `${hook()}?token={message_id}`, signing_secret: 'hush' });
    for (let i = 0; i < 3; i++) await test(port());
    const { headers, text, json } = await get(port(), '/user/webhooks/logs?limit=2&page=2');
    await assertDescribed('listWebhookLogs', 200, String(headers['content-type']), text);
    assert.deepEqual({ ...json, logs: null }, { logs: null, total: 3, page: 2, limit: 2, total_pages: 2 });
    assert.deepEqual(
      (json.logs as Row[]).map(({ id, url }) => [id, url]),
      [[1, `${hook()}?token=${SAMPLE}`]],
    );
    assert.ok(!text.includes('hush'));
  });

  it('wrong pages get INVALID_PARAMS', async () => {
    assert.equal((await get(port(), '/user/webhooks/logs?limit=101')).json.error_code, 'INVALID_PARAMS');
  });
});

describe('PUT /user/webhooks in the sandbox (FACTS.md section 1.12)', () => {
  const { port } = withSandbox();
  const refused = async (delivery_url: string) => {
    const { status, json } = await set(port(), { delivery_url });
    assert.deepEqual([status, json.error_code], [400, 'INVALID_URL'], delivery_url);
    return String(json.description);
  };

  it('placeholders stand in path and query, not in the host', async () => {
    const delivery_url = 'https://hooks.example.org/{status}?id={message_id}';
    assert.equal((await set(port(), { delivery_url })).json.delivery_url, delivery_url);
    for (const host of ['{timestamp}.example.org', '{num_parts}0.0.0.{num_parts}', '%7Bstatus%7D.example.org']) {
      assert.match(await refused(`https://${host}/`), /placeholder in its host/);
    }
  });

  it('a name or password that cannot be sent is refused', async () => {
    assert.equal((await set(port(), { delivery_url: 'http://me:%2B@localhost/' })).status, 200);
    for (const url of ['http://%zz@localhost/', 'http://me:%ff@localhost/']) {
      assert.match(await refused(url), /a % that encodes nothing/);
    }
  });

  it('an address has 2048 characters at most', async () => {
    const url = 'https://hooks.example.org/';
    assert.equal((await set(port(), { delivery_url: url.padEnd(2048, 'x') })).status, 200);
    assert.match(await refused(url.padEnd(2049, 'x')), /longer than 2048/);
  });

  it('none leads into a private network', async () => {
    for (const host of ['10.0.0.1', '192.168.1.1', '172.16.0.1', 'printer.local', 'printer', '[fd00::1]']) {
      assert.match(await refused(`https://${host}/`), /private network/);
    }
  });
});
