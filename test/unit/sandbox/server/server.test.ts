import assert from 'node:assert/strict';
import http from 'node:http';
import net from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type RequestRecord, type Sandbox, SandboxError, startSandbox } from '../../../../src/sandbox';
import { ask, askPlain, Clock, message, NOON, rawSocket, send, signedHeaders } from '../client';

const BALANCE = '/api/v1/user/balance';
const globalsBefore = { Request: globalThis.Request, Response: globalThis.Response };

describe('the server of the sandbox', () => {
  let sandbox: Sandbox;
  let records: RequestRecord[];
  const clock = new Clock();

  beforeEach(async () => {
    records = [];
    clock.now = NOON;
    sandbox = await startSandbox({ clock: clock.read, onRequest: (record) => records.push(record) });
  });
  afterEach(() => sandbox.stop());

  it('listens on 127.0.0.1 only', async () => {
    assert.equal(sandbox.url, `http://127.0.0.1:${sandbox.port}`);
    await assert.rejects(
      new Promise((resolve, reject) => {
        net.connect(sandbox.port, '127.0.0.2', () => resolve(undefined)).on('error', reject);
      }),
      { code: 'ECONNREFUSED' },
    );
  });

  it('every answer carries the Date of its own clock', async () => {
    for (const target of [BALANCE, '/nothing', '/api/v1/user/pricing']) {
      assert.equal((await askPlain(sandbox.port, { target })).headers.date, 'Wed, 20 May 2026 12:00:00 GMT');
    }
    assert.match(
      await rawSocket(sandbox.port, 'GET /a\\b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'),
      /^HTTP\/1.1 400 [\s\S]*\r\ndate: Wed, 20 May 2026 12:00:00 GMT\r\n[\s\S]*INVALID_PARAMS/i,
    );
  });

  for (const host of ['localhost', 'LOCALHOST:8023', '127.0.0.1', '127.0.0.1:1', '127.1.2.3', '[::1]:8023']) {
    it(`the Host ${host} is this computer`, async () => {
      assert.equal((await askPlain(sandbox.port, { target: BALANCE, headers: { Host: host } })).status, 200);
    });
  }
  for (const host of [
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.nip.io',
    'restlink23telecom.com',
    '[::2]',
    '10.0.0.1',
  ]) {
    it(`the Host ${host} is refused, although the key is right`, async () => {
      const { status, json } = await askPlain(sandbox.port, { target: BALANCE, headers: { Host: host } });
      assert.deepEqual([status, json.status, json.error_code], [403, false, 'FORBIDDEN']);
    });
  }
  it('a Host that is none is refused', async () => {
    for (const headers of ['Host: a@localhost\r\n', 'Host:\r\n', '']) {
      const request = `GET ${BALANCE} HTTP/1.1\r\n${headers}X-API-Key: sk_test_sandbox_plain\r\nConnection: close\r\n\r\n`;
      assert.match(await rawSocket(sandbox.port, request), /^HTTP\/1.1 40[03] /);
    }
  });
  it('a foreign host in an absolute target is refused as well', async () => {
    const target = `http://evil.example${BALANCE}`;
    assert.equal((await askPlain(sandbox.port, { target, headers: { Host: 'localhost' } })).status, 403);
  });

  it('a body over 10 MB gets 413 in the documented shape, announced or not', async () => {
    const body = Buffer.alloc(10 * 1024 * 1024 + 1, 0x20);
    const announced = await send(sandbox.port, body);
    assert.deepEqual([announced.status, announced.json.error_code], [413, 'PAYLOAD_TOO_LARGE']);
    const chunked = await new Promise<number>((resolve, reject) => {
      const request = http.request(
        { port: sandbox.port, host: '127.0.0.1', method: 'POST', path: '/api/v1/sms/send', agent: false },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      );
      request.on('error', reject);
      request.write(body.subarray(0, 5_000_000));
      request.end(body.subarray(5_000_000));
    });
    assert.equal(chunked, 413);
    assert.equal((await askPlain(sandbox.port, { target: BALANCE })).status, 200);
  });

  it('a body of exactly 10 MB is read', async () => {
    assert.equal((await send(sandbox.port, Buffer.alloc(10 * 1024 * 1024, 0x20))).json.error_code, 'INVALID_BODY');
  });

  it('keep-alive connections serve many requests and end with stop', async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    try {
      for (let i = 0; i < 5; i++) assert.equal((await askPlain(sandbox.port, { target: BALANCE, agent })).status, 200);
      const idle = Object.values(agent.freeSockets).flat()[0];
      assert.ok(idle);
      const closed = new Promise((resolve) => idle.once('close', resolve));
      await sandbox.stop();
      await closed;
      await assert.rejects(askPlain(sandbox.port, { target: BALANCE }), { code: 'ECONNREFUSED' });
    } finally {
      agent.destroy();
    }
  });

  it('stop does not wait for a slow answer', async () => {
    const slow = assert.rejects(send(sandbox.port, { ...message, to: ['+14155550110'] }));
    await wait(100);
    const started = performance.now();
    await sandbox.stop();
    await slow;
    assert.ok(performance.now() - started < 2_000);
  });

  it('+14155550110 answers after ten seconds, and the message is accepted even if the client leaves', async () => {
    const started = performance.now();
    const request = http.request({
      port: sandbox.port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/api/v1/sms/send',
      headers: { 'X-API-Key': 'sk_test_sandbox_plain' },
    });
    const left = assert.rejects(new Promise((_, reject) => request.on('error', reject)));
    request.end(JSON.stringify({ ...message, to: ['+14155550110'], sender_id: 'Slow' }));
    const whole = send(sandbox.port, { ...message, to: ['+14155550110'], sender_id: 'Slow' });
    await wait(200);
    request.destroy();
    await left;
    const { json } = await askPlain(sandbox.port, { target: '/api/v1/sms/stats?sender=Slow' });
    assert.equal((json.stats as { sent: number }).sent, 2);
    assert.equal((await whole).status, 200);
    assert.ok(performance.now() - started >= 9_900);
    assert.deepEqual(
      records.filter(({ path }) => path === '/api/v1/sms/send').map(({ status }) => status),
      [null, 200],
    );
  }).timeout(30_000);

  it('a client that leaves in the middle of its body is recorded without an answer, and nothing is printed', async () => {
    const printed: unknown[] = [];
    const { error, info } = console;
    console.error = console.info = (...text: unknown[]) => printed.push(text);
    try {
      const socket = net.connect(sandbox.port, '127.0.0.1');
      socket.write('POST /api/v1/sms/send HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"to"');
      await wait(100);
      socket.destroy();
      for (let i = 0; i < 50 && records.length === 0; i++) await wait(20);
      await wait(50);
    } finally {
      console.error = error;
      console.info = info;
    }
    assert.deepEqual(records, [{ method: 'POST', path: '/api/v1/sms/send', status: null, errorCode: null, ms: 0 }]);
    assert.deepEqual(printed, []);
    assert.equal((await askPlain(sandbox.port, { target: BALANCE })).status, 200);
  });

  it('tells of each request what happened, and no secret', async () => {
    await askPlain(sandbox.port, { target: `${BALANCE}?token=in-the-query` });
    await ask(sandbox.port, { target: BALANCE, headers: { 'X-API-Key': 'sk_test_mistyped' } });
    await send(sandbox.port, { ...message, to: [] });
    const target = '/api/v1/sms/stats';
    await ask(sandbox.port, {
      target,
      headers: signedHeaders({ target, timestamp: clock.seconds(), secret: 'my-secret' }),
    });
    assert.deepEqual(
      records.map(({ method, path, status, errorCode }) => [method, path, status, errorCode]),
      [
        ['GET', BALANCE, 200, null],
        ['GET', BALANCE, 401, 'INVALID_API_KEY'],
        ['POST', '/api/v1/sms/send', 400, 'INVALID_TO'],
        ['GET', target, 401, 'INVALID_SIGNATURE'],
      ],
    );
    assert.doesNotMatch(JSON.stringify(records), /in-the-query|sk_test|secret/);
  });

  it('a port that is taken gives a problem that names it', async () => {
    await assert.rejects(startSandbox({ port: sandbox.port }), (error) => {
      assert.ok(error instanceof SandboxError);
      assert.deepEqual(error.problem, { code: 'sandbox.portTaken', args: { port: sandbox.port } });
      return true;
    });
  });

  it('a port that was freed can be taken again at once', async () => {
    const { port } = sandbox;
    await sandbox.stop();
    sandbox = await startSandbox({ port });
    assert.equal(sandbox.port, port);
  });

  it('leaves the global Request and Response alone', () => {
    assert.equal(globalThis.Request, globalsBefore.Request);
    assert.equal(globalThis.Response, globalsBefore.Response);
  });

  it('more requests in a second than the account may send get RATE_LIMIT_EXCEEDED, until the next second', async () => {
    const limited = await startSandbox({ clock: clock.read, requestsPerSecond: 3 });
    try {
      const get = async () => (await askPlain(limited.port, { target: BALANCE })).status;
      assert.deepEqual([await get(), await get(), await get(), await get()], [200, 200, 200, 429]);
      clock.now += 1_000;
      assert.equal(await get(), 200);
    } finally {
      await limited.stop();
    }
  });
});
