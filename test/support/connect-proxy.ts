import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect as dial, type Socket } from 'node:net';

/** What a proxy was asked. */
export interface Asked {
  /** `host:port` */
  readonly target: string;
  /** The header `Proxy-Authorization`. */
  readonly authorization: string | undefined;
}

/** Where a tunnel leads. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/** A real proxy that makes tunnels, to the places that it knows and to no other. */
export class ConnectProxy {
  readonly asked: Asked[] = [];
  /** What came besides, which would not be tunnelled. */
  readonly plain: string[] = [];
  /** The value of `Proxy-Authorization` without which there is no tunnel; null asks for none. */
  wants: string | null = null;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  /** @param places by `host:port`, whatever a name leads to otherwise */
  static async start(places: ReadonlyMap<string, Place>): Promise<ConnectProxy> {
    const server = createServer((request, response) => {
      proxy.plain.push(`${request.method} ${request.url}`);
      response.writeHead(400).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const proxy = new ConnectProxy(server, typeof address === 'object' && address ? address.port : 0);
    server.on('connect', (request: IncomingMessage, socket: Socket) => proxy.serve(request, socket, places));
    return proxy;
  }

  /** `127.0.0.1:PORT` */
  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  reset(): void {
    this.asked.length = 0;
    this.plain.length = 0;
    this.wants = null;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve({ url = '', headers }: IncomingMessage, socket: Socket, places: ReadonlyMap<string, Place>): void {
    this.keep(socket);
    const authorization = headers['proxy-authorization'];
    this.asked.push({ target: url, authorization });
    if (this.wants !== null && authorization !== this.wants) {
      const lines = ['407 Proxy Authentication Required', 'Proxy-Authenticate: Basic realm="office"'];
      socket.end(`HTTP/1.1 ${lines.join('\r\n')}\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const place = places.get(url);
    if (!place) {
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const upstream = dial(place.port, place.host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(upstream).pipe(socket);
    });
    this.keep(upstream);
    socket.on('close', () => upstream.destroy());
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  }
}
