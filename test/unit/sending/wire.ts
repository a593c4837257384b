// Exchanges over real sockets, for the tests of what may go wrong with them.

import { readdirSync } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import type http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Problem, sentence } from '../../../src/messages';
import type { HeaderPair } from '../../../src/request';
import { createTransport, type Failure, problemsOf } from '../../../src/sending';
import type { Respond } from '../../support/raw-server';

export interface Sent {
  readonly url: string;
  readonly method?: string;
  readonly headers?: readonly HeaderPair[];
  readonly body?: Buffer | string;
  readonly timeoutMs?: number;
  readonly connectTimeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly agent?: http.Agent;
  /** Called when the head of the answer is there. */
  readonly onHead?: () => void;
  /** Given the file of a large answer before anything is written to it. */
  readonly onSpill?: (handle: FileHandle) => void;
}

/** Sends over the real transport; large answers go to a folder of its own. */
export class Wire {
  private constructor(readonly folder: string) {}

  static async lay(): Promise<Wire> {
    return new Wire(await mkdtemp(join(tmpdir(), 'wire-')));
  }

  send({ url, method = 'GET', headers = [], body = '', timeoutMs = 5000, connectTimeoutMs, signal, ...more }: Sent) {
    const transport = createTransport({
      now: () => {
        more.onHead?.();
        return Date.now();
      },
      agent: () => more.agent,
      openSpill: async () => {
        const path = join(await mkdtemp(join(this.folder, 'spill-')), 'body');
        const handle = await open(path, 'wx', 0o600);
        more.onSpill?.(handle);
        return { path, handle };
      },
    });
    return transport(
      { method, url: new URL(url), headers, body: Buffer.from(body) },
      {
        timeoutMs,
        connectTimeoutMs: connectTimeoutMs ?? null,
        signal: signal ?? new AbortController().signal,
      },
    );
  }

  /** Files of large answers. */
  get spilled(): string[] {
    return readdirSync(this.folder);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** An answer byte for byte, after which the connection is closed. */
export const raw =
  (...parts: readonly (string | Buffer)[]): Respond =>
  (socket) =>
    socket.end(Buffer.concat(parts.map((part) => Buffer.from(part as string, 'latin1'))));

/** The same, and the connection stays. */
export const leftOpen =
  (...parts: readonly (string | Buffer)[]): Respond =>
  (socket) =>
    void socket.write(Buffer.concat(parts.map((part) => Buffer.from(part as string, 'latin1'))));

/** A failure as a person reads it. */
export function words(failure: Failure | null): string {
  return failure ? problemsOf(failure).map(sentence).join(' ') : '';
}

/** The codes of a failure. */
export function codes(failure: Failure | null): string[] {
  return failure ? problemsOf(failure).map(({ code }: Problem) => code) : [];
}
