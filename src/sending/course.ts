import type http from 'node:http';
import type { Socket } from 'node:net';
import { AnswerLength, watch } from './connection-watch';

/** How far a request got: making the connection, its TLS, sending, waiting, reading the head, reading the body. */
export type Stage = 'connect' | 'tls' | 'send' | 'wait' | 'head' | 'body';

/** What is to be done on the way of a request. */
export interface CourseSteps {
  /** Hands the request over to its connection. */
  send(): void;
  /** The connection is there. */
  onReady(): void;
}

/**
 * Follows a request on its way, so that whatever goes wrong can be told from what went before; and sees to it that nothing which
 * came unasked is taken for its answer, or for that to the next request on the same connection (HTTP/1.1 gives them no ids).
 */
export class Course {
  stage: Stage = 'connect';
  /** Host and port of the proxy on the way, where the agent tells of one. */
  proxy: string | null = null;
  /** The agent handed over a connection that does not lead to the server: a proxy tells why it did not make a tunnel. */
  refusedByProxy = false;
  /** The connection was made for an earlier request. */
  reused = false;
  private response: http.IncomingMessage | null = null;
  private informational = 0;
  private readonly length = new AnswerLength();

  /** @param secure whether the server has to be reached by TLS */
  constructor(
    private readonly request: http.ClientRequest,
    private readonly secure: boolean,
    private readonly steps: CourseSteps,
  ) {
    request.once('socket', (socket) => this.follow(socket));
    request.on('information', () => this.informational++);
    request.once('response', (response) => {
      this.response = response;
    });
    // The editor's agent tells it when the tunnel is there, ours before it is made.
    request.on('proxy', ({ proxy }: { proxy?: unknown }) => {
      this.proxy = /^(?:PROXY|HTTPS?|SOCKS\S*) +(?:\S*@)?(\S+)/.exec(String(proxy))?.[1] ?? null;
    });
  }

  /** The request has a connection from before, and nothing of it has left yet. */
  get held(): boolean {
    return this.reused && this.stage === 'connect';
  }

  private follow(socket: Socket): void {
    const { encrypted, secureConnecting } = socket as { encrypted?: boolean; secureConnecting?: boolean };
    if (this.secure && encrypted !== true) {
      this.refusedByProxy = true;
      this.steps.send();
      return;
    }
    this.reused = this.request.reusedSocket;
    watch(socket, { before: (chunk) => this.arriving(socket, chunk), after: () => this.arrived(socket) });
    if (this.reused) {
      afterReading(() => {
        if (this.request.destroyed) return;
        this.ready();
        this.steps.send();
      });
      return;
    }
    this.steps.send();
    if (!socket.connecting && !(this.secure && secureConnecting !== false)) {
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
    this.steps.onReady();
    const sent = () => {
      if (this.stage === 'send') this.stage = 'wait';
    };
    if (this.request.writableFinished) sent();
    else this.request.once('finish', sent);
  }

  private arriving(socket: Socket, chunk: Buffer): void {
    if (this.held) this.request.destroy();
    else if (this.response?.complete) socket.destroy();
    else this.length.take(chunk, this.response === null);
    if (this.stage === 'send' || this.stage === 'wait') this.stage = 'head';
  }

  private arrived(socket: Socket): void {
    if (!this.response?.complete) return;
    if (!this.length.isExact(this.response, this.request.method, this.informational)) socket.destroy();
  }
}

/** Once what has arrived until now was read: events of sockets come between two of these. */
function afterReading(next: () => void): void {
  setImmediate(() => setImmediate(next));
}
