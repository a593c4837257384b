// What a line can do to an answer, and what stands in front of a service can answer in its place.

import type { Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Seeded } from './seeded';

/** What the sandbox has answered. */
export interface RealAnswer {
  readonly status: number;
  readonly body: Buffer;
  /** Status line and headers with these ones for the framing, up to the empty line. */
  head(framing: readonly string[], version?: string): Buffer;
  /** With its length. */
  whole(): Buffer;
}

export interface Injury {
  readonly name: string;
  /** Whether the whole answer can be read from what is written: always, depending on what arrives first, or never. */
  readonly fate: 'through' | 'either' | 'lost';
  write(socket: Socket, answer: RealAnswer, chance: Seeded): void | Promise<void>;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const lengthOf = (body: Buffer) => `Content-Length: ${body.length}`;
const chunk = (part: Buffer) =>
  Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')]);
const CHUNKED = ['Transfer-Encoding: chunked'];
const LAST_CHUNK = Buffer.from('0\r\n\r\n');

/** Pieces of a text, each written for itself. */
async function dribble(socket: Socket, bytes: Buffer, chance: Seeded): Promise<void> {
  for (let at = 0; at < bytes.length && !socket.destroyed; ) {
    const size = chance.between(1, 60);
    socket.write(bytes.subarray(at, at + size));
    at += size;
    await turn();
  }
}

function packed(name: string, pack: (body: Buffer) => Buffer): Injury {
  return {
    name,
    fate: 'through',
    write: (socket, { head, body }) => {
      const bytes = pack(body);
      socket.write(Buffer.concat([head([`Content-Encoding: ${name}`, lengthOf(bytes)]), bytes]));
    },
  };
}

/** Writes a part, then ends the connection by a reset or as if all were well. */
function cutShort(name: string, part: (answer: RealAnswer, chance: Seeded) => Buffer): Injury[] {
  const ends = [
    ['reset', (socket: Socket) => socket.resetAndDestroy()],
    ['end', (socket: Socket) => socket.end()],
  ] as const;
  return ends.map(([how, end]) => ({
    name: `${how} ${name}`,
    fate: 'lost',
    write: async (socket, answer, chance) => {
      const bytes = part(answer, chance);
      if (bytes.length > 0) await new Promise((resolve) => socket.write(bytes, resolve));
      if (chance.next() < 0.5) await turn();
      end(socket);
    },
  }));
}

function lost(name: string, bytes: (answer: RealAnswer, chance: Seeded) => Buffer | string): Injury {
  return { name, fate: 'lost', write: (socket, answer, chance) => void socket.end(bytes(answer, chance)) };
}

const joined = (...parts: readonly (Buffer | string)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));
/** Not all of it, so that something is missing. */
const beginning = (bytes: Buffer, chance: Seeded) => bytes.subarray(0, chance.between(1, bytes.length - 2));

