import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import http from 'node:http';
import net from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from 'node:util';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../../src/sandbox';

/** The moment at which the clock of these tests stands unless they move it: 2026-05-20 12:00:00 UTC. */
export const NOON = Date.UTC(2026, 4, 20, 12);

export interface Reply {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
  /** The body read as JSON; empty where it is none. */
  readonly json: Record<string, unknown>;
}

export interface Ask {
  readonly method?: string;
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly agent?: http.Agent;
}

/** A clock that stands still until it is moved; its timers go off when `advance` gets to them. */
export class Clock {
  readonly #timers = new Set<{ readonly due: number; readonly work: () => void }>();
  constructor(public now = NOON) {}
  readonly read = () => this.now;
  readonly after = (ms: number, work: () => void) => {
    const timer = { due: this.now + Math.max(ms, 0), work };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };
  /** Moves on by so many ms, and from timer to timer on the way. */
  advance(ms: number): void {
    const end = this.now + ms;
    for (;;) {
      const [next] = [...this.#timers].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due);
      if (!next) break;
      this.#timers.delete(next);
      this.now = Math.max(this.now, next.due);
      next.work();
    }
    this.now = end;
  }
  seconds(): number {
    return Math.floor(this.now / 1000);
  }
}

/** Sends exactly this: the target goes into the request line as it is. */
export function ask(port: number, { method = 'GET', target, headers = {}, body, agent }: Ask): Promise<Reply> {
  // Node adds no length to a GET of its own accord.
  const framed = body === undefined ? headers : { 'Content-Length': String(Buffer.byteLength(body)), ...headers };
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port, method, path: target, headers: framed, ...(agent ? { agent } : { agent: false }) },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: parse(text) });
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

export interface Signed extends Omit<Ask, 'headers'> {
  readonly key?: string;
  readonly secret?: string;
  readonly timestamp: number | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Headers of a signed request, by the words of FACTS.md section 3. */
export function signedHeaders(signed: Signed): Record<string, string> {
  const { method = 'GET', target, body = '', timestamp, headers = {} } = signed;
  const { key = 'sk_test_sandbox_signed', secret = 'sandbox-secret' } = signed;
  const hmac = createHmac('sha256', secret)
    .update(`${method}|${target.split('?')[0]}|${timestamp}|`)
    .update(body);
  return { 'X-API-Key': key, 'X-Timestamp': String(timestamp), 'X-Signature': hmac.digest('hex'), ...headers };
}

export function askSigned(port: number, signed: Signed): Promise<Reply> {
  return ask(port, { ...signed, headers: signedHeaders(signed) });
}

/** A request with the key that does not sign. */
export function askPlain(port: number, request: Ask): Promise<Reply> {
  return ask(port, { ...request, headers: { 'X-API-Key': 'sk_test_sandbox_plain', ...request.headers } });
}

/** `POST /sms/send` with the plain key. */
export function send(port: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
  return askPlain(port, {
    method: 'POST',
    target: '/api/v1/sms/send',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
  });
}

export const message = { to: ['+14155551234'], message: 'Hello', sender_id: 'MyApp' };

/** Logs in and returns the token. */
export async function logIn(port: number, login = 'demo', password = 'demo'): Promise<string> {
  const { json } = await ask(port, {
    method: 'POST',
    target: '/api/v1/user/auth',
    body: JSON.stringify({ login, password }),
  });
  return String(json.token);
}

/** Bytes in, bytes out, until the server ends the connection. */
export function rawSocket(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(text, 'latin1'));
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(received));
  });
}

/** `GET` of a path below `/api/v1` with the plain key. */
export function get(port: number, path: string): Promise<Reply> {
  return askPlain(port, { target: `/api/v1${path}` });
}

/** Reads again and again until there is what is waited for. @throws after five seconds, with what there is instead */
export async function eventually<T>(read: () => T | Promise<T>, isThere: (value: T) => boolean): Promise<T> {
  const end = performance.now() + 5_000;
  for (;;) {
    const value = await read();
    if (isThere(value)) return value;
    if (performance.now() > end) assert.fail(`It did not come about; there is ${inspect(value, { depth: 2 })}`);
    await wait(5);
  }
}

/** Runs the body of a suite with one sandbox on a standing clock. */
export function withSandbox(options: SandboxOptions = {}): { readonly port: () => number; readonly clock: Clock } {
  const clock = new Clock();
  let sandbox: Sandbox | undefined;
  beforeEach(async () => {
    clock.now = NOON;
    sandbox = await startSandbox({ clock: clock.read, after: clock.after, ...options });
  });
  afterEach(async () => {
    await sandbox?.stop();
  });
  return { port: () => sandbox?.port ?? 0, clock };
}
