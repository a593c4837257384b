import assert from 'node:assert/strict';
import http from 'node:http';
import { createServer, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { bodyText, createTransport, type TransportPorts } from '../../../src/sending';
import { answer, RawServer, type Respond } from '../../support/raw-server';
import { codes, leftOpen, raw, Wire, words } from './wire';

const OK = 'HTTP/1.1 200 OK\r\n';
const CHUNKED = `${OK}Transfer-Encoding: chunked\r\n\r\n`;
const HARMLESS = 'sending.outcome.harmless';
const UNKNOWN = 'sending.outcome.unknown';
const ACCEPTED = 'sending.outcome.accepted';

describe('An answer that is not what it should be', () => {
  let server: RawServer;
  let wire: Wire;
  before(async () => {
    server = await RawServer.start();
    wire = await Wire.lay();
  });
  after(async () => {
    await server.stop();
    await wire.remove();
  });

  const get = (respond: Respond, more: Partial<Parameters<Wire['send']>[0]> = {}) => {
    server.reset(respond);
    return wire.send({ url: `${server.origin}/api/v1/user/balance`, ...more });
  };
  const post = (respond: Respond) => get(respond, { method: 'POST', body: '{}' });

  describe('breaks off', () => {
    for (const [when, respond, code] of [
      ['before anything', (socket) => socket.resetAndDestroy(), 'sending.network.reset'],
      ['before anything, politely', (socket) => socket.end(), 'sending.network.reset'],
      ['in its status line', raw('HTTP/1.'), 'sending.network.resetHead'],
      ['in its headers', raw(OK, 'Content-Le'), 'sending.network.resetHead'],
    ] as const satisfies readonly (readonly [string, Respond, string])[]) {
      it(`${when}: nothing is known of a POST, and a GET changed nothing`, async () => {
        const [read, sent] = [await get(respond), await post(respond)];
        assert.deepEqual([read.answer, sent.answer], [null, null]);
        assert.deepEqual(
          [codes(read.failure), codes(sent.failure)],
          [
            [code, HARMLESS],
            [code, UNKNOWN],
          ],
        );
        assert.equal(sent.failure?.kind, 'network');
      });
    }

    for (const [how, respond, body] of [
      ['before its length', raw(OK, 'Content-Length: 100\r\n\r\n{"a":1'), '{"a":1'],
      ['at HTTP/1.0', raw('HTTP/1.0 200 OK\r\nContent-Length: 100\r\n\r\n{"a":1'), '{"a":1'],
      ['inside a chunk', raw(CHUNKED, '20\r\n{"a":1'), '{"a":1'],
      ['before the last chunk', raw(CHUNKED, '6\r\n{"a":1\r\n'), '{"a":1'],
      [
        'by a reset',
        (socket) => void socket.write(`${OK}Content-Length: 9\r\n\r\n{`, () => socket.resetAndDestroy()),
        undefined,
      ],
    ] as const satisfies readonly (readonly [string, Respond, string | undefined])[]) {
      it(`in its body, ${how}: what came is shown, and a POST was accepted`, async () => {
        const { answer: got, failure } = await post(respond);
        if (body === undefined && got === null) return assert.equal(failure?.problem.code, 'sending.network.reset');
        assert.deepEqual([failure?.kind, codes(failure)], ['truncated', ['sending.truncated', ACCEPTED]]);
        assert.deepEqual([got?.status, got?.truncated], [200, true]);
        if (body !== undefined) assert.equal(got?.body.toString(), body);
      });
    }

    it('after an error: the status says what is known', async () => {
      const refused = await post(raw('HTTP/1.1 402 Payment Required\r\nContent-Length: 9\r\n\r\n{'));
      assert.deepEqual(codes(refused.failure), ['sending.truncated', 'sending.outcome.refused']);
      const failed = await post(raw('HTTP/1.1 500 Oops\r\nContent-Length: 9\r\n\r\n{'));
      assert.deepEqual(codes(failed.failure), ['sending.truncated', UNKNOWN]);
    });
  });

  describe('is no HTTP', () => {
    for (const [what, respond, code] of [
      ['another protocol', raw('SSH-2.0-OpenSSH_9.2\r\n\r\n'), 'sending.protocol.notHttp'],
      ['a bare page, as in HTTP/0.9', raw('<html>hello</html>'), 'sending.protocol.notHttp'],
      ['two lengths', leftOpen(OK, 'Content-Length: 2\r\nContent-Length: 3\r\n\r\nab'), 'sending.protocol.length'],
      [
        'a length and chunks',
        leftOpen(OK, 'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n'),
        'sending.protocol.length',
      ],
      ['a length that is no number', leftOpen(OK, 'Content-Length: two\r\n\r\nab'), 'sending.protocol.length'],
      ['headers over 16 KB', leftOpen(OK, `X-A: ${'a'.repeat(17_000)}\r\n\r\n`), 'sending.protocol.largeHead'],
      ['lines that end wrongly', leftOpen('HTTP/1.1 200 OK\nContent-Length: 0\n\n'), 'sending.network.protocol'],
    ] as const satisfies readonly (readonly [string, Respond, string])[]) {
      it(what, async () => {
        const { answer: got, failure } = await post(respond);
        assert.equal(got, null);
        assert.deepEqual([failure?.kind, codes(failure)], ['network', [code, UNKNOWN]]);
      });
    }

    it('in the size of a chunk: what came before it is shown', async () => {
      const { answer: got, failure } = await get(leftOpen(CHUNKED, '2\r\nab\r\nZZ\r\ncd'));
      assert.deepEqual([failure?.kind, codes(failure)], ['truncated', ['sending.protocol.chunks', HARMLESS]]);
      assert.equal(got?.body.toString(), 'ab');
    });

    it('beyond the length that it names: the rest is not taken for something else', async () => {
      for (const agent of [undefined, new http.Agent({ keepAlive: true })]) {
        const { answer: got, failure } = await get(
          leftOpen(OK, 'Content-Length: 5\r\n\r\n{"a":1}'),
          agent && { agent },
        );
        assert.deepEqual([failure?.kind, codes(failure)], ['truncated', ['sending.longerThanSaid', HARMLESS]]);
        assert.equal(got?.body.toString(), '{"a":');
        agent?.destroy();
      }
    });
  });

  describe('is odd, but whole', () => {
    it('three thousand headers, none of them lost', async () => {
      const { answer: got } = await get(raw(OK, 'A:\r\n'.repeat(3000), 'Content-Length: 0\r\n\r\n'));
      assert.equal(got?.headers.length, 3001);
    });

    it('informational answers again and again', async () => {
      const { answer: got, failure } = await post(
        raw(
          ...['100 Continue', '102 Processing', '103 Early Hints'].map((status) =>
            `HTTP/1.1 ${status}\r\n\r\n`.repeat(50),
          ),
          `${OK}Content-Length: 2\r\n\r\nok`,
        ),
      );
      assert.deepEqual([got?.status, got?.body.toString(), failure], [200, 'ok', null]);
    });

    it('HTTP/1.0 with a length', async () => {
      const { answer: got, failure } = await get(raw('HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok'));
      assert.deepEqual([got?.httpVersion, got?.body.toString(), failure], ['1.0', 'ok', null]);
    });

    it('an answer that comes before the request was read', async () => {
      const sockets: Socket[] = [];
      const early = createServer((socket) => {
        sockets.push(socket.on('error', () => undefined));
        socket.once('data', () => {
          socket.pause();
          socket.end('HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno');
        });
      }).listen(0, '127.0.0.1');
      await new Promise((resolve) => early.once('listening', resolve));
      const { port } = early.address() as { port: number };
      const body = Buffer.alloc(16 * 1024 * 1024);
      const { answer: got, failure } = await wire.send({ url: `http://127.0.0.1:${port}/`, method: 'POST', body });
      for (const socket of sockets) socket.destroy();
      early.close();
      assert.deepEqual([got?.status, got?.body.toString(), failure], [413, 'no', null]);
    });
  });

  describe('is packed', () => {
    const text = JSON.stringify({ text: 'a'.repeat(3000) });
    const packedBy = (coding: string, bytes: Buffer | string) =>
      get(answer('200 OK', bytes, [`Content-Encoding: ${coding}`, 'Content-Type: application/json']));

    for (const [how, coding, bytes] of [
      ['gzip', 'x-gzip', gzipSync(text)],
      ['deflate without its header', 'deflate', deflateRawSync(text)],
      ['deflate', 'Deflate', deflateSync(text)],
      ['twice', 'gzip, br', brotliCompressSync(gzipSync(text))],
      ['not at all', 'identity', Buffer.from(text)],
    ] as const) {
      it(`by ${how}`, async () => {
        const { answer: got, failure } = await packedBy(coding, bytes);
        assert.deepEqual([failure, got?.remark, got?.body.toString()], [null, undefined, text]);
      });
    }

    for (const [coding, bytes] of [
      ['gzip', gzipSync(text)],
      ['br', brotliCompressSync(text)],
      ['deflate', deflateSync(text)],
    ] as const) {
      it(`by ${coding}, and its end is missing`, async () => {
        const { answer: got, failure } = await packedBy(coding, bytes.subarray(0, -4));
        assert.deepEqual([failure?.kind, codes(failure)[0]], ['truncated', 'sending.packedCutShort']);
        assert.equal(got?.truncated, true);
        assert.equal(got?.remark, undefined);
      });

      it(`says ${coding}, but is plain: it is shown as it came`, async () => {
        const { answer: got, failure } = await packedBy(coding, text);
        assert.deepEqual([failure, got?.remark?.code, got?.body.toString()], [null, 'answer.notPacked', text]);
      });
    }

    for (const [how, coding, bytes, expected] of [
      ['packed by deflate', 'deflate', deflateSync('hello'), 'hello'],
      ['called gzip, but plain', 'gzip', Buffer.from('{"plain":1} '), '{"plain":1} '],
    ] as const) {
      it(`and comes byte by byte, ${how}`, async () => {
        server.reset((socket) => {
          socket.setNoDelay(true);
          socket.write(`${OK}Content-Encoding: ${coding}\r\nContent-Length: ${bytes.length}\r\n\r\n`);
          let at = 0;
          const next = () => {
            if (at === bytes.length) socket.end();
            else socket.write(bytes.subarray(at, ++at), () => setImmediate(next));
          };
          next();
        });
        const { answer: got } = await wire.send({ url: server.origin });
        assert.equal(got?.body.toString(), expected);
      });
    }

    it('and damaged in the middle: what could be unpacked is shown', async () => {
      const bytes = gzipSync(Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 7919) % 251)));
      bytes.fill(0xff, bytes.length / 2, bytes.length / 2 + 40);
      const { answer: got, failure } = await packedBy('gzip', bytes);
      assert.equal(failure?.problem.code, 'sending.undecodable');
      assert.ok(got && got.bytes > 0);
    });

    it('by something that cannot be unpacked: the bytes are there', async () => {
      for (const coding of ['compress', 'gzip, exotic']) {
        const { answer: got, failure } = await packedBy(coding, Buffer.from([1, 2, 3]));
        assert.deepEqual([failure, got?.remark?.code], [null, 'answer.packed']);
        assert.deepEqual([...(got?.body ?? [])], [1, 2, 3]);
      }
    });

    it('by zstd, which depends on the Node that runs this', async () => {
      const bytes = Buffer.from('KLUv/SAFKQAAaGVsbG8=', 'base64');
      const { answer: got, failure } = await packedBy('zstd', bytes);
      const isKnown = 'createZstdDecompress' in (await import('node:zlib'));
      assert.equal(failure, null);
      assert.deepEqual(
        [got?.body.toString('latin1'), got?.remark?.code],
        isKnown ? ['hello', undefined] : [bytes.toString('latin1'), 'answer.packed'],
      );
    });
  });

  describe('is text in another charset', () => {
    const read = async (type: string, bytes: Buffer) => {
      const { answer: got } = await get(answer('200 OK', bytes, [`Content-Type: ${type}`]));
      assert.ok(got);
      const { text, remark } = bodyText(got);
      return [text, remark?.code ?? null];
    };

    for (const [what, type, bytes, expected] of [
      ['latin-1', 'text/plain; charset=ISO-8859-1', Buffer.from('caf\u00e9', 'latin1'), ['café', null]],
      ['Shift_JIS', 'text/plain; charset="shift_jis"', Buffer.from([0x83, 0x65]), ['テ', null]],
      ['UTF-16 by its mark', 'text/plain', Buffer.from('\ufeffhé', 'utf16le'), ['hé', null]],
      ['UTF-16, big end first', 'text/plain', Buffer.from('\ufeffhé', 'utf16le').swap16(), ['hé', null]],
      ['UTF-8 with a mark, called latin-1', 'text/plain; charset=latin1', Buffer.from('\ufeffhé'), ['hé', null]],
      ['one that nobody knows', 'text/plain; charset=klingon', Buffer.from('hé'), ['hé', 'answer.charset.unknown']],
      [
        'not the one it names',
        'text/csv; charset=utf-8',
        Buffer.from('a\u00e9b', 'latin1'),
        ['a\ufffdb', 'answer.charset.broken'],
      ],
      ['none, and no text', 'image/png', Buffer.from([0x89, 0x50, 0xff]), [null, null]],
      ['none, with NUL', 'text/plain', Buffer.from([0x41, 0]), [null, null]],
      ['JSON that is none', 'application/json', Buffer.from('{"a":'), ['{"a":', 'answer.invalidJson']],
      ['JSON of one value', 'application/problem+json', Buffer.from('null'), ['null', null]],
    ] as const) {
      it(what, async () => {
        assert.deepEqual(await read(type, bytes), expected);
      });
    }
  });

  describe('comes over a connection from before', () => {
    it('which the server has just closed: the failure says so', async () => {
      const agent = new http.Agent({ keepAlive: true });
      server.reset((socket) => {
        if (server.requests.length === 1) socket.write(`${OK}Content-Length: 2\r\n\r\nok`);
        else socket.destroy();
      });
      const first = await wire.send({ url: server.origin, agent });
      assert.deepEqual([first.failure, first.answer?.body.toString()], [null, 'ok']);
      await turn();
      const second = await wire.send({ url: server.origin, agent, method: 'POST' });
      assert.deepEqual(
        [second.failure?.staleConnection, codes(second.failure)],
        [true, ['sending.network.reset', UNKNOWN]],
      );
      const fresh = await wire.send({ url: server.origin, agent });
      assert.deepEqual([fresh.failure?.staleConnection, server.connections], [undefined, 2]);
      agent.destroy();
    });
  });

  it('cannot be written to disk: the first part is shown, and why', async () => {
    const openSpill: TransportPorts['openSpill'] = async () => {
      throw Object.assign(new Error('no space left'), { code: 'ENOSPC', syscall: 'open', errno: -28 });
    };
    const transport = createTransport({ now: Date.now, agent: () => undefined, openSpill });
    server.reset(answer('200 OK', Buffer.alloc(9 * 1024 * 1024, 'a')));
    const wireRequest = { method: 'GET', url: new URL(server.origin), headers: [], body: Buffer.alloc(0) };
    const { signal } = new AbortController();
    const { answer: got, failure } = await transport(wireRequest, { timeoutMs: 5000, connectTimeoutMs: null, signal });
    assert.match(words(failure), /could not be written \(ENOSPC\)/);
    assert.ok(got && got.body.length > 7 * 1024 * 1024 && got.bodyFile === null);
  });
});