export const injuries: readonly [Injury, ...Injury[]] = [
  {
    name: 'delay',
    fate: 'through',
    write: async (socket, answer, chance) => {
      await pause(chance.between(1, 20));
      socket.write(answer.whole());
    },
  },
  { name: 'slow loris', fate: 'through', write: (socket, answer, chance) => dribble(socket, answer.whole(), chance) },
  {
    name: 'chunked',
    fate: 'through',
    write: async (socket, { head, body }, chance) => {
      const cut = chance.between(1, body.length - 1);
      const chunks = [body.subarray(0, cut), body.subarray(cut)].map(chunk);
      await dribble(socket, joined(head(CHUNKED), ...chunks, LAST_CHUNK), chance);
    },
  },
  packed('gzip', gzipSync),
  packed('br', brotliCompressSync),
  packed('deflate', deflateSync),
  {
    name: 'informational',
    fate: 'through',
    write: (socket, answer) =>
      void socket.write(
        joined('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n', answer.whole()),
      ),
  },
  {
    name: 'HTTP/1.0 without length',
    fate: 'through',
    write: (socket, { head, body }) => void socket.end(joined(head([], '1.0'), body)),
  },
  {
    name: 'until the connection ends',
    fate: 'through',
    write: (socket, { head, body }) => void socket.end(joined(head(['Connection: close']), body)),
  },
  {
    name: 'last on its connection',
    fate: 'through',
    write: (socket, { head, body }) => void socket.end(joined(head(['Connection: close', lengthOf(body)]), body)),
  },
  {
    name: 'twice',
    fate: 'through',
    write: (socket, answer) => void socket.write(joined(answer.whole(), answer.whole())),
  },
  {
    name: 'twice, one right behind the other',
    fate: 'through',
    write: (socket, answer) => {
      socket.write(answer.whole());
      socket.write(answer.whole());
    },
  },
  {
    name: 'twice, cut anywhere',
    fate: 'through',
    write: (socket, answer, chance) => {
      const both = joined(answer.whole(), answer.whole());
      const cut = chance.between(0, both.length);
      socket.write(both.subarray(0, cut));
      socket.write(both.subarray(cut));
    },
  },
  {
    name: 'the beginning of another one behind it',
    fate: 'through',
    write: (socket, answer, chance) =>
      void socket.write(joined(answer.whole(), beginning(answer.head([lengthOf(answer.body)]), chance))),
  },
  {
    name: 'longer than it says',
    fate: 'either',
    write: (socket, { head, body }, chance) =>
      void socket.end(joined(head([`Content-Length: ${chance.between(0, body.length - 1)}`]), body)),
  },
  ...cutShort('before the head', () => Buffer.alloc(0)),
  ...cutShort('in the head', ({ head, body }, chance) => beginning(head([lengthOf(body)]), chance)),
  ...cutShort('in the body', ({ head, body }, chance) => joined(head([lengthOf(body)]), beginning(body, chance))),
  ...cutShort('between chunks', ({ head, body }) => joined(head(CHUNKED), chunk(body))),
  ...cutShort('in a chunk', ({ head, body }, chance) => joined(head(CHUNKED), beginning(chunk(body), chance))),
  lost('shorter than it says', ({ head, body }) => joined(head([`Content-Length: ${body.length + 10}`]), body)),
  lost('bad chunk', ({ head, body }) => joined(head(CHUNKED), chunk(body), 'zz\r\n')),
  lost('gzip that breaks off', ({ head, body }, chance) => {
    const bytes = gzipSync(body);
    const cut = bytes.subarray(0, chance.between(1, bytes.length - 9));
    return joined(head(['Content-Encoding: gzip', lengthOf(cut)]), cut);
  }),
  lost('gzip with a wrong byte', ({ head, body }) => {
    const bytes = gzipSync(body);
    bytes[bytes.length - 6] = (bytes[bytes.length - 6] ?? 0) ^ 0xff;
    return joined(head(['Content-Encoding: gzip', lengthOf(bytes)]), bytes);
  }),
  lost('no HTTP', () => 'SSH-2.0-OpenSSH_9.6\r\n'),
  lost('bad header', ({ head, body }) => joined(head([lengthOf(body), 'no colon']), body)),
  lost('endless head', ({ head, body }) => joined(head([lengthOf(body), `X-Long: ${'x'.repeat(40_000)}`]), body)),
  lost('protocol change', () => 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n'),
  lost('gateway that gave up', () => {
    const page = '<html><body>504 Gateway Time-out</body></html>';
    return `HTTP/1.1 504 Gateway Time-out\r\nContent-Type: text/html\r\nContent-Length: ${page.length}\r\n\r\n${page}`;
  }),
  { name: 'silence', fate: 'lost', write: () => undefined },
  {
    name: 'silence in the body',
    fate: 'lost',
    write: (socket, { head, body }, chance) =>
      void socket.write(joined(head([lengthOf(body)]), beginning(body, chance))),
  },
];

/** Faults after which nothing more comes: whoever waits for them needs an end. */
export const SILENT: ReadonlySet<string> = new Set(['silence', 'silence in the body']);

/** An answer in place of the service's: the request goes no further. */
export interface Refusal {
  readonly name: string;
  write(socket: Socket): void;
}

function refusal(name: string, status: string, headers: readonly string[], body: string): Refusal {
  const head = () => [`HTTP/1.1 ${status}`, ...headers.map(withDate), `Content-Length: ${body.length}`];
  return { name, write: (socket) => void socket.write(`${head().join('\r\n')}\r\n\r\n${body}`) };
}

/** `Date: 60` is that many seconds from now. */
function withDate(header: string): string {
  const seconds = /^(Date|Retry-After): @(-?\d+)$/.exec(header);
  return seconds ? `${seconds[1]}: ${new Date(Date.now() + Number(seconds[2]) * 1000).toUTCString()}` : header;
}

const JSON_TYPE = 'Content-Type: application/json';
const errorBody = (code: string) => JSON.stringify({ status: false, error_code: code, description: 'x' });
const limited = errorBody('RATE_LIMIT_EXCEEDED');
const badSignature = errorBody('INVALID_SIGNATURE');

export const refusals: readonly [Refusal, ...Refusal[]] = [
  refusal('429', '429 Too Many Requests', [JSON_TYPE, 'Date: @0'], limited),
  refusal('429 with seconds', '429 Too Many Requests', [JSON_TYPE, 'Retry-After: 1'], limited),
  refusal('429 with a date', '429 Too Many Requests', [JSON_TYPE, 'Retry-After: @2'], limited),
  refusal('429 empty', '429 Too Many Requests', ['Date: @0'], ''),
  refusal('429 page', '429 Too Many Requests', ['Content-Type: text/html'], '<html>slow down</html>'),
  refusal('DB_ERROR', '500 Internal Server Error', [JSON_TYPE], errorBody('DB_ERROR')),
  refusal('clock 15 min behind', '401 Unauthorized', [JSON_TYPE, 'Date: @-900'], badSignature),
  refusal('clock 12 min ahead', '401 Unauthorized', [JSON_TYPE, 'Date: @720'], badSignature),
  refusal('clock a day ahead', '401 Unauthorized', [JSON_TYPE, 'Date: @86400'], badSignature),
  refusal('no clock', '401 Unauthorized', [JSON_TYPE], badSignature),
  refusal('redirect', '307 Temporary Redirect', ['Location: /elsewhere'], ''),
];
