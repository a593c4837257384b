import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { type Fault, faultForms, parseFault, type RequestRecord, startSandbox } from '../../../../src/sandbox';
import {
  ask as askBare,
  askPlain,
  Clock,
  eventually,
  logIn,
  message,
  NOON,
  type Reply,
  rawSocket,
  send,
  signedHeaders,
} from '../client';

describe('--fault values', () => {
  for (const [text, fault] of [
    ['latency=250', { name: 'latency', ms: 250 }],
    ['latency=0', { name: 'latency', ms: 0 }],
    ['429', { name: '429', times: null }],
    ['429-empty', { name: '429-empty', times: null }],
    ['429-html=3', { name: '429-html', times: 3 }],
    ['500=1', { name: '500', times: 1 }],
    ['drop', { name: 'drop', times: null }],
    ['truncate', { name: 'truncate', times: null }],
    ['clock-skew=-900', { name: 'clock-skew', seconds: -900 }],
    ['token-lifetime=0', { name: 'token-lifetime', seconds: 0 }],
    ['token-lifetime=90', { name: 'token-lifetime', seconds: 90 }],
    ['clock-skew=+720', { name: 'clock-skew', seconds: 720 }],
  ] as const) {
    it(`${text} is understood`, () => assert.deepEqual(parseFault(text), { fault }));
  }

  for (const text of ['', 'latncy=1', '404', '=5', 'DROP']) {
    it(`"${text}" is no fault, and all are named`, () => {
      const result = parseFault(text);
      assert.ok('problem' in result);
      assert.equal(result.problem.code, 'sandbox.faultUnknown');
      assert.equal(result.problem.args?.names, faultForms.join(', '));
    });
  }

  for (const text of [
    'latency',
    'latency=',
    'latency=-1',
    'latency=1s',
    'clock-skew',
    'clock-skew=1.5',
    'token-lifetime',
    'token-lifetime=-1',
    'token-lifetime=1h',
    '429=0',
    'drop=x',
  ]) {
    it(`"${text}" has a value that cannot be read`, () => {
      const result = parseFault(text);
      assert.ok('problem' in result);
      assert.equal(result.problem.code, 'sandbox.faultValue');
    });
  }
});

