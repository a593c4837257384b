// The command line against the sandbox, each a process of its own: its credentials, its refusals, its clock.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonLines, Place, type Run } from '../support/cli';

interface Line {
  readonly credential: string;
  readonly response: { readonly status: number; readonly body: string } | null;
  readonly attempts: number;
  readonly clockOffsetSeconds: number;
  readonly error: unknown;
}

const SIGNED = { RESTLINK_API_KEY: 'sk_test_sandbox_signed', RESTLINK_API_SECRET: 'sandbox-secret' };

describe('The sandbox and its credentials', function () {
  this.timeout(90_000);
  let place: Place;
  let url: string;
  before(async () => {
    place = new Place();
    ({ url } = await place.sandbox());
    place.file('get.http', 'GET /api/v1/user/balance\n');
    place.file(
      'send.http',
      'POST {{baseUrl}}/api/v1/sms/send\nContent-Type: application/json\n\n{"to":["+14155551234"],"message":"Hi","sender_id":"MyApp"}\n',
    );
  });
  after(() => place?.stop());

  const statuses = (run: Run) => jsonLines<Line>(run).map(({ response }) => response?.status);
  const errorCode = (run: Run) => {
    const [line] = jsonLines<Line>(run);
    return (JSON.parse(line?.response?.body ?? '{}') as { error_code?: string }).error_code;
  };

  it('each of them is accepted by name: signed, plain, and for reading', async () => {
    for (const name of ['sandbox', 'sandbox-plain', 'sandbox-readonly', 'SANDBOX']) {
      const run = await place.run(['send', 'get.http', '--credential', name, '--json']);
      assert.deepEqual([run.code, run.stderr], [0, '']);
      assert.equal(jsonLines<Line>(run)[0]?.credential, name.toLowerCase());
    }
  });

  it('sends a message: 200, as no live send', async () => {
    const run = await place.run(['send', 'send.http', '--credential', 'sandbox', '--json']);
    assert.deepEqual([run.code, run.stderr, statuses(run)], [0, '', [200]]);
  });

  it('takes localhost for 127.0.0.1, with its own credentials', async () => {
    const path = place.file('localhost.http', `GET ${url.replace('127.0.0.1', 'localhost')}/api/v1/user/balance\n`);
    const run = await place.run(['send', path, '--credential', 'sandbox', '--json']);
    assert.deepEqual([run.code, statuses(run)], [0, [200]]);
  });

  it('another base URL is refused before anything is sent: exit 4', async () => {
    const args = ['send', 'get.http', '--credential', 'sandbox', '--json'];
    const says =
      /"sandbox" belongs to http:\/\/127\.0\.0\.1:\d+, and the base URL says https:\/\/restlink23telecom\.com/;
    for (const run of [
      await place.run([...args, '--base-url', 'https://restlink23telecom.com']),
      await place.run(args, { env: { RESTLINK_BASE_URL: 'https://restlink23telecom.com' } }),
    ]) {
      assert.equal(run.code, 4);
      assert.match(run.stderr, says);
      assert.deepEqual(
        jsonLines<{ error: { kind: string } }>(run).map(({ error }) => error.kind),
        ['refused'],
      );
    }
    assert.equal((await place.run([...args, '--base-url', url])).code, 0);
  });

  describe('refuses, with an explanation and exit 1', () => {
    const send = (env: NodeJS.ProcessEnv, file = 'get.http') =>
      place.run(['send', file, '--base-url', url, '--json'], { env });

    it('a wrong secret', async () => {
      const run = await send({ ...SIGNED, RESTLINK_API_SECRET: 'wrong' });
      assert.deepEqual([run.code, statuses(run), errorCode(run)], [1, [401], 'INVALID_SIGNATURE']);
      assert.match(run.stderr, /^INVALID_SIGNATURE: .*\n.*\n/);
    });

    it('a wrong key', async () => {
      const run = await send({ ...SIGNED, RESTLINK_API_KEY: 'sk_test_nobody_has_this' });
      assert.deepEqual([run.code, errorCode(run)], [1, 'INVALID_API_KEY']);
      assert.match(run.stderr, /^INVALID_API_KEY: .*\n.*\n/);
    });

    it('an unsigned request to a key that signs', async () => {
      const run = await send({ RESTLINK_API_KEY: SIGNED.RESTLINK_API_KEY });
      assert.deepEqual([run.code, errorCode(run)], [1, 'SIGNATURE_REQUIRED']);
      assert.match(run.stderr, /^SIGNATURE_REQUIRED: .*\n.*\n/);
    });

    it('a key without the permission', async () => {
      const run = await place.run(['send', 'send.http', '--credential', 'sandbox-readonly', '--json']);
      assert.deepEqual([run.code, errorCode(run)], [1, 'FORBIDDEN']);
      assert.match(run.stderr, /^FORBIDDEN: .*\n.*\n/);
    });

    it('a token that is none', async () => {
      const run = await send({ RESTLINK_TOKEN: 'aaa.bbb.ccc' });
      assert.deepEqual([run.code, errorCode(run)], [1, 'INVALID_TOKEN']);
      assert.match(run.stderr, /^INVALID_TOKEN: .*\n.*\n/);
    });
  });

  for (const [skew, sentence] of [
    [720, /^Your clock: \S+ · Server: \S+ · 1[12] min( 1 s| 59 s)? behind\.\nSo the first signature was refused.*\n$/],
    [-900, /^Your clock: \S+ · Server: \S+ · 1[45] min( 1 s| 59 s)? ahead\.\nSo the first signature was refused.*\n$/],
    [
      86_400,
      /^Your clock: \S+ \S+ · Server: \S+ \S+ · (24 h( 1 s)?|23 h 59 min 59 s) behind\.\nSo the first signature was refused.*\n$/,
    ],
  ] as const) {
    it(`a server whose clock is off by ${skew} s gets one corrected request, and the person is told`, async () => {
      const other = new Place();
      try {
        await other.sandbox('--fault', `clock-skew=${skew}`);
        const path = other.file('get.http', 'GET /api/v1/user/balance\n');
        const run = await other.run(['send', path, '--credential', 'sandbox', '--json', '--repeat', '2']);
        assert.equal(run.code, 0);
        const lines = jsonLines<Line>(run);
        assert.deepEqual(
          lines.map(({ response, attempts }) => [response?.status, attempts]),
          [
            [200, 2],
            [200, 1],
          ],
        );
        for (const { clockOffsetSeconds } of lines) assert.ok(Math.abs(clockOffsetSeconds - skew) <= 1);
        assert.match(run.stderr, sentence);
      } finally {
        await other.stop();
      }
    });
  }

  it('prints one JSON line when it listens and one per request, and withdraws when it is stopped', async () => {
    const own = new Place();
    try {
      const child = own.start(['sandbox', '--port', '0', '--json']);
      const lines: string[] = [];
      child.stdout.on('data', (chunk: Buffer) => lines.push(...chunk.toString().split('\n').filter(Boolean)));
      await once(child.stdout, 'data');
      const [first = ''] = lines;
      const started = JSON.parse(first) as { url: string; port: number; credentials: { name: string }[] };
      assert.deepEqual(Object.keys(started), ['url', 'port', 'credentials']);
      assert.equal(started.url, `http://127.0.0.1:${started.port}`);
      assert.deepEqual(
        started.credentials.map(({ name }) => name),
        ['sandbox', 'sandbox-plain', 'sandbox-readonly'],
      );
      const registry = join(own.state, 'sandbox.json');
      assert.equal((JSON.parse(readFileSync(registry, 'utf8')) as { port: number }).port, started.port);
      await own.run(['send', own.file('get.http', 'GET /api/v1/user/balance\n'), '--credential', 'sandbox']);
      while (lines.length < 2) await once(child.stdout, 'data');
      const served = JSON.parse(lines[1] ?? '') as Record<string, unknown>;
      assert.deepEqual([served.method, served.path, served.status], ['GET', '/api/v1/user/balance', 200]);
      child.kill('SIGINT');
      assert.deepEqual(await once(child, 'exit'), [0, null]);
      assert.ok(!existsSync(registry));
    } finally {
      await own.stop();
    }
  });

  it('prints its address alone on stdout, and everything that lets one in on stderr', async () => {
    const own = new Place();
    try {
      const child = own.start(['sandbox', '--port', '0']);
      let [out, said] = ['', ''];
      child.stdout.on('data', (chunk: Buffer) => {
        out += chunk;
      });
      child.stderr.on('data', (chunk: Buffer) => {
        said += chunk;
      });
      while (!/tracker: .*\n/.test(said)) await once(child.stderr, 'data');
      assert.match(out, /^http:\/\/127\.0\.0\.1:\d+\n$/);
      assert.match(said, / sandbox \(hmac\): key sk_test_sandbox_signed, secret sandbox-secret, may \*\n/);
      assert.match(said, / portal login: demo, password demo\n/);
      const token = /tracker: X-Api-Token (\S+)\n/.exec(said)?.[1] ?? '';
      const sample = 'api_42_1743667200123456789_a3f8b2c1d9e45f67';
      const request = `GET {{baseUrl}}/api/v1/track?message_id=${sample}\nX-Api-Token: ${token}\n`;
      const run = await own.run(['send', own.file('track.http', request), '--credential', 'sandbox', '--json']);
      assert.deepEqual([run.code, statuses(run)], [0, [200]], run.stderr);
    } finally {
      await own.stop();
    }
  });

  it('a port that is taken, a fault that does not exist: exit 2 and a sentence', async () => {
    const { port } = new URL(url);
    for (const [args, says] of [
      [['--port', port], new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is already in use.*\\n$`)],
      [['--fault', 'earthquake'], /^There is no fault "earthquake"\. Known are .*\n$/],
      [['--fault', 'latency=soon'], /^The fault "latency=soon" cannot be read.*\n$/],
    ] as const) {
      const { code, stdout, stderr } = await place.run(['sandbox', ...args]);
      assert.match(stderr, says);
      assert.deepEqual([code, stdout], [2, '']);
    }
  });
});
