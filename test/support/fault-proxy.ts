// A proxy between a client and the sandbox that breaks things on the way, each request in its own way.

import http from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { type Injury, injuries, type RealAnswer, refusals, SILENT } from './faults';
import { type RawRequest, readRequest } from './raw-server';
import { Seeded } from './seeded';

/** Names the request in all that is told about it, and makes the chance that befalls it. */
export const CASE_HEADER = 'X-Case';

/** What happened to one arrival of a request. */
export interface Incident {
  readonly fault: string;
  /** What became of the answer: it went through, may have, was lost on the way; or the request never got to the sandbox. */
  readonly fate: Injury['fate'] | 'refused' | 'stopped';
  /** What the sandbox answered; null where it was not asked, or has not answered. */
  readonly status: number | null;
}

export interface FaultProxyOptions {
  readonly seed: string;
  /** Port of the sandbox. */
  readonly target: number;
  /** Part of the requests to which something happens. */
  readonly share: number;
  /** Each so-manieth connection is dropped as soon as it is made. */
  readonly dropEvery: number;
}

export class FaultProxy {
  /** By the name of the request, in the order of arrival. */
  readonly incidents = new Map<string, Incident[]>();
  dropped = 0;
  private connections = 0;
  private readonly sockets = new Set<Socket>();
  /** Connections that are about to break: what is asked there next may go wrong. */
  private readonly spoilt = new WeakSet<Socket>();
  private readonly agent = new http.Agent({ keepAlive: true });

  private constructor(
    private readonly server: Server,
    private readonly options: FaultProxyOptions,
    readonly origin: string,
  ) {
    server.on('connection', (socket) => this.serve(socket));
  }

  static async start(options: FaultProxyOptions): Promise<FaultProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    return new FaultProxy(server, options, `http://127.0.0.1:${port}`);
  }

  async stop(): Promise<void> {
    this.agent.destroy();
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.setNoDelay(true);
    if (++this.connections % this.options.dropEvery === 0) {
      this.dropped++;
      socket.destroy();
      return;
    }
    let bytes = Buffer.alloc(0);
    let turn: Promise<unknown> = Promise.resolve();
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      for (let read = readRequest(bytes); read; read = readRequest(bytes)) {
        const { request, length } = read;
        bytes = bytes.subarray(length);
        turn = turn.then(() => this.handle(socket, request)).catch(() => socket.destroy());
      }
    });
  }

  private async handle(socket: Socket, request: RawRequest): Promise<void> {
    const name = request.headers.find(([header]) => header === CASE_HEADER)?.[1] ?? '';
    const incidents = this.incidents.get(name) ?? [];
    this.incidents.set(name, incidents);
    const { refusal, injury, stops, chance } = this.lotOf(name, incidents.length);
    if (refusal) {
      incidents.push({ fault: refusal.name, fate: this.spoilt.has(socket) ? 'stopped' : 'refused', status: null });
      refusal.write(socket);
      return;
    }
    if (stops) {
      incidents.push({ fault: 'stopped', fate: 'stopped', status: null });
      if (chance.next() < 0.5) socket.resetAndDestroy();
      else socket.destroy();
      return;
    }
    const fate = { fault: injury?.name ?? 'none', fate: this.fateOf(socket, injury) };
    const arrival = incidents.push({ ...fate, status: null }) - 1;
    const real = await this.forward(request);
    incidents[arrival] = { ...fate, status: real.status };
    if (injury) await injury.write(socket, real, chance);
    else socket.write(real.whole());
  }

  private fateOf(socket: Socket, injury: Injury | null): Injury['fate'] {
    const fate = injury?.fate ?? 'through';
    const spoilt = this.spoilt.has(socket);
    if (fate !== 'through') this.spoilt.add(socket);
    return spoilt && fate === 'through' ? 'either' : fate;
  }

  /** Whether nobody will answer one of the first arrivals of a request. */
  willBeSilent(name: string): boolean {
    return [0, 1, 2, 3, 4, 5].some((arrival) => SILENT.has(this.lotOf(name, arrival).injury?.name ?? ''));
  }

  /** What befalls an arrival of a request, counted from 0. */
  private lotOf(name: string, arrival: number) {
    const chance = new Seeded(`${this.options.seed} ${name} ${arrival}`);
    const happens = chance.next() < this.options.share;
    const kind = happens ? chance.pick(['injury', 'injury', 'injury', 'refusal', 'stop']) : 'none';
    return {
      chance,
      injury: kind === 'injury' ? chance.pick(injuries) : null,
      refusal: kind === 'refusal' ? chance.pick(refusals) : null,
      stops: kind === 'stop',
    };
  }

  /** The sandbox's answer to the request as it came, byte for byte. */
  private forward({ method, target, headers, body }: RawRequest): Promise<RealAnswer> {
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: this.options.target, method, path: target, agent: this.agent };
      const flat = headers.flat() as unknown as http.OutgoingHttpHeaders;
      const forwarded = http.request({ ...options, headers: flat }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve(makeAnswer(response, Buffer.concat(chunks))));
      });
      forwarded.on('error', reject);
      forwarded.end(body);
    });
  }
}

function makeAnswer({ statusCode, statusMessage, headers }: http.IncomingMessage, body: Buffer): RealAnswer {
  const kept = ['content-type', 'date'].flatMap((name) => (headers[name] ? [`${name}: ${headers[name]}`] : []));
  const head = (framing: readonly string[], version = '1.1') =>
    Buffer.from([`HTTP/${version} ${statusCode} ${statusMessage}`, ...kept, ...framing, '', ''].join('\r\n'), 'latin1');
  const whole = () => Buffer.concat([head([`Content-Length: ${body.length}`]), body]);
  return { status: statusCode ?? 0, body, head, whole };
}
