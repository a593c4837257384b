import type { ServerResponse } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Answer } from '../exchange/answer';

/** What hono's handlers get at: node's own request and response. */
export interface Bindings {
  Bindings: HttpBindings;
}

/**
 * Sends an answer, or the part of it that a fault lets through.
 * @param now the server's time in ms, for the `Date` header
 * @returns what hono wants back, and whether the whole answer was handed over
 */
export async function reply(
  context: Context<Bindings>,
  answer: Answer,
  now: () => number,
): Promise<{ readonly response: Response; readonly complete: boolean }> {
  const { outgoing } = context.env;
  if (answer.delayMs) await pause(answer.delayMs, outgoing);
  if (outgoing.destroyed) return { response: RESPONSE_ALREADY_SENT, complete: false };
  const headers = { ...answer.headers, Date: new Date(now()).toUTCString() };
  if (answer.cut) {
    cut(outgoing, { ...answer, headers });
    return { response: RESPONSE_ALREADY_SENT, complete: false };
  }
  const status = answer.status as ContentfulStatusCode;
  return { response: context.newResponse(content(answer.body), status, headers), complete: true };
}

/** What hono takes for a body. An empty text would be given a type; no body is given none. */
function content(body: Answer['body']): string | ReadableStream<Uint8Array> | null {
  if (body === '') return null;
  return typeof body === 'string' ? body : streamed(body);
}

/** Characters that are sent at once: each write costs as much as a thousand characters. */
const AT_ONCE = 16_384;

/** Pieces become bytes when the client has room for them. */
function streamed(pieces: Iterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = pieces[Symbol.iterator]();
  return new ReadableStream({
    pull(controller) {
      let text = '';
      let next = iterator.next();
      for (; !next.done; next = iterator.next()) {
        text += next.value;
        if (text.length >= AT_ONCE) break;
      }
      if (text !== '') controller.enqueue(encoder.encode(text));
      if (next.done) controller.close();
    },
    cancel() {
      iterator.return?.();
    },
  });
}

/** Waits, but not longer than the client does. */
export function pause(ms: number, outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      outgoing.off('close', finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    outgoing.on('close', finish);
  });
}

/** Ends the connection before the first byte of the answer, or after half of its body. */
function cut(outgoing: ServerResponse, { cut: place, status, headers, body }: Answer): void {
  if (place === 'before') {
    outgoing.destroy();
    return;
  }
  const bytes = Buffer.from(typeof body === 'string' ? body : [...body].join(''));
  outgoing.writeHead(status, { ...headers, 'Content-Length': bytes.length });
  outgoing.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => outgoing.destroy());
}
