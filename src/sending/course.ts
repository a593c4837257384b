import type http from 'node:http';
import type { Socket } from 'node:net';

/** How far a request got: making the connection, its TLS, sending, waiting, reading the head, reading the body. */
export type Stage = 'connect' | 'tls' | 'send' | 'wait' | 'head' | 'body';

/** Follows a request on its way, so that whatever goes wrong can be told from what went before. */
export class Course {
  stage: Stage = 'connect';
  /** Host and port of the proxy on the way, where the agent tells of one. */
  proxy: string | null = null;
  /** The agent handed over a connection that does not lead to the server: a proxy tells why it did not make a tunnel. */
  refusedByProxy = false;
  /** The connection was made for an earlier request. */
  reused = false;

  /**
   * @param secure whether the server has to be reached by TLS
   * @param onReady called when the request can go out
   */
  constructor(
    private readonly request: http.ClientRequest,
    private readonly secure: boolean,
    private readonly onReady: () => void,
  ) {
    request.once('socket', (socket) => this.follow(socket));
    // The editor's agent tells it when the tunnel is there, ours before it is made.
    request.on('proxy', ({ proxy }: { proxy?: unknown }) => {
      this.proxy = /^(?:PROXY|HTTPS?|SOCKS\S*) +(?:\S*@)?(\S+)/.exec(String(proxy))?.[1] ?? null;
    });
  }

  private follow(socket: Socket): void {
    const { encrypted, secureConnecting } = socket as { encrypted?: boolean; secureConnecting?: boolean };
    if (this.secure && encrypted !== true) {
      this.refusedByProxy = true;
      return;
    }
    socket.once('data', () => {
      if (this.stage === 'send' || this.stage === 'wait') this.stage = 'head';
    });
    this.reused = this.request.reusedSocket;
    if (this.reused || (!socket.connecting && !(this.secure && secureConnecting !== false))) {
      this.ready();
    } else if (this.secure) {
      if (socket.connecting) socket.once('connect', () => this.securing());
      else this.securing();
      socket.once('secureConnect', () => this.ready());
    } else {
      socket.once('connect', () => this.ready());
    }
  }

  private securing(): void {
    this.stage = 'tls';
  }

  private ready(): void {
    this.stage = 'send';
    this.onReady();
    const sent = () => {
      if (this.stage === 'send') this.stage = 'wait';
    };
    if (this.request.writableFinished) sent();
    else this.request.once('finish', sent);
  }
}
