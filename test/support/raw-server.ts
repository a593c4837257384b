// A server on a bare socket: it keeps the very bytes that arrived, and answers with the very bytes it is told to.

import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket, type TlsOptions } from 'node:tls';

/** A request as it came over the wire. */
export interface RawRequest {
  /** `POST /path?query HTTP/1.1` */
  readonly line: string;
  readonly method: string;
  readonly target: string;
  /** In wire order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

/** Writes an answer, or does whatever else a server may do with a connection. */
export type Respond = (socket: Socket, request: RawRequest) => void;

/** An answer with a length, after which the connection is closed. */
export function answer(status: string, body: string | Buffer = '', headers: readonly string[] = []): Respond {
  return (socket) => {
    const bytes = Buffer.from(body);
    const head = [`HTTP/1.1 ${status}`, ...headers, `Content-Length: ${bytes.length}`, 'Connection: close'];
    socket.end(Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes]));
  };
}

export const ok: Respond = answer('200 OK', '{"status":true}', ['Content-Type: application/json']);

export interface RawServerOptions {
  /** Where it listens; default: 127.0.0.1. */
  readonly host?: string;
  /** With these it speaks TLS. */
  readonly tls?: TlsOptions;
}

/** All that came over one connection. */
export interface RawConnection {
  /** The host that was asked for by TLS; null without. */
  readonly servername: string | null;
  bytes: Buffer;
}

export class RawServer {
  readonly requests: RawRequest[] = [];
  /** What came over connections, whether or not it was a request. */
  readonly received: RawConnection[] = [];
  /** Connections that were opened, whether or not a request came. */
  connections = 0;
  respond: Respond = ok;
  private readonly sockets = new Set<Socket>();
  private readonly waiting: (() => void)[] = [];

  private constructor(
    private readonly server: Server,
    readonly port: number,
    private readonly host: string,
    private readonly scheme: string,
  ) {}

  get origin(): string {
    return `${this.scheme}://${this.host.includes(':') ? `[${this.host}]` : this.host}:${this.port}`;
  }

  static async start({ host = '127.0.0.1', tls }: RawServerOptions = {}): Promise<RawServer> {
    const server: Server = tls ? createTlsServer(tls) : createServer();
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const raw = new RawServer(server, port, host, tls ? 'https' : 'http');
    server.on(tls ? 'secureConnection' : 'connection', (socket: Socket) => raw.serve(socket));
    server.on('tlsClientError', () => undefined);
    return raw;
  }

  /** Forgets what came so far. */
  reset(respond: Respond = ok): void {
    this.requests.length = 0;
    this.received.length = 0;
    this.connections = 0;
    this.respond = respond;
  }

  /** Resolves when the next request has arrived. */
  next(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(socket: Socket): void {
    this.connections++;
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => undefined);
    const servername = (socket as Partial<TLSSocket>).servername;
    const connection: RawConnection = { servername: servername || null, bytes: Buffer.alloc(0) };
    this.received.push(connection);
    let bytes = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      connection.bytes = Buffer.concat([connection.bytes, chunk]);
      bytes = Buffer.concat([bytes, chunk]);
      for (let read = readRequest(bytes); read; read = readRequest(bytes)) {
        bytes = bytes.subarray(read.length);
        this.requests.push(read.request);
        for (const resolve of this.waiting.splice(0)) resolve();
        this.respond(socket, read.request);
      }
    });
  }
}

/** The first request in some bytes, and its length; null while it is not complete. */
export function readRequest(bytes: Buffer): { request: RawRequest; length: number } | null {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) return null;
  const [line = '', ...fields] = bytes.subarray(0, headEnd).toString('latin1').split('\r\n');
  const headers = fields.map((field): [string, string] => {
    const colon = field.indexOf(':');
    return [field.slice(0, colon), Buffer.from(field.slice(colon + 1).trim(), 'latin1').toString('utf8')];
  });
  const size = Number(headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? 0);
  const length = headEnd + 4 + size;
  if (bytes.length < length) return null;
  const [method = '', target = ''] = line.split(' ');
  return { request: { line, method, target, headers, body: bytes.subarray(headEnd + 4, length) }, length };
}
