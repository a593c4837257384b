import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { statSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { gone, listen } from './listener';
import { codes, type Sent, Wire } from './wire';

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\n';
const UNKNOWN = 'sending.outcome.unknown';
const ACCEPTED = 'sending.outcome.accepted';

/** Timers of this process that keep it alive. */
const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

/** Sends without end, as fast as it is read. */
function pour(socket: Socket, chunk: Buffer): void {
  const more = () => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', more);
  more();
}

describe('A request that the person stops', () => {
  let wire: Wire;
  before(async () => {
    wire = await Wire.lay();
  });
  after(() => wire.remove());

  /** Sends to a server, and looks whether anything stays behind of it. */
  async function stopped(
    script: (socket: Socket, stop: () => void) => void,
    more: (stop: () => void) => Partial<Sent> = () => ({}),
    scheme = 'http',
  ) {
    const controller = new AbortController();
    const { signal } = controller;
    const stop = () => controller.abort();
    const server = await listen((socket) => script(socket, stop));
    const [before, files] = [timers(), wire.spilled];
    const url = `${scheme}://127.0.0.1:${server.port}/`;
    const { answer, failure } = await wire.send({ url, method: 'POST', signal, ...more(stop) });
    assert.equal(failure?.kind, 'aborted');
    assert.equal(getEventListeners(signal, 'abort').length, 0);
    assert.ok(timers() <= before);
    await gone(server.sockets);
    server.stop();
    return { answer, codes: codes(failure), files: wire.spilled.filter((file) => !files.includes(file)) };
  }

  it('in the handshake of TLS: nothing was sent', async () => {
    const { answer, ...rest } = await stopped((socket, stop) => socket.once('data', stop), undefined, 'https');
    assert.deepEqual([answer, rest], [null, { codes: ['sending.abortedUnsent'], files: [] }]);
  });

  it('while it waits for the answer', async () => {
    const { answer, ...rest } = await stopped((socket, stop) => socket.once('data', stop));
    assert.deepEqual([answer, rest], [null, { codes: ['sending.aborted', UNKNOWN], files: [] }]);
  });

  it('in the middle of the head', async () => {
    const { answer, ...rest } = await stopped((socket, stop) =>
      socket.once('data', () => void socket.write(`${HEAD}X-A: `, () => setImmediate(stop))),
    );
    assert.deepEqual([answer, rest], [null, { codes: ['sending.aborted', UNKNOWN], files: [] }]);
  });

  it('while it sends a body that nobody reads', async () => {
    const { answer, ...rest } = await stopped(
      (socket, stop) =>
        socket.once('data', () => {
          socket.pause();
          setImmediate(() => {
            stop();
            // Who does not read does not see the end either.
            socket.resume();
          });
        }),
      () => ({ body: Buffer.alloc(16 * 1024 * 1024) }),
    );
    assert.deepEqual([answer, rest], [null, { codes: ['sending.aborted', UNKNOWN], files: [] }]);
  });

  for (const [how, head, body] of [
    ['', `${HEAD}Content-Length: 9\r\n\r\n`, Buffer.from('abc')],
    [', which is packed', `${HEAD}Content-Encoding: gzip\r\n\r\n`, gzipSync('abc').subarray(0, -4)],
  ] as const) {
    it(`in the body${how}: what came is shown`, async () => {
      const { answer, ...rest } = await stopped(
        (socket) => socket.once('data', () => void socket.write(Buffer.concat([Buffer.from(head), body]))),
        (stop) => ({ onHead: () => setTimeout(stop, 500) }),
      );
      assert.deepEqual(rest, { codes: ['sending.aborted', ACCEPTED], files: [] });
      assert.deepEqual([answer?.body.toString(), answer?.truncated], ['abc', true]);
    });
  }

  for (const [when, stopIn] of [
    ['when the file is there', (stop) => stop],
    ['while it is written', (stop) => () => void setTimeout(stop, 10)],
  ] as const satisfies readonly (readonly [string, (stop: () => void) => () => void])[]) {
    it(`in an answer that goes to a file, ${when}: the file is named, whole as far as it goes, and closed`, async () => {
      const handles: FileHandle[] = [];
      const { answer, ...rest } = await stopped(
        (socket) =>
          socket.once('data', () => {
            socket.write(`${HEAD}\r\n`);
            pour(socket, Buffer.alloc(256 * 1024, 'a'));
          }),
        (stop) => ({
          onSpill: (handle) => {
            handles.push(handle);
            stopIn(stop)();
          },
        }),
      );
      assert.deepEqual(rest.codes, ['sending.aborted', ACCEPTED]);
      assert.equal(rest.files.length, 1);
      const [path, bytes] = [answer?.bodyFile ?? '', answer?.bytes ?? 0];
      assert.ok(path.includes(rest.files[0] ?? '-') && bytes > 8 * 1024 * 1024);
      assert.equal(statSync(path).size, bytes);
      assert.deepEqual(
        handles.map(({ fd }) => fd),
        [-1],
      );
    });
  }
});
