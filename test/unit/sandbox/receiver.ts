import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from './client';

/** A call that a receiver got. */
export interface Received {
  readonly method: string;
  readonly target: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

/** A program that listens for webhooks. */
export class Receiver {
  readonly received: Received[] = [];
  /**
   * What it answers, one after the other; 200 when there are no more. `silent` answers nothing, `gone` ends the connection,
   * `endless` begins to answer, `switch` goes over to another protocol.
   */
  answers: (number | 'silent' | 'gone' | 'endless' | 'switch')[] = [];
  readonly #server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const { method = '', url: target = '', headers } = request;
      this.received.push({ method, target, headers, text, json: JSON.parse(text) });
      const answer = this.answers.shift() ?? 200;
      if (answer === 'gone') request.socket.destroy();
      else if (answer === 'switch') request.socket.write('HTTP/1.1 101 x\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
      else if (answer === 'endless') response.writeHead(200).write('thank');
      else if (answer !== 'silent') response.writeHead(answer, { Location: '/elsewhere' }).end('thank you');
    });
  });

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  /** `http://127.0.0.1:PORT` */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What came, once there are so many calls. */
  until(count: number): Promise<readonly Received[]> {
    return eventually(
      () => this.received,
      ({ length }) => length >= count,
    );
  }

  openConnections(): Promise<number> {
    return new Promise((resolve) => this.#server.getConnections((_, count) => resolve(count)));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
