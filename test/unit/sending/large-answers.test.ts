import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { RawServer } from '../../support/raw-server';
import { Wire } from './wire';

const MB = 1024 * 1024;
const SIZE = 64 * MB;
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nConnection: close\r\n';

/** Each megabyte of the answer is another one, so that none can be lost or doubled unseen. */
const part = (i: number) => Buffer.alloc(MB, `${i},+33 6 12 34 56 78,delivered\n`);

/** Sends the parts of the answer as fast as they are read, none of them made before its turn. */
async function stream(socket: Socket, head: string, pack: (bytes: Buffer) => Buffer, end: string): Promise<void> {
  socket.write(head);
  for (let i = 0; i < SIZE / MB; i++) {
    if (!socket.write(pack(part(i)))) await new Promise((resolve) => socket.once('drain', resolve));
  }
  socket.end(end);
}

const chunked = (bytes: Buffer) =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);

/** Bytes that are in use, in and outside the heap: what nobody holds any more does not count. */
function used(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  // The first one may still be at work aside; another one waits for it.
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Calls back each time that so many bytes more are about to be written to a file. */
function onEvery(step: number, handle: FileHandle, look: () => void): void {
  const write = handle.writeFile.bind(handle);
  let bytes = 0;
  handle.writeFile = (data, ...options) => {
    const before = bytes;
    bytes += (data as Buffer).length;
    if (Math.floor(bytes / step) > Math.floor(before / step)) look();
    return write(data, ...options);
  };
}

describe('An answer of 64 MB', () => {
  let server: RawServer;
  let wire: Wire;
  let expected: string;
  before(async () => {
    server = await RawServer.start();
    wire = await Wire.lay();
    const digest = createHash('sha256');
    for (let i = 0; i < SIZE / MB; i++) digest.update(part(i));
    expected = digest.digest('hex');
  });
  after(async () => {
    await server.stop();
    await wire.remove();
  });

  for (const [how, head, pack, end] of [
    ['in chunks', `${HEAD}Transfer-Encoding: chunked\r\n\r\n`, chunked, '0\r\n\r\n'],
    // Packed parts one after the other are one packed body (RFC 1952 section 2.2).
    ['packed into a few KB', `${HEAD}Content-Encoding: gzip\r\n\r\n`, (bytes: Buffer) => gzipSync(bytes), ''],
  ] as const) {
    it(`${how}: all of it is in a file, its first part is shown, and memory stays small`, async () => {
      server.reset((socket) => void stream(socket, head, pack, end));
      const before = used();
      let peak = 0;
      const { answer, failure } = await wire.send({
        url: server.origin,
        timeoutMs: 60_000,
        onSpill: (handle) => onEvery(8 * MB, handle, () => (peak = Math.max(peak, used() - before))),
      });
      const after = used() - before;
      assert.deepEqual([failure, answer?.truncated, answer?.bytes], [null, false, SIZE]);
      assert.ok(peak > 0 && peak < 24 * MB, `${peak} bytes at the peak`);
      assert.ok(after < 4 * MB, `${after} bytes in the end`);
      const shown = answer?.body ?? Buffer.alloc(0);
      assert.ok(shown.length >= 64 * 1024 && shown.length < MB);
      assert.ok(part(0).subarray(0, shown.length).equals(shown));
      const digest = createHash('sha256');
      for await (const chunk of createReadStream(answer?.bodyFile ?? '')) digest.update(chunk);
      assert.equal(digest.digest('hex'), expected);
    });
  }
});
