import http from 'node:http';
import https from 'node:https';
import { performance } from 'node:perf_hooks';
import { pipeline } from 'node:stream';
import { urlToHttpOptions } from 'node:url';
import zlib from 'node:zlib';
import type { HeaderPair } from '../request';
import { BodySink, type SpillFile } from './body-sink';
import type { Answer, Failure, Timings } from './exchange';
import { codeOf, networkFailure } from './network-errors';

/** What goes over the wire, as it goes. */
export interface WireRequest {
  readonly method: string;
  readonly url: URL;
  /** Without `Host`, `Connection` and `Content-Length`. */
  readonly headers: readonly HeaderPair[];
  readonly body: Buffer;
}

export interface TransportOptions {
  /** Milliseconds for the whole exchange. */
  readonly timeoutMs: number;
  /** Milliseconds until connected; null: only the whole is limited. */
  readonly connectTimeoutMs: number | null;
  readonly signal: AbortSignal;
}

export interface TransportResult {
  readonly answer: Answer | null;
  readonly timings: Timings;
  readonly failure: Failure | null;
  /** When the head of the answer arrived, or the end if none came, by the clock of the ports. */
  readonly headAt: number;
}

/** Puts one request on the wire and waits for its answer; never throws, never follows a redirect. */
export type Transport = (wire: WireRequest, options: TransportOptions) => Promise<TransportResult>;

export interface TransportPorts {
  /** Milliseconds of a clock that goes on steadily. */
  now(): number;
  /** Chooses the connection pool; undefined leaves it to Node (and to the editor's proxy settings). */
  agent(url: URL): http.Agent | undefined;
  openSpill(): Promise<SpillFile>;
}

/** Bytes of an answer kept in memory; more goes to a file (cli: `send`, "over 8 MB"). */
const MEMORY_LIMIT = 8 * 1024 * 1024;

/** Methods whose missing body is announced by `Content-Length: 0` (RFC 9110 section 8.6). */
const BODY_EXPECTED = new Set(['POST', 'PUT', 'PATCH']);

/** A transport over `node:http` and `node:https`: exact headers in exact order. */
export function createTransport(ports: TransportPorts): Transport {
  return async (wire, options) => {
    const exchange = new RunningExchange(wire, options, ports);
    return exchange.run();
  };
}

class RunningExchange {
  private readonly startedAt = performance.now();
  private firstByteMs: number | null = null;
  private headAt: number | null = null;
  private stopped: Failure | null = null;
  private connected = false;

  constructor(
    private readonly wire: WireRequest,
    private readonly options: TransportOptions,
    private readonly ports: TransportPorts,
  ) {}

  async run(): Promise<TransportResult> {
    const { signal } = this.options;
    if (signal.aborted) return this.result(null, aborted(false));
    const request = this.open();
    const stop = (failure: Failure) => {
      this.stopped ??= failure;
      request.destroy();
    };
    const onAbort = () => stop(aborted(this.connected));
    signal.addEventListener('abort', onAbort, { once: true });
    const timers = this.startTimers(request, stop);
    try {
      const response = await this.head(request);
      return await this.body(response);
    } catch (error) {
      return this.result(null, this.stopped ?? networkFailure(error, this.wire.url.host));
    } finally {
      signal.removeEventListener('abort', onAbort);
      for (const timer of timers) clearTimeout(timer);
      // Whatever went wrong half-way must not leave a socket behind; a finished exchange keeps its own for the next.
      if (!request.closed && this.stopped) request.destroy();
    }
  }

  /**
   * `https.request` is called through the module object: the editor patches it there for proxies and certificates, and
   * a proxy sees nothing of what goes through its tunnel. Plain http is for this computer only, and a proxy would read
   * all of it: the class is what nobody patches. Certificates are verified even where NODE_TLS_REJECT_UNAUTHORIZED says 0.
   */
  private open(): http.ClientRequest {
    const { url } = this.wire;
    const options = this.requestOptions();
    return url.protocol === 'https:'
      ? https.request(url, { ...options, rejectUnauthorized: true })
      : new http.ClientRequest({ ...urlToHttpOptions(url), ...options });
  }

  private requestOptions(): http.RequestOptions {
    const { method, url, headers, body } = this.wire;
    const flat = ['Host', url.host, ...headers.flatMap(([name, value]) => [name, toWire(value)])];
    if (body.length > 0 || BODY_EXPECTED.has(method)) flat.push('Content-Length', String(body.length));
    const agent = this.ports.agent(url);
    return {
      method,
      path: url.pathname + url.search,
      // The types do not know it, but a flat array is the only form that keeps order and repetition.
      headers: flat as unknown as http.OutgoingHttpHeaders,
      ...(agent && { agent }),
    };
  }

