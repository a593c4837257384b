import { pipeline, Readable } from 'node:stream';
import zlib from 'node:zlib';
import type { Problem } from '../messages';

/** A body that its `Content-Encoding` cannot describe fails at once; so many packed bytes are kept to show it as it came. */
const KEPT_PACKED = 1024 * 1024;

/**
 * The body as it was before `Content-Encoding`. Where that is not possible, its bytes as they came; an empty body stays empty
 * whatever the header promises.
 * @param remark told why the bytes are those that came
 */
export async function* unpack(
  response: Readable,
  contentEncoding: string | undefined,
  remark: (problem: Problem) => void,
): AsyncGenerator<Buffer> {
  const codings = (contentEncoding ?? '')
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length === 0) {
    yield* response as AsyncIterable<Buffer>;
    return;
  }
  const encoding = codings.join(', ');
  const source = response[Symbol.asyncIterator]() as AsyncIterator<Buffer, undefined>;
  try {
    const first = await beginning(source);
    if (first.length === 0) return;
    // What was packed last is unpacked first.
    const unpackers = codings.reverse().map((coding, i) => unpackerFor(coding, i === 0 ? first : null));
    if (!areAll(unpackers)) {
      remark({ code: 'answer.packed', args: { encoding } });
      yield first;
      yield* rest(source);
      return;
    }
    const feed = new Feed(first, source);
    try {
      yield* unpacked(feed, unpackers);
    } catch (error) {
      const asItCame = isUnpackError(error) && !isCutShort(error) ? await feed.recall() : null;
      if (asItCame === null) throw error;
      remark({ code: 'answer.notPacked', args: { encoding } });
      yield* asItCame;
      yield* rest(source);
    }
  } finally {
    await source.return?.();
  }
}

/** The first bytes, at least as many as tell how they are packed. */
async function beginning(source: AsyncIterator<Buffer, undefined>): Promise<Buffer> {
  let first = Buffer.alloc(0);
  while (first.length < 2) {
    const next = await source.next();
    if (next.done) break;
    first = Buffer.concat([first, next.value]);
  }
  return first;
}

/** Whether unpacking itself failed: such errors have a number but no system call, unlike those of sockets and files. */
export function isUnpackError(error: unknown): error is Error {
  return error instanceof Error && 'errno' in error && !('syscall' in error);
}

/** Whether the packed bytes ended too early. */
export function isCutShort(error: Error): boolean {
  return 'code' in error && error.code === 'Z_BUF_ERROR';
}

type Unpacker = zlib.Gunzip | zlib.BrotliDecompress;

function unpackerFor(coding: string, start: Buffer | null): Unpacker | null {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return zlib.createGunzip();
    case 'br':
      return zlib.createBrotliDecompress();
    case 'deflate':
      return start === null || hasZlibHeader(start) ? zlib.createInflate() : zlib.createInflateRaw();
    case 'zstd':
      // Node 22.15 and newer.
      return (zlib as { createZstdDecompress?: () => Unpacker }).createZstdDecompress?.() ?? null;
    default:
      return null;
  }
}

/** Some servers leave the two bytes of RFC 1950 away that `deflate` should begin with. */
function hasZlibHeader(start: Buffer): boolean {
  return start.length > 1 && (start.readUInt8(0) & 0x0f) === 8 && start.readUInt16BE(0) % 31 === 0;
}

function areAll(unpackers: readonly (Unpacker | null)[]): unpackers is readonly Unpacker[] {
  return unpackers.every((unpacker) => unpacker !== null);
}

/** Packed bytes on their way to the unpackers; kept until something comes out of them. */
class Feed {
  private kept: Buffer[] | null = [];
  private keptBytes = 0;
  private readonly chunks: AsyncGenerator<Buffer>;

  constructor(
    private readonly first: Buffer,
    private readonly source: AsyncIterator<Buffer, undefined>,
  ) {
    this.chunks = this.run();
  }

  [Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    return this.chunks;
  }

  /** Something came out: the bytes are what they are said to be. */
  forget(): void {
    this.kept = null;
  }

  /** All that was read so far, or null when it is not kept; the rest may then be read from the source. */
  async recall(): Promise<readonly Buffer[] | null> {
    // A chunk that is being waited for belongs to it.
    await this.chunks.return(undefined);
    return this.kept;
  }

  private async *run(): AsyncGenerator<Buffer> {
    this.keep(this.first);
    yield this.first;
    for (let next = await this.source.next(); !next.done; next = await this.source.next()) {
      this.keep(next.value);
      yield next.value;
    }
  }

  private keep(chunk: Buffer): void {
    this.keptBytes += chunk.length;
    if (this.keptBytes > KEPT_PACKED) this.kept = null;
    this.kept?.push(chunk);
  }
}

async function* unpacked(feed: Feed, unpackers: readonly Unpacker[]): AsyncGenerator<Buffer> {
  const last = unpackers.at(-1);
  if (!last) return;
  // Errors of every part surface where the last one is read.
  pipeline([Readable.from(feed), ...unpackers], () => undefined);
  for await (const chunk of last as AsyncIterable<Buffer>) {
    feed.forget();
    yield chunk;
  }
}

/** Not `yield*`: that would end the source with its reader. */
async function* rest(source: AsyncIterator<Buffer, undefined>): AsyncGenerator<Buffer> {
  for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
}
