import assert from 'node:assert/strict';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import http from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { HeaderPair } from '../../../src/request';
import { createTransport } from '../../../src/sending';

type Script = (socket: Socket, head: string) => void;

/** A server that reads one request head and then does what the test says, byte for byte. */
async function serve(script: Script): Promise<{ port: number; heads: string[]; close: () => Promise<void> }> {
  const heads: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    let received = '';
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      if (!received.includes('\r\n\r\n')) return;
      heads.push(received);
      script(socket, received);
      received = '';
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { port, heads, close };
}

function answer(...headers: string[]): (body: Buffer | string) => Buffer {
  return (body) => {
    const bytes = Buffer.from(body as string);
    const head = ['HTTP/1.1 200 OK', `Content-Length: ${bytes.length}`, ...headers, '', ''].join('\r\n');
    return Buffer.concat([Buffer.from(head), bytes]);
  };
}

describe('The transport', () => {
  let folder: string;
  let stop: (() => Promise<void>) | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'transport-'));
  });
  afterEach(async () => {
    await stop?.();
    stop = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  async function against(
    script: Script,
    request: {
      method?: string;
      path?: string;
      headers?: HeaderPair[];
      body?: Buffer;
      timeoutMs?: number;
      signal?: AbortSignal;
    } = {},
  ) {
    const server = await serve(script);
    stop = server.close;
    const transport = createTransport({
      now: Date.now,
      agent: () => undefined,
      openSpill: async () => {
        const path = join(folder, 'spill');
        return { path, handle: await open(path, 'wx', 0o600) };
      },
    });
    const result = await transport(
      {
        method: request.method ?? 'GET',
        url: new URL(`http://127.0.0.1:${server.port}${request.path ?? '/api/v1/user/balance'}`),
        headers: request.headers ?? [],
        body: request.body ?? Buffer.alloc(0),
      },
      {
        timeoutMs: request.timeoutMs ?? 5000,
        connectTimeoutMs: null,
        signal: request.signal ?? new AbortController().signal,
      },
    );
    return { ...result, sent: server.heads[0] ?? '', port: server.port };
  }

  it('sends headers in their order and case, repeated ones apart, and the bytes of the body', async () => {
    const { sent, port } = await against((socket) => socket.end(answer()('ok')), {
      method: 'POST',
      path: '/a%2Fb?x=%20y',
      headers: [
        ['X-one', '1'],
        ['content-TYPE', 'text/plain'],
        ['X-One', '2'],
        ['X-Utf', 'é'],
      ],
      body: Buffer.from([0, 255, 10]),
    });
    const lines = Buffer.from(sent, 'latin1').toString('utf8').split('\r\n');
    assert.deepEqual(lines.slice(0, 6), [
      'POST /a%2Fb?x=%20y HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      'X-one: 1',
      'content-TYPE: text/plain',
      'X-One: 2',
      'X-Utf: é',
    ]);
    assert.ok(lines.includes('Content-Length: 3'));
    assert.ok(sent.endsWith('\r\n\r\n\u0000\u00ff\n'));
  });

  it('announces no body for a GET without one, and an empty one for a POST', async () => {
    const get = await against((socket) => socket.end(answer()('')));
    assert.doesNotMatch(get.sent, /content-length|transfer-encoding/i);
    await stop?.();
    const post = await against((socket) => socket.end(answer()('')), { method: 'POST' });
    assert.match(post.sent, /\r\nContent-Length: 0\r\n/);
  });

  it('sends the body of a GET that has one', async () => {
    const { sent } = await against((socket) => socket.end(answer()('')), { body: Buffer.from('hello') });
    assert.match(sent, /\r\nContent-Length: 5\r\n.*hello$/s);
  });

  it('gives the answer with status, raw headers and timings', async () => {
    const {
      answer: got,
      timings,
      failure,
    } = await against((socket) =>
      socket.end('HTTP/1.1 402 Payment Required\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 2\r\n\r\n{}'),
    );
    assert.equal(failure, null);
    assert.equal(got?.status, 402);
    assert.equal(got?.statusText, 'Payment Required');
    assert.deepEqual(got?.headers.slice(0, 2), [
      ['X-A', '1'],
      ['x-a', '2'],
    ]);
    assert.equal(got?.body.toString(), '{}');
    assert.ok(timings.firstByteMs !== null && timings.firstByteMs <= timings.totalMs);
  });

  for (const [encoding, pack] of [
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
  ] as const) {
    it(`unpacks ${encoding}`, async () => {
      const { answer: got } = await against((socket) =>
        socket.end(answer(`Content-Encoding: ${encoding}`)(pack('{"balance":1}'))),
      );
      assert.equal(got?.body.toString(), '{"balance":1}');
      assert.equal(got?.bytes, 13);
    });

    it(`takes an empty body for empty, even when it is called ${encoding}`, async () => {
      const { answer: got, failure } = await against((socket) =>
        socket.end(answer(`Content-Encoding: ${encoding}`)('')),
      );
      assert.equal(failure, null);
      assert.equal(got?.bytes, 0);
    });
  }

  it('never follows a redirect', async () => {
    const { answer: got } = await against((socket) =>
      socket.end('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n'),
    );
    assert.equal(got?.status, 302);
  });

  it('skips informational answers', async () => {
    const { answer: got } = await against((socket) => {
      socket.write('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n');
      socket.end(answer()('ok'));
    });
    assert.equal(got?.status, 200);
  });

  it('reads chunked bodies and HTTP/1.0 bodies that end with the connection', async () => {
    const chunked = await against((socket) =>
      socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n'),
    );
    assert.equal(chunked.answer?.body.toString(), 'abc');
    await stop?.();
    const old = await against((socket) => socket.end('HTTP/1.0 200 OK\r\n\r\nold'));
    assert.equal(old.answer?.body.toString(), 'old');
    assert.equal(old.answer?.httpVersion, '1.0');
  });

  it('shows what arrived when the body breaks off', async () => {
    const { answer: got, failure } = await against((socket) =>
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"status":true'),
    );
    assert.equal(failure?.kind, 'truncated');
    assert.equal(failure?.problem.args?.bytes, 14);
    assert.equal(got?.truncated, true);
    assert.equal(got?.body.toString(), '{"status":true');
  });

  it('says that the outcome is not known when the connection breaks before an answer', async () => {
    const { failure, answer: got } = await against((socket) => socket.resetAndDestroy());
    assert.equal(got, null);
    assert.equal(failure?.kind, 'network');
    assert.equal(failure?.problem.code, 'sending.network.reset');
  });

  it('says when nothing listens', async () => {
    const server = await serve(() => undefined);
    await server.close();
    const transport = createTransport({ now: Date.now, agent: () => undefined, openSpill: () => Promise.reject() });
    const { failure } = await transport(
      { method: 'GET', url: new URL(`http://127.0.0.1:${server.port}/`), headers: [], body: Buffer.alloc(0) },
      { timeoutMs: 5000, connectTimeoutMs: null, signal: new AbortController().signal },
    );
    assert.equal(failure?.problem.code, 'sending.network.refused');
  });

  it('gives up on a server that stays silent', async () => {
    const { failure } = await against(() => undefined, { timeoutMs: 80 });
    assert.equal(failure?.kind, 'timeout');
    assert.equal(failure?.problem.args?.ms, 80);
  });

  it('gives up on a server that trickles its body, and keeps what came', async () => {
    const { failure, answer: got } = await against(
      (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc'),
      { timeoutMs: 150 },
    );
    assert.equal(failure?.kind, 'timeout');
    assert.equal(got?.body.toString(), 'abc');
    assert.equal(got?.truncated, true);
  });

  it('stops at once when the person stops, and the server sees the connection close', async () => {
    const controller = new AbortController();
    const closed = new Promise<void>((resolve) => {
      void against(
        (socket) => {
          socket.once('close', () => resolve());
          controller.abort();
        },
        { signal: controller.signal },
      ).then(({ failure }) => assert.equal(failure?.kind, 'aborted'));
    });
    await closed;
  });

  it('reaches this computer directly, whatever the editor has put in the place of http.request for its proxies', async () => {
    const original = http.request;
    http.request = () => {
      throw new Error('it went through the patched function');
    };
    try {
      const { answer: got, sent } = await against((socket) => socket.end(answer()('ok')), { path: '/a?b=c' });
      assert.equal(got?.status, 200);
      assert.match(sent, /^GET \/a\?b=c HTTP\/1\.1\r\n/);
    } finally {
      http.request = original;
    }
  });

  it('sends nothing when it was stopped before', async () => {
    const { failure, sent } = await against(() => undefined, { signal: AbortSignal.abort() });
    assert.equal(failure?.problem.code, 'sending.abortedUnsent');
    assert.equal(sent, '');
  });

  it('refuses a change of protocol that nobody asked for', async () => {
    const { failure } = await against((socket) =>
      socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'),
    );
    assert.equal(failure?.kind, 'network');
  });

  it('puts an answer over 8 MB into a file, byte for byte', async () => {
    const big = Buffer.alloc(9 * 1024 * 1024, 'restlink ');
    const { answer: got, failure } = await against((socket) => socket.end(answer()(big)));
    assert.equal(failure, null);
    assert.equal(got?.bytes, big.length);
    assert.ok(got?.bodyFile);
    assert.ok((await readFile(got.bodyFile)).equals(big));
    assert.ok(got.body.length <= 8 * 1024 * 1024);
  });
});
