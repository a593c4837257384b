import type http from 'node:http';
import type { Socket } from 'node:net';

/** Told of all that arrives over a connection: before Node reads it, and after. */
export interface Watcher {
  before(chunk: Buffer): void;
  after(): void;
}

const LISTENERS = Symbol('listeners');
type Watched = Socket & { [LISTENERS]?: readonly ((chunk: Buffer) => void)[] };

/**
 * Lets an exchange watch its connection, until the next one takes over. It goes on when the exchange has ended: what arrives
 * on a connection that waits to be used again, Node drops without a word.
 */
export function watch(socket: Socket, watcher: Watcher): void {
  const watched: Watched = socket;
  for (const listener of watched[LISTENERS] ?? []) socket.off('data', listener);
  const before = (chunk: Buffer) => watcher.before(chunk);
  const after = () => watcher.after();
  socket.prependListener('data', before);
  socket.on('data', after);
  watched[LISTENERS] = [before, after];
}

const HEAD_END = '\r\n\r\n';

/** Counts the bytes of an answer, to see whether anything follows it. */
export class AnswerLength {
  private head = Buffer.alloc(0);
  private headIsOver = false;
  /** Bytes after those in `head`. */
  private more = 0;
  private tail = Buffer.alloc(0);

  /** @param isInHead whether the final headers were not complete before */
  take(chunk: Buffer, isInHead: boolean): void {
    this.headIsOver ||= !isInHead;
    if (this.headIsOver) this.more += chunk.length;
    else this.head = Buffer.concat([this.head, chunk]);
    this.tail = Buffer.concat([this.tail, chunk]).subarray(-HEAD_END.length);
  }

  /**
   * Whether all that came belongs to a complete answer (RFC 9112 section 6.3); false in doubt.
   * @param informational how many 1xx answers came before it
   */
  isExact({ statusCode = 0, headers }: http.IncomingMessage, method: string, informational: number): boolean {
    let start = 0;
    for (let heads = 0; heads <= informational; heads++) {
      const end = this.head.indexOf(HEAD_END, start);
      if (end < 0) return false;
      start = end + HEAD_END.length;
    }
    const bytes = this.head.length - start + this.more;
    if (method === 'HEAD' || statusCode === 204 || statusCode === 304) return bytes === 0;
    if (headers['transfer-encoding'] !== undefined) return this.tail.toString('latin1') === HEAD_END;
    return bytes === Number(headers['content-length']);
  }
}
