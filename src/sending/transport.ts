import type http from 'node:http';
import { performance } from 'node:perf_hooks';
import type { Problem } from '../messages';
import { BodySink, SpillError, type SpillFile } from './body-sink';
import { Course } from './course';
import type { Answer, Failure, Timings } from './exchange';
import { aborted, failureAt, type Situation, timedOut } from './failures';
import { codeOf, isReset, NetworkProblem, networkFailure } from './network-errors';
import { noProxy, proxyRefusal } from './proxy-refusal';
import { isCutShort, isUnpackError, unpack } from './unpack';
import { headerPairs, openRequest, type WireRequest } from './wire';

export interface TransportOptions {
  /** Milliseconds for the whole exchange. */
  readonly timeoutMs: number;
  /** Milliseconds until connected, TLS included; null: see `CONNECT_MS`. */
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
  /**
   * Chooses the connection pool; undefined leaves it to Node (and to the editor's proxy settings).
   * @throws NetworkProblem
   */
  agent(url: URL): http.Agent | undefined;
  openSpill(): Promise<SpillFile>;
}

/** Without a limit of its own a connection has to be there within this: networks that swallow packets give no other sign. */
const CONNECT_MS = 15_000;

/** For agents: idle for less than servers and proxies usually allow, so that none is used that they have just closed. */
export const KEPT_CONNECTION = { keepAlive: true, timeout: 4000 };

/** A transport over `node:http` and `node:https`: exact headers in exact order. */
export function createTransport(ports: TransportPorts): Transport {
  return (wire, options) => new RunningExchange(wire, options, ports).run();
}

class RunningExchange {
  private readonly startedAt = performance.now();
  private readonly sink: BodySink;
  /** Aborted when nobody waits any more: by the person, by time, or because it is over. */
  private readonly over = new AbortController();
  private request: http.ClientRequest | null = null;
  private course: Course | null = null;
  private firstByteMs: number | null = null;
  private headAt: number | null = null;
  private status: number | null = null;
  private stopped: Failure | null = null;
  /** What the request reports after its answer began. */
  private lateError: unknown = null;
  private remark: Problem | undefined;

  constructor(
    private readonly wire: WireRequest,
    private readonly options: TransportOptions,
    private readonly ports: TransportPorts,
  ) {
    this.sink = new BodySink(() => ports.openSpill());
  }

