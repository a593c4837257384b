// What came back, and what did not: exit codes, the JSON of an exchange, and sentences.

import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import net from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { jsonLines, Place, type Run, type RunOptions } from '../support/cli';
import { answer, ok, RawServer, type Respond } from '../support/raw-server';

const KEY = 'sk_test_0123456789abc3d4';
const env = { RESTLINK_API_KEY: KEY, RESTLINK_API_SECRET: 'secret of the tests' };

interface Line {
  readonly name: string | null;
  readonly repetition: number;
  readonly response: {
    readonly status: number;
    readonly headers: readonly (readonly [string, string])[];
    readonly body: string | null;
    readonly encoding?: string;
    readonly bodyFile?: string;
    readonly bytes: number;
    readonly truncated: boolean;
  } | null;
  readonly timings: { readonly totalMs: number; readonly firstByteMs: number | null };
  readonly attempts: number;
  readonly clockOffsetSeconds: number;
  readonly error: { readonly kind: string; readonly message: string } | null;
}

describe('What comes back', function () {
  this.timeout(60_000);
  let server: RawServer;
  let place: Place;
  before(async () => {
    server = await RawServer.start();
    place = new Place();
  });
  after(() => Promise.all([server?.stop(), place?.stop()]));

  async function send(respond: Respond, args: readonly string[] = [], options: RunOptions = {}): Promise<Run> {
    server.reset(respond);
    const path = place.file('request.http', 'GET /api/v1/user/balance\n');
    return place.run(['send', path, '--base-url', server.origin, ...args], { env, ...options });
  }

  /** The only line of stdout. */
  function only(run: Run): Line {
    const [line, ...more] = jsonLines<Line>(run);
    assert.ok(line, `no line; stderr: ${run.stderr}`);
    assert.equal(more.length, 0);
    return line;
  }

  it('a success: exit 0, every member in its place, nothing on stderr', async () => {
    const run = await send(
      answer('200 OK', '{"balance":12.50}', ['Content-Type: application/json', 'X-A: 1', 'X-A: 2']),
      ['--json'],
    );
    assert.deepEqual([run.code, run.stderr], [0, '']);
    const line = only(run);
    assert.deepEqual(Object.keys(line), [
      'name',
      'line',
      'repetition',
      'credential',
      'request',
      'response',
      'timings',
      'attempts',
      'clockOffsetSeconds',
      'error',
    ]);
    assert.deepEqual(line.response, {
      status: 200,
      headers: [
        ['Content-Type', 'application/json'],
        ['X-A', '1'],
        ['X-A', '2'],
        ['Content-Length', '17'],
        ['Connection', 'close'],
      ],
      body: '{"balance":12.50}',
      encoding: 'utf8',
      bytes: 17,
      truncated: false,
    });
    const { totalMs, firstByteMs } = line.timings;
    assert.ok(firstByteMs !== null && firstByteMs > 0 && totalMs >= firstByteMs);
    assert.deepEqual([line.attempts, line.clockOffsetSeconds, line.error], [1, 0, null]);
  });

  it('for people: a line of facts, headers, a blank line, re-indented JSON with its own digits; no colours in a pipe', async () => {
    const { code, stdout, stderr } = await send(
      answer('200 OK', '{"balance":12.50,"big":12345678901234567890}', ['Content-Type: application/json']),
    );
    assert.deepEqual([code, stderr], [0, '']);
    const [facts = '', ...rest] = stdout.split('\n');
    assert.match(
      facts,
      /^HTTP\/1\.1 200 OK · \d+ ms · 44 B · signed as environment \(sk_test_…c3d4\) at \d\d:\d\d:\d\d$/,
    );
    assert.equal(
      rest.join('\n'),
      'Content-Type: application/json\nContent-Length: 44\nConnection: close\n\n{\n  "balance": 12.50,\n  "big": 12345678901234567890\n}\n',
    );
  });

  it('200 with "status": false: exit 1', async () => {
    const run = await send(answer('200 OK', '{"status":false,"error":"Account is in setup process"}'), ['--json']);
    assert.equal(run.code, 1);
    assert.match(run.stderr, /still being set up.*Account is in setup process/);
    assert.equal(only(run).error, null);
  });

  it('a redirect is the answer and is not followed: exit 0', async () => {
    const run = await send(answer('302 Found', '', [`Location: ${server.origin}/elsewhere`]), ['--json']);
    assert.equal(run.code, 0);
    assert.match(run.stderr, /Redirects are never followed/);
    assert.equal(only(run).response?.status, 302);
    assert.equal(server.requests.length, 1);
  });

  for (const [what, body, headers] of [
    ['with a page of HTML', '<html><body>Too many</body></html>', ['Content-Type: text/html']],
    ['without a body', '', []],
  ] as const) {
    it(`429 ${what}: exit 1, and it says what it is`, async () => {
      // Too short a time to wait and send again in.
      const run = await send(answer('429 Too Many Requests', body, headers), ['--json', '--timeout', '1400']);
      assert.equal(run.code, 1);
      assert.match(run.stderr, /^Too many requests\b/);
      assert.equal(only(run).response?.body, body);
    });
  }

  it('429, after which it is sent again, freshly signed, and says so while it waits', async () => {
    const limited = answer('429 Too Many Requests', '{"error_code":"RATE_LIMIT_EXCEEDED"}', ['Retry-After: 1']);
    const run = await send(
      (socket, request) => (server.requests.length > 1 ? ok : limited)(socket, request),
      ['--json'],
    );
    assert.equal(run.code, 0);
    assert.match(
      run.stderr,
      /^The server answered 429 RATE_LIMIT_EXCEEDED .*Sending again in 1\.\d s \(attempt 2 of 3\)\.\n/,
    );
    assert.equal(only(run).attempts, 2);
    const signatures = server.requests.map(({ headers }) => headers.find(([name]) => name === 'X-Signature')?.[1]);
    assert.equal(new Set(signatures).size, 2);
  });

  it('packed answers are unpacked, and counted unpacked', async () => {
    const text = JSON.stringify({ text: 'a'.repeat(1000) });
    for (const [encoding, packed] of [
      ['gzip', gzipSync(text)],
      ['br', brotliCompressSync(text)],
    ] as const) {
      const { response } = only(await send(answer('200 OK', packed, [`Content-Encoding: ${encoding}`]), ['--json']));
      assert.deepEqual([response?.body, response?.bytes, response?.encoding], [text, text.length, 'utf8']);
    }
  });

  it('a body that is no UTF-8 text is given as base64', async () => {
    const bytes = Buffer.from([0xff, 0x00, 0xfe, 0x80, 0x0a]);
    const { response } = only(await send(answer('200 OK', bytes, ['Content-Type: image/x']), ['--json']));
    assert.deepEqual([response?.body, response?.encoding, response?.bytes], [bytes.toString('base64'), 'base64', 5]);
  });

  it('an answer over 8 MB is in a file that only its owner may read', async () => {
    const body = Buffer.alloc(9 * 1024 * 1024, 'abcdefgh');
    const run = await send(answer('200 OK', body), ['--json']);
    assert.equal(run.code, 0);
    const { response } = only(run);
    assert.deepEqual([response?.body, response?.bytes, response?.truncated], [null, body.length, false]);
    const file = response?.bodyFile ?? '';
    assert.ok(readFileSync(file).equals(body));
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  it('cookies are named, and their values masked', async () => {
    const { response } = only(
      await send(answer('200 OK', '', ['Set-Cookie: session=abc; Path=/; HttpOnly']), ['--json']),
    );
    assert.deepEqual(response?.headers[0], ['Set-Cookie', 'session=••••••; Path=/; HttpOnly']);
  });

  describe('and what does not', () => {
    it('a connection that is refused: exit 3, network', async () => {
      const port = await freePort();
      const path = place.file('request.http', 'GET /x\n');
      const run = await place.run(['send', path, '--json', '--base-url', `http://127.0.0.1:${port}`], { env });
      assert.equal(run.code, 3);
      assert.equal(run.stderr, `Not sent: nothing answers at 127.0.0.1:${port}. Is the server running?\n`);
      const { error, response, attempts } = only(run);
      assert.deepEqual([error?.kind, response, attempts], ['network', null, 1]);
    });

    it('a host that does not exist: exit 3, network', async () => {
      const path = place.file('request.http', 'GET /x\n');
      const run = await place.run(['send', path, '--json', '--base-url', 'https://nowhere.invalid'], { env });
      assert.equal(run.code, 3);
      assert.match(run.stderr, /^Not sent: the host nowhere\.invalid was not found/);
      assert.equal(only(run).error?.kind, 'network');
    });

    it('a connection that is dropped: exit 3, network, and it is not sent again', async () => {
      const run = await send((socket) => socket.destroy(), ['--json']);
      assert.equal(run.code, 3);
      assert.match(run.stderr, /broke before an answer arrived .*\n?A GET changes nothing/);
      assert.equal(only(run).error?.kind, 'network');
      assert.equal(server.requests.length, 1);
    });

    it('an answer that breaks off: exit 3, both response and error', async () => {
      const respond: Respond = (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"half":');
      const run = await send(respond, ['--json']);
      assert.equal(run.code, 3);
      assert.match(run.stderr, /broke off after 8 bytes/);
      const { error, response } = only(run);
      assert.equal(error?.kind, 'truncated');
      assert.deepEqual([response?.body, response?.bytes, response?.truncated], ['{"half":', 8, true]);
      const text = await send(respond);
      assert.match(text.stdout, /\n\{"half":\n$/);
    });

    it('what is no HTTP: exit 3, network', async () => {
      const run = await send((socket) => socket.end('SSH-2.0-OpenSSH\r\n'), ['--json']);
      assert.equal(run.code, 3);
      assert.match(run.stderr, /is no HTTP answer/);
      assert.equal(only(run).error?.kind, 'network');
    });

    it('an answer that takes too long: exit 3, timeout; the directive of the request counts', async () => {
      const silent: Respond = () => undefined;
      const run = await send(silent, ['--json', '--timeout', '150']);
      assert.equal(run.code, 3);
      assert.match(run.stderr, /^The request was sent, but no answer came from 127\.0\.0\.1:\d+ within 150 ms\./);
      assert.equal(only(run).error?.kind, 'timeout');
      const path = place.file('timeout.http', '# @timeout 120 ms\nGET /x\n');
      const { stderr } = await place.run(['send', path, '--base-url', server.origin], { env });
      assert.match(stderr, /within 120 ms/);
    });

    it('Ctrl+C: exit 3 at once, aborted, and no further request begins', async () => {
      const run = await send(() => undefined, ['--json', '--repeat', '5'], {
        onStart: (child) => void server.next().then(() => child.kill('SIGINT')),
      });
      assert.equal(run.code, 3);
      assert.equal(
        run.stderr,
        'Stopped.\nA GET changes nothing on the server, so it can simply be sent again.\nStopped before 4 requests were sent.\n',
      );
      const { error, response } = only(run);
      assert.deepEqual([error?.kind, response], ['aborted', null]);
      assert.equal(server.requests.length, 1);
      assert.ok(run.ms < 20_000);
    });
  });

  describe('several exchanges', () => {
    const file = '### one\nGET /200\n### two\nGET /404\n### three\nGET {{gone}}/x\n### four\nGET /200\n';
    const byPath: Respond = (socket, request) =>
      request.target === '/404'
        ? answer('404 Not Found', '{"error_code":"NOT_FOUND"}')(socket, request)
        : ok(socket, request);

    it('--all: each in its line, and the highest exit code', async () => {
      server.reset(byPath);
      const path = place.file('all.http', file);
      const run = await place.run(['send', path, '--all', '--json', '--base-url', server.origin], { env });
      assert.equal(run.code, 2);
      assert.deepEqual(
        jsonLines<Line>(run).map(({ name, response, error }) => [name, response?.status, error?.kind]),
        [
          ['one', 200, undefined],
          ['two', 404, undefined],
          ['three', undefined, 'unresolved'],
          ['four', 200, undefined],
        ],
      );
    });

    it('--bail: nothing after the first failure', async () => {
      server.reset(byPath);
      const path = place.file('all.http', file);
      const run = await place.run(['send', path, '--all', '--bail', '--json', '--base-url', server.origin], { env });
      assert.equal(run.code, 1);
      assert.deepEqual(
        jsonLines<Line>(run).map(({ name }) => name),
        ['one', 'two'],
      );
      assert.equal(server.requests.length, 2);
    });

    it('--repeat counts from 1, and every repetition has a signature of its own', async () => {
      server.reset(ok);
      const path = place.file('one.http', 'GET /x\n');
      const run = await place.run(['send', path, '--repeat', '3', '--json', '--base-url', server.origin], { env });
      assert.deepEqual(
        jsonLines<Line>(run).map(({ repetition }) => repetition),
        [1, 2, 3],
      );
      const signatures = server.requests.map(({ headers }) => headers.find(([name]) => name === 'X-Signature')?.[1]);
      assert.equal(new Set(signatures).size, 3);
    });

    it('--concurrency sends so many at a time', async () => {
      let open = 0;
      let most = 0;
      server.reset((socket, request) => {
        most = Math.max(most, ++open);
        setTimeout(() => {
          open--;
          ok(socket, request);
        }, 100);
      });
      const path = place.file('one.http', 'GET /x\n');
      const args = ['--repeat', '6', '--concurrency', '3', '--json', '--base-url', server.origin];
      assert.equal((await place.run(['send', path, ...args], { env })).code, 0);
      assert.equal(most, 3);
    });
  });

  describe('a reader that closes early', () => {
    it('is no failure', async () => {
      server.reset(ok);
      const path = place.file('one.http', 'GET /x\n');
      const run = await place.run(['send', path, '--repeat', '20', '--json', '--base-url', server.origin], {
        env,
        onStart: (child) => void child.stdout.once('data', () => child.stdout.destroy()),
      });
      assert.equal(run.stderr, '');
      assert.equal(run.code, 0);
    });
  });
});

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