  private startTimers(request: http.ClientRequest, stop: (failure: Failure) => void): NodeJS.Timeout[] {
    const { timeoutMs, connectTimeoutMs } = this.options;
    const { host, protocol } = this.wire.url;
    const timers = [setTimeout(() => stop(timedOut('sending.timeout.total', host, timeoutMs)), timeoutMs)];
    const connect =
      connectTimeoutMs === null
        ? undefined
        : setTimeout(() => stop(timedOut('sending.timeout.connect', host, connectTimeoutMs)), connectTimeoutMs);
    if (connect) timers.push(connect);
    request.on('socket', (socket) => {
      const ready = () => {
        this.connected = true;
        clearTimeout(connect);
      };
      if (!socket.connecting) ready();
      else socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', ready);
    });
    return timers;
  }

  private head(request: http.ClientRequest): Promise<http.IncomingMessage> {
    return new Promise((resolve, reject) => {
      request.on('response', (response) => {
        this.headAt = this.ports.now();
        this.firstByteMs = performance.now() - this.startedAt;
        resolve(response);
      });
      // Stays on for the life of the request: a late error must not become an uncaught one.
      request.on('error', reject);
      // Without this listener Node waits for ever on a server that "upgrades" what nobody asked to upgrade.
      request.on('upgrade', (response, socket) => {
        socket.destroy();
        reject(new Error(`unexpected protocol change to ${response.headers.upgrade ?? 'something unnamed'}`));
      });
      request.end(this.wire.body);
    });
  }

  private async body(response: http.IncomingMessage): Promise<TransportResult> {
    const sink = new BodySink(MEMORY_LIMIT, this.ports.openSpill);
    let failure: Failure | null = null;
    const { host } = this.wire.url;
    const encoding = response.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
    try {
      for await (const chunk of unpack(response, encoding)) await sink.write(chunk);
    } catch (error) {
      failure = this.stopped ?? bodyFailure(error, encoding, host);
    }
    const { body, bytes, bodyFile } = await sink.close();
    if (failure?.kind === 'truncated')
      failure = { ...failure, problem: { code: 'sending.truncated', args: { host, bytes } } };
    const answer: Answer = {
      status: response.statusCode ?? 0,
      statusText: response.statusMessage ?? '',
      httpVersion: response.httpVersion,
      headers: pairs(response.rawHeaders),
      body,
      bodyFile,
      bytes,
      truncated: failure !== null,
    };
    return this.result(answer, failure);
  }

  private result(answer: Answer | null, failure: Failure | null): TransportResult {
    const timings = { totalMs: performance.now() - this.startedAt, firstByteMs: this.firstByteMs };
    return { answer, timings, failure, headAt: this.headAt ?? this.ports.now() };
  }
}

/** The body as it was before `Content-Encoding`; an empty body stays empty whatever the header promises. */
async function* unpack(response: http.IncomingMessage, encoding: string): AsyncIterable<Buffer> {
  const unpacker = unpackerFor(encoding);
  if (!unpacker) {
    yield* response as AsyncIterable<Buffer>;
    return;
  }
  // Errors of either side surface where the unpacker is read.
  pipeline(response, unpacker, () => undefined);
  try {
    yield* unpacker as AsyncIterable<Buffer>;
  } catch (error) {
    if (unpacker.bytesWritten > 0 || codeOf(error) !== 'Z_BUF_ERROR') throw error;
  }
}

function unpackerFor(encoding: string) {
  if (encoding === 'gzip' || encoding === 'x-gzip') return zlib.createGunzip();
  if (encoding === 'br') return zlib.createBrotliDecompress();
  if (encoding === 'deflate') return zlib.createInflate();
  return null;
}

function bodyFailure(error: unknown, encoding: string, host: string): Failure {
  if (codeOf(error) === 'ECONNRESET') {
    return { kind: 'truncated', problem: { code: 'sending.truncated', args: { host, bytes: 0 } } };
  }
  // Errors of zlib have a number but no system call, unlike those of sockets and files.
  if (error instanceof Error && 'errno' in error && !('syscall' in error)) {
    return { kind: 'network', problem: { code: 'sending.undecodable', args: { encoding, reason: error.message } } };
  }
  return networkFailure(error, host);
}

function aborted(sent: boolean): Failure {
  return { kind: 'aborted', problem: { code: sent ? 'sending.aborted' : 'sending.abortedUnsent' } };
}

function timedOut(code: 'sending.timeout.total' | 'sending.timeout.connect', host: string, ms: number): Failure {
  return { kind: 'timeout', problem: { code, args: { host, ms } } };
}

/** Node writes headers as latin1; this makes it write UTF-8. */
function toWire(value: string): string {
  return Buffer.from(value, 'utf8').toString('latin1');
}

function pairs(raw: readonly string[]): HeaderPair[] {
  const result: HeaderPair[] = [];
  for (let i = 0; i + 1 < raw.length; i += 2) result.push([raw[i] ?? '', raw[i + 1] ?? '']);
  return result;
}
