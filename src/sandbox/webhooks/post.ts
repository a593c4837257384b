import { createHmac } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import type { After } from '../basics/timers';

/** A receiver has to answer with 2xx within this time (FACTS.md section 6). */
const ANSWER_MS = 5_000;

/** Names that belong to nobody, kept for documentation and tests (RFC 2606): the example of the settings is one. */
const RESERVED = /(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid)\.?$/i;

/** How a call went. */
export interface PostResult {
  /** HTTP status; null where no answer came. */
  readonly status: number | null;
  /** What went wrong; null where the receiver took it. */
  readonly error: string | null;
}

/**
 * Headers of an event; with a secret they hold its signature over the time, a dot and the body (FACTS.md section 6).
 * @param now in ms
 */
export function eventHeaders(body: string, secret: string | null, now: number): Record<string, string> {
  const headers = {
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
    'User-Agent': '23Telecom-Webhooks/1.0',
  };
  if (secret === null) return headers;
  const timestamp = String(Math.floor(now / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  return { ...headers, 'X-Webhook-Timestamp': timestamp, 'X-Webhook-Signature': `sha256=${signature}` };
}

/**
 * Calls a receiver, over a connection of its own. Redirects are not followed, and the body of the answer does not matter.
 * Never throws: an address that cannot be called is a call that went wrong.
 * @param signal ends the call at once; what is told then does not count
 */
export async function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  after: After,
  signal: AbortSignal,
): Promise<PostResult> {
  try {
    const { protocol, hostname } = new URL(url);
    const client = protocol === 'https:' ? https : http;
    if (RESERVED.test(hostname)) {
      return { status: null, error: `not called: ${hostname} is a name for documentation` };
    }
    return await new Promise<PostResult>((resolve) => {
      const request = client.request(url, { method: 'POST', headers, agent: false, signal });
      const giveUp = after(ANSWER_MS, () => request.destroy(new Error(`no answer within ${ANSWER_MS / 1000} s`)));
      request.once('close', () => {
        giveUp();
        // Counts where nothing else was told before.
        resolve({ status: null, error: 'the connection ended without an answer' });
      });
      request.once('upgrade', ({ statusCode = 101 }, socket) => {
        socket.destroy();
        resolve({ status: statusCode, error: `answered ${statusCode}` });
      });
      request.once('response', (response) => {
        const status = response.statusCode ?? 0;
        resolve({ status, error: status >= 200 && status < 300 ? null : `answered ${status}` });
        // Let it finish what it says, so that it sees no broken connection; within the same time.
        response.on('error', () => {});
        response.resume();
      });
      request.on('error', (error) => resolve(failed(error)));
      request.end(body);
    });
  } catch (error) {
    return failed(error);
  }
}

function failed(error: unknown): PostResult {
  const { code, message } = error as NodeJS.ErrnoException;
  return { status: null, error: code ?? message };
}