describe('faults of the sandbox', () => {
  const clock = new Clock();
  async function withFaults(texts: readonly string[], work: (port: number) => Promise<void>): Promise<void> {
    clock.now = NOON;
    const faults = texts.map((text) => (parseFault(text) as { fault: Fault }).fault);
    const sandbox = await startSandbox({ clock: clock.read, faults });
    try {
      await work(sandbox.port);
    } finally {
      await sandbox.stop();
    }
  }
  const balance = (port: number): Promise<Reply> => askPlain(port, { target: '/api/v1/user/balance' });

  it('latency makes each answer late', () =>
    withFaults(['latency=300'], async (port) => {
      const started = performance.now();
      assert.equal((await balance(port)).status, 200);
      assert.ok(performance.now() - started >= 295);
    }));

  it('a client that does not wait for its late answer is told of as one, with or without a body', async () => {
    const records: RequestRecord[] = [];
    const fault = { name: 'latency', ms: 100 } as const;
    const sandbox = await startSandbox({ faults: [fault], onRequest: (record) => records.push(record) });
    try {
      for (const rest of ['\r\n', 'Content-Length: 9\r\n\r\n{']) {
        const socket = net.connect(sandbox.port, '127.0.0.1');
        await once(socket, 'connect');
        socket.write(`POST /api/v1/sms/send HTTP/1.1\r\nHost: localhost\r\n${rest}`, () => socket.destroy());
      }
      await eventually(
        () => records.map(({ status }) => status),
        ({ length }) => length === 2,
      );
      assert.deepEqual(
        records.map(({ status }) => status),
        [null, null],
      );
    } finally {
      await sandbox.stop();
    }
  });

  it('429 is JSON with RATE_LIMIT_EXCEEDED and without Retry-After', () =>
    withFaults(['429'], async (port) => {
      for (let i = 0; i < 2; i++) {
        const { status, json, headers } = await balance(port);
        assert.deepEqual([status, json.error_code], [429, 'RATE_LIMIT_EXCEEDED']);
        assert.ok(!('retry-after' in headers));
      }
    }));

  it('429-empty has no body and no type', () =>
    withFaults(['429-empty'], async (port) => {
      const { status, text, headers } = await balance(port);
      assert.deepEqual([status, text, headers['content-length']], [429, '', '0']);
      assert.equal(headers['content-type'], undefined);
    }));

  it('429-html is the page of a proxy', () =>
    withFaults(['429-html'], async (port) => {
      const { status, text, headers } = await balance(port);
      assert.equal(status, 429);
      assert.equal(headers['content-type'], 'text/html');
      assert.match(text, /^<html>/);
    }));

  it('500 is INTERNAL_ERROR, as often as asked for', () =>
    withFaults(['500=2'], async (port) => {
      assert.equal((await balance(port)).json.error_code, 'INTERNAL_ERROR');
      assert.equal((await balance(port)).status, 500);
      assert.equal((await balance(port)).status, 200);
    }));

  it('drop carries the request out and ends the connection without an answer', () =>
    withFaults(['drop=1'], async (port) => {
      await assert.rejects(send(port, { ...message, sender_id: 'Dropped' }));
      const { json } = await askPlain(port, { target: '/api/v1/sms/stats?sender=Dropped' });
      assert.equal((json.stats as { sent: number }).sent, 1);
    }));

  it('truncate ends the connection in the middle of the body', () =>
    withFaults(['truncate'], async (port) => {
      const request = `GET /api/v1/user/balance HTTP/1.1\r\nHost: localhost\r\nX-API-Key: sk_test_sandbox_plain\r\n\r\n`;
      const [head = '', body = ''] = (await rawSocket(port, request)).split('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
      assert.match(head, /^HTTP\/1.1 200 /);
      assert.ok(body.length > 0 && body.length < length);
      await assert.rejects(balance(port));
    }));

  for (const seconds of [-900, 720, 86_400]) {
    it(`clock-skew=${seconds} moves the Date and the window of signatures`, () =>
      withFaults([`clock-skew=${seconds}`], async (port) => {
        const { headers, json } = await balance(port);
        assert.equal(Date.parse(String(headers.date)), NOON + seconds * 1000);
        assert.equal(
          json.updated,
          new Date(NOON + seconds * 1000).toISOString().slice(0, 19).replaceAll('-', '.').replace('T', ' '),
        );
        const target = '/api/v1/sms/stats';
        const at = async (timestamp: number) =>
          (await askPlain(port, { target, headers: signedHeaders({ target, timestamp }) })).status;
        assert.equal(await at(NOON / 1000), 401);
        assert.equal(await at(NOON / 1000 + seconds), 200);
      }));
  }

  for (const [seconds, first, later] of [
    [0, 'TOKEN_EXPIRED', 'TOKEN_EXPIRED'],
    [2, undefined, 'TOKEN_EXPIRED'],
    [7200, undefined, undefined],
  ] as const) {
    it(`token-lifetime=${seconds} is how long the token of any login lives`, () =>
      withFaults([`token-lifetime=${seconds}`], async (port) => {
        const token = await logIn(port);
        const claims = JSON.parse(Buffer.from(String(token.split('.')[1]), 'base64url').toString());
        assert.equal(claims.exp, NOON / 1000 + seconds);
        const ask = async () =>
          (await askBare(port, { target: '/api/v1/user/profile', headers: { Authorization: `Bearer ${token}` } })).json;
        assert.equal((await ask()).error_code, first);
        clock.now += 3_601_000;
        assert.equal((await ask()).error_code, later);
      }));
  }

  it('several faults at once, each on its own', () =>
    withFaults(['429-empty=1', '500=1', 'latency=20'], async (port) => {
      assert.equal((await balance(port)).status, 429);
      assert.equal((await balance(port)).status, 500);
      assert.equal((await balance(port)).status, 200);
    }));
});