  async run(): Promise<TransportResult> {
    const { signal, timeoutMs, connectTimeoutMs } = this.options;
    const timers: NodeJS.Timeout[] = [];
    if (signal.aborted) return this.result(null, aborted(this.situation));
    const onAbort = () => this.stop(aborted(this.situation));
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      const limit = (ms: number) => setTimeout(() => this.stop(timedOut(this.situation, ms)), ms);
      const connecting = limit(connectTimeoutMs ?? CONNECT_MS);
      timers.push(limit(timeoutMs), connecting);
      const response = await this.head(() => clearTimeout(connecting));
      if (!response) return this.result(null, this.stopped);
      if (this.course?.refusedByProxy) {
        this.request?.destroy();
        return this.result(null, proxyRefusal(response, this.situation));
      }
      return await this.body(response);
    } catch (error) {
      const failure = this.course?.refusedByProxy ? noProxy(this.situation) : networkFailure(error, this.situation);
      return this.result(null, this.isStale(error) ? { ...failure, staleConnection: true } : failure);
    } finally {
      signal.removeEventListener('abort', onAbort);
      for (const timer of timers) clearTimeout(timer);
    }
  }

  private stop(failure: Failure): void {
    this.stopped ??= failure;
    this.over.abort();
  }

  /** @returns null when it was stopped before */
  private head(onReady: () => void): Promise<http.IncomingMessage | null> {
    // An agent that is still making a connection would not let the request end before it has one.
    const stopped = new Promise<null>((resolve) => {
      const stop = () => {
        this.request?.destroy();
        resolve(null);
      };
      this.over.signal.addEventListener('abort', stop, { once: true });
    });
    return Promise.race([this.asked(onReady), stopped]);
  }

  /** Asks until there is an answer; again only where a connection from before was of no use and nothing has left. */
  private async asked(onReady: () => void): Promise<http.IncomingMessage> {
    for (;;) {
      try {
        return await this.ask(onReady);
      } catch (error) {
        if (!this.course?.held || this.over.signal.aborted) throw error;
      }
    }
  }

  private ask(onReady: () => void): Promise<http.IncomingMessage> {
    const { wire, ports } = this;
    this.course = null;
    const request = openRequest(wire, ports.agent(wire.url), this.over.signal);
    const send = () => void request.end(wire.body);
    const course = new Course(request, wire.url.protocol === 'https:', { send, onReady });
    this.request = request;
    this.course = course;
    return new Promise((resolve, reject) => {
      request.on('response', (response) => {
        // Nobody has asked for it yet.
        if (course.held) return;
        this.headAt = ports.now();
        this.firstByteMs = performance.now() - this.startedAt;
        if (!course.refusedByProxy) this.status = response.statusCode ?? 0;
        resolve(response);
      });
      // Stays on for the life of the request: a late error must not become an uncaught one.
      request.on('error', (error) => {
        if (request === this.request) this.lateError = error;
        reject(error);
      });
      // Without this listener Node waits for ever on a server that "upgrades" what nobody asked to upgrade.
      request.on('upgrade', ({ headers }, socket) => {
        socket.destroy();
        const args = { host: wire.url.host, protocol: headers.upgrade ?? '–' };
        reject(new NetworkProblem({ code: 'sending.network.upgrade', args }));
      });
    });
  }

  private async body(response: http.IncomingMessage): Promise<TransportResult> {
    let failure: Failure | null = null;
    try {
      const remark = (problem: Problem) => {
        this.remark = problem;
      };
      for await (const chunk of unpack(response, response.headers['content-encoding'], remark)) {
        await this.sink.write(chunk);
      }
      if (isProtocolError(this.lateError)) failure = this.bodyFailure(this.lateError, response);
    } catch (error) {
      failure = this.stopped ?? this.bodyFailure(isProtocolError(this.lateError) ? this.lateError : error, response);
    }
    const answer: Answer = {
      status: response.statusCode ?? 0,
      statusText: response.statusMessage ?? '',
      httpVersion: response.httpVersion,
      headers: headerPairs(response.rawHeaders),
      ...(await this.sink.close()),
      truncated: failure !== null,
      ...(this.remark && { remark: this.remark }),
    };
    return this.result(answer, failure);
  }

  private bodyFailure(error: unknown, { headers, complete }: http.IncomingMessage): Failure {
    const { situation } = this;
    const { host, bytes } = situation;
    const truncated = (problem: Problem) => failureAt(situation, 'truncated', problem);
    if (error instanceof SpillError) {
      if (error.reason === null) return truncated({ code: 'sending.endless', args: { host } });
      return truncated({ code: 'sending.spill', args: { reason: error.reason } });
    }
    if (isUnpackError(error)) {
      const encoding = headers['content-encoding'] ?? '';
      if (isCutShort(error)) return truncated({ code: 'sending.packedCutShort', args: { host, encoding, bytes } });
      const args = { encoding, reason: error.message };
      return failureAt(situation, 'network', { code: 'sending.undecodable', args });
    }
    if (isProtocolError(error) && complete) return truncated({ code: 'sending.longerThanSaid', args: { host, bytes } });
    return networkFailure(error, situation);
  }

  private isStale(error: unknown): boolean {
    const { stage } = this.situation;
    return isReset(error) && this.course?.reused === true && (stage === 'send' || stage === 'wait');
  }

  private get situation(): Situation {
    const { wire, course, status } = this;
    return {
      method: wire.method,
      host: wire.url.host,
      stage: status === null ? (course?.stage ?? 'connect') : 'body',
      reused: course?.reused ?? false,
      proxy: course?.proxy ?? null,
      status,
      bytes: this.sink.bytes,
    };
  }

  private result(answer: Answer | null, failure: Failure | null): TransportResult {
    const timings = { totalMs: performance.now() - this.startedAt, firstByteMs: this.firstByteMs };
    return { answer, timings, failure, headAt: this.headAt ?? this.ports.now() };
  }
}

/** Whether the parser of Node found a fault in what came. */
function isProtocolError(error: unknown): boolean {
  return codeOf(error).startsWith('HPE_');
}
