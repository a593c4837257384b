import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { ask, askSigned, type Reply, rawSocket, type Signed, signedHeaders, withSandbox } from '../client';

const STATS = '/api/v1/sms/stats';

function assertRefused(reply: Reply, code: string, description: RegExp): void {
  assert.equal(reply.status, 401);
  assert.equal(reply.json.status, false);
  assert.equal(reply.json.error_code, code);
  assert.match(String(reply.json.description), description);
}

describe('signatures in the sandbox (FACTS.md section 3)', () => {
  const { port, clock } = withSandbox();
  const get = (signed: Partial<Signed> = {}) =>
    askSigned(port(), { target: STATS, timestamp: clock.seconds(), ...signed });

  it('a signed GET is let in', async () => assert.equal((await get()).status, 200));

  it('the query is not part of what is signed', async () => {
    assert.equal((await get({ target: `${STATS}?period=30d&sender=a%20b` })).status, 200);
    const headers = signedHeaders({ target: STATS, timestamp: clock.seconds() - 1 });
    assert.equal((await ask(port(), { target: `${STATS}?period=today`, headers })).status, 200);
  });

  for (const seconds of [-300, -299, 299, 300]) {
    it(`a timestamp ${seconds} s from the server's clock is in the window`, async () => {
      assert.equal((await get({ timestamp: clock.seconds() + seconds })).status, 200);
    });
  }
  for (const [seconds, text] of [
    [-301, /301 s behind/],
    [301, /301 s ahead/],
  ] as const) {
    it(`a timestamp ${seconds} s from the server's clock is refused and says by how much`, async () => {
      assertRefused(await get({ timestamp: clock.seconds() + seconds }), 'INVALID_SIGNATURE', text);
    });
  }

  it('a timestamp and signature are accepted once', async () => {
    assert.equal((await get()).status, 200);
    assertRefused(await get(), 'INVALID_SIGNATURE', /replay/);
    clock.now += 299_000;
    assertRefused(await get({ timestamp: clock.seconds() - 299 }), 'INVALID_SIGNATURE', /replay/);
  });

  it('a refused signature does not use up the pair', async () => {
    const wrong = { ...signedHeaders({ target: STATS, timestamp: clock.seconds() }), 'X-Signature': '0'.repeat(64) };
    assertRefused(await ask(port(), { target: STATS, headers: wrong }), 'INVALID_SIGNATURE', /something else/);
    assert.equal((await get()).status, 200);
  });

  it('50 identical GETs with a timestamp of their own are all accepted', async () => {
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, i) => get({ timestamp: clock.seconds() + (i % 2 ? i : -i) })),
    );
    assert.deepEqual(new Set(replies.map(({ status }) => status)), new Set([200]));
  });

  it('of 50 GETs with the same pair one is accepted', async () => {
    const replies = await Promise.all(Array.from({ length: 50 }, () => get()));
    assert.equal(replies.filter(({ status }) => status === 200).length, 1);
  });

  for (const missing of ['X-Timestamp', 'X-Signature']) {
    it(`a signing key without ${missing} gets SIGNATURE_REQUIRED`, async () => {
      const { [missing]: _, ...headers } = signedHeaders({ target: STATS, timestamp: clock.seconds() });
      assertRefused(await ask(port(), { target: STATS, headers }), 'SIGNATURE_REQUIRED', new RegExp(missing));
    });
  }

  it('another secret gets INVALID_SIGNATURE that shows what the server signed, and no secret', async () => {
    const reply = await get({ secret: 'wrong' });
    assertRefused(reply, 'INVALID_SIGNATURE', /"GET\|\/api\/v1\/sms\/stats\|\d+\|" followed by the 0 bytes/);
    assert.ok(!reply.text.includes('sandbox-secret'));
  });

  it("another key's secret does not fit", async () => {
    assertRefused(await get({ key: 'sk_test_sandbox_readonly' }), 'INVALID_SIGNATURE', /something else/);
  });

  it('upper-case hex is refused and named', async () => {
    const headers = signedHeaders({ target: STATS, timestamp: clock.seconds() });
    headers['X-Signature'] = String(headers['X-Signature']).toUpperCase();
    assertRefused(await ask(port(), { target: STATS, headers }), 'INVALID_SIGNATURE', /lower-case/);
  });

  it('milliseconds are refused and named', async () => {
    assertRefused(await get({ timestamp: clock.now }), 'INVALID_SIGNATURE', /milliseconds/);
  });

  for (const timestamp of ['-1', '1e9', '0x10', ' ', '١']) {
    it(`the timestamp ${JSON.stringify(timestamp)} is no number of seconds`, async () => {
      const headers = { ...signedHeaders({ target: STATS, timestamp: clock.seconds() }), 'X-Timestamp': timestamp };
      if (timestamp === '١') headers['X-Timestamp'] = Buffer.from(timestamp).toString('latin1');
      const reply = await ask(port(), { target: STATS, headers });
      assert.equal(reply.status, 401);
      assert.equal(reply.json.error_code, timestamp === ' ' ? 'SIGNATURE_REQUIRED' : 'INVALID_SIGNATURE');
    });
  }

  it('the path is signed as it stands in the request line, percent signs and all', async () => {
    const target = '/api/v1/sms/status/a%2Fb%20%C3%A9';
    assert.equal((await get({ target })).status, 404);
    const decoded = signedHeaders({ target: '/api/v1/sms/status/a/b é', timestamp: clock.seconds() });
    assertRefused(await ask(port(), { target, headers: decoded }), 'INVALID_SIGNATURE', /a%2Fb%20%C3%A9/);
    const lower = signedHeaders({ target: target.toLowerCase(), timestamp: clock.seconds() });
    assertRefused(await ask(port(), { target, headers: lower }), 'INVALID_SIGNATURE', /something else/);
  });

  it('dot segments are not resolved before the check', async () => {
    const { 'X-Signature': signature } = signedHeaders({ target: STATS, timestamp: clock.seconds() });
    const target = '/api/v1/sms/./stats';
    const reply = await rawSocket(
      port(),
      `GET ${target} HTTP/1.1\r\nHost: localhost\r\nX-API-Key: sk_test_sandbox_signed\r\nX-Timestamp: ${clock.seconds()}\r\nX-Signature: ${signature}\r\nConnection: close\r\n\r\n`,
    );
    assert.match(reply, /^HTTP\/1.1 404 /);
  });

  it('an absolute target is signed by its path', async () => {
    const headers = signedHeaders({ target: STATS, timestamp: clock.seconds() });
    const target = `http://127.0.0.1:${port()}${STATS}?period=7d`;
    assert.equal((await ask(port(), { target, headers })).status, 200);
  });

  it('the method is signed as sent: HEAD is not GET', async () => {
    const head = await get({ method: 'HEAD' });
    assert.equal(head.status, 200);
    assert.equal(head.text, '');
    const headers = signedHeaders({ target: STATS, timestamp: clock.seconds() - 5 });
    assert.equal((await ask(port(), { method: 'HEAD', target: STATS, headers })).status, 401);
  });

  it('a GET with a body is signed with its body', async () => {
    assert.equal((await get({ body: '{"a":1}' })).status, 200);
    const headers = signedHeaders({ target: STATS, timestamp: clock.seconds() - 5 });
    assert.equal((await ask(port(), { target: STATS, headers, body: 'x' })).status, 401);
  });

  it('binary bodies are signed byte for byte', async () => {
    const body = Buffer.from([0, 255, 13, 10, 128, 0, 239, 187, 191]);
    const target = '/api/v1/sms/send';
    const right = await get({ method: 'POST', target, body });
    assert.equal(right.json.error_code, 'INVALID_BODY');
    const asText = signedHeaders({ method: 'POST', target, body: body.toString(), timestamp: clock.seconds() });
    assertRefused(
      await ask(port(), { method: 'POST', target, body, headers: asText }),
      'INVALID_SIGNATURE',
      /the 9 bytes/,
    );
  });

  it('a body that differs by its last line break is refused', async () => {
    const target = '/api/v1/sms/send';
    const headers = signedHeaders({ method: 'POST', target, body: '{}', timestamp: clock.seconds() });
    assertRefused(await ask(port(), { method: 'POST', target, body: '{}\n', headers }), 'INVALID_SIGNATURE', /3 bytes/);
  });

  it('a chunked body is signed without its chunks', async () => {
    const target = '/api/v1/sms/send';
    const headers = signedHeaders({ method: 'POST', target, body: '{"to":[]}', timestamp: clock.seconds() });
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const reply = await rawSocket(
      port(),
      `POST ${target} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n${lines.join('')}\r\n4\r\n{"to\r\n5\r\n":[]}\r\n0\r\n\r\n`,
    );
    assert.match(reply, /INVALID_TO/);
  });

  it("openssl's and Python's signatures are let in", async () => {
    const body = '{"to":["+14155551234"],"message":"Grüße","sender_id":"MyApp"}';
    const target = '/api/v1/sms/send';
    const canonical = (timestamp: number) => `POST|${target}|${timestamp}|${body}`;
    const [first, second] = [clock.seconds(), clock.seconds() + 1];
    const openssl = execFileSync('openssl', ['dgst', '-sha256', '-hmac', 'sandbox-secret', '-r'], {
      input: canonical(first),
      encoding: 'utf8',
    }).split(' ')[0];
    const script =
      'import hmac,sys;print(hmac.new(b"sandbox-secret",sys.stdin.buffer.read(),"sha256").hexdigest(),end="")';
    const python = execFileSync('python3', ['-c', script], { input: canonical(second), encoding: 'utf8' });
    for (const [timestamp, signature] of [
      [first, openssl],
      [second, python],
    ] as const) {
      const headers = {
        'X-API-Key': 'sk_test_sandbox_signed',
        'X-Timestamp': String(timestamp),
        'X-Signature': String(signature),
      };
      assert.equal((await ask(port(), { method: 'POST', target, body, headers })).status, 200);
    }
  });

  it('a plain key may send signature headers; they are not looked at', async () => {
    const headers = { 'X-API-Key': 'sk_test_sandbox_plain', 'X-Timestamp': '1', 'X-Signature': 'x' };
    assert.equal((await ask(port(), { target: STATS, headers })).status, 200);
  });
});
