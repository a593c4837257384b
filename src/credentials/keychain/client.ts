import type { ChildProcess } from 'node:child_process';
import type { StoredSecret } from '../stores/bound-secret';
import { KeychainError, type KeychainState, type SecretStore } from '../stores/secret-store';
import { readSecret, writeSecret } from '../stores/secret-text';
import type { KeychainReply, KeychainRequest } from './protocol';
import { startHelper } from './start-helper';

/** How the OS keychain is reached. */
export interface KeychainOptions {
  /** `dist/keychain.js` */
  readonly helperPath: string;
  /** The caller's environment; the helper gets the few variables it needs. */
  readonly env: NodeJS.ProcessEnv;
  /** After so long a request is given up: 120 s, or 10 s where nobody can answer a prompt (product.md section 3). */
  readonly timeoutMs: number;
  /** After so long the person is told that the keychain may be asking: 3 s. */
  readonly noticeMs: number;
  /** The helper ends itself after so long without a request: 30 s. */
  readonly idleMs: number;
  /**
   * Called once for a request that takes longer than `noticeMs`.
   * @param cancel gives the request up
   * @param over resolves when the keychain has answered, or was given up
   */
  onWaiting(cancel: () => void, over: Promise<void>): void;
}

/** Times of product.md section 3. @param interactive whether a person can answer a prompt */
export function keychainTimes(interactive: boolean): Pick<KeychainOptions, 'timeoutMs' | 'noticeMs' | 'idleMs'> {
  return { timeoutMs: interactive ? 120_000 : 10_000, noticeMs: 3_000, idleMs: 30_000 };
}

/** The OS keychain. */
export interface Keychain extends SecretStore {
  /** Ends the helper process; requests under way are given up. */
  dispose(): void;
}

/** The OS keychain, reached through a helper process that is started with the first request. */
export function createKeychain(options: KeychainOptions): Keychain {
  const client = new KeychainClient(options);
  return {
    async get(id) {
      const text = await client.request({ operation: 'get', account: id });
      if (text === null) return null;
      return readEntry(text);
    },
    async set(id, secret) {
      await client.request({ operation: 'set', account: id, value: writeSecret(secret) });
    },
    async delete(id) {
      return (await client.request({ operation: 'delete', account: id })) === true;
    },
    dispose: () => client.dispose(),
  };
}

function readEntry(text: unknown): StoredSecret {
  const secret = typeof text === 'string' ? readSecret(text) : null;
  if (secret === null) throw new KeychainError('unknown', 'the entry holds something that Restlink did not write');
  return secret;
}

/** After these another helper may find what this one does not: a keychain that was started, a library that was installed. */
const LOST: readonly KeychainState[] = ['noBus', 'noService', 'noCollection', 'libraryMissing', 'unknown'];

type Question = KeychainRequest extends infer R ? (R extends unknown ? Omit<R, 'id'> : never) : never;

interface Job {
  readonly request: KeychainRequest;
  readonly settle: (outcome: KeychainReply | KeychainError) => void;
  /** The channel was closed already: the helper never saw this. */
  undelivered: boolean;
  /** It was sent once more, to another helper. All that is asked for can be: twice comes to the same as once. */
  repeated: boolean;
}

/** Sends one request at a time, so that a crash or a hang costs nothing but that request and its helper. */
class KeychainClient {
  private helper: ChildProcess | null = null;
  /** The helper has done something already: its connection may have broken since. */
  private hasServed = false;
  private current: Job | null = null;
  private waiting: Job[] = [];
  private lastId = 0;
  private disposed = false;

  constructor(private readonly options: KeychainOptions) {}

  request(question: Question): Promise<string | boolean | null> {
    return new Promise((resolve, reject) => {
      if (this.disposed) {
        reject(new KeychainError('cancelled'));
        return;
      }
      this.waiting.push({
        request: { ...question, id: ++this.lastId },
        undelivered: false,
        repeated: false,
        settle: (outcome) => {
          if (outcome instanceof KeychainError) reject(outcome);
          else if (outcome.ok) resolve(outcome.value);
          else reject(new KeychainError(outcome.state, outcome.detail));
        },
      });
      this.next();
    });
  }

  dispose(): void {
    this.disposed = true;
    this.giveUp(new KeychainError('cancelled'));
  }

  private next(): void {
    if (this.current) return;
    const job = this.waiting.shift();
    if (!job) {
      hold(this.helper, false);
      return;
    }
    this.current = this.timed(job);
    this.send();
  }

  /** Adds the notice and the limit to a job. */
  private timed(job: Job): Job {
    let isOver = () => {};
    const over = new Promise<void>((resolve) => {
      isOver = resolve;
    });
    const cancel = () => {
      if (this.current === timed) this.giveUp(new KeychainError('cancelled'));
    };
    const notice = setTimeout(() => this.options.onWaiting(cancel, over), this.options.noticeMs);
    const limit = setTimeout(() => this.giveUp(new KeychainError('timedOut')), this.options.timeoutMs);
    const timed: Job = {
      ...job,
      settle: (outcome) => {
        clearTimeout(notice);
        clearTimeout(limit);
        isOver();
        job.settle(outcome);
      },
    };
    return timed;
  }

  private send(): void {
    const helper = this.helper ?? this.start();
    hold(helper, true);
    const job = this.current;
    if (!job) return;
    job.undelivered = false;
    helper.send(job.request, (error) => {
      job.undelivered = error !== null; // what follows is the helper's exit
    });
  }

  private start(): ChildProcess {
    const helper = startHelper(this.options.helperPath, this.options.env, this.options.idleMs);
    this.helper = helper;
    this.hasServed = false;
    helper.on('message', (reply: KeychainReply) => {
      if (reply.id === this.current?.request.id) this.answered(helper, this.current, reply);
    });
    helper.on('error', () => this.ended(helper, false));
    // libsecret ends the process when the bus closes its connection (GDBus, "exit-on-close").
    helper.on('exit', (code, signal) => this.ended(helper, code === 0 || signal === 'SIGTERM'));
    return helper;
  }

  /** A helper keeps its connection to the keychain: one that was restarted is found by another helper only. */
  private answered(helper: ChildProcess, job: Job, reply: KeychainReply): void {
    if (!reply.ok && LOST.includes(reply.state)) {
      this.helper = null;
      helper.disconnect();
      if (this.hasServed && !job.repeated) {
        job.repeated = true;
        this.send();
        return;
      }
    } else {
      this.hasServed = true;
    }
    this.finish(reply);
  }

  /** @param orderly it ended itself, being idle or without a bus */
  private ended(helper: ChildProcess, orderly: boolean): void {
    if (this.helper !== helper) return;
    this.helper = null;
    if (!this.current) return;
    if ((orderly || this.current.undelivered) && !this.current.repeated) {
      this.current.repeated = true;
      this.send();
    } else {
      this.finish(new KeychainError('crashed'));
    }
  }

  private finish(outcome: KeychainReply | KeychainError): void {
    const job = this.current;
    this.current = null;
    job?.settle(outcome);
    this.next();
  }

  /** Ends the helper, whatever it hangs in, and everything that waits for it. */
  private giveUp(error: KeychainError): void {
    const { helper } = this;
    this.helper = null;
    helper?.kill('SIGKILL');
    const jobs = this.current ? [this.current, ...this.waiting] : this.waiting;
    this.current = null;
    this.waiting = [];
    for (const job of jobs) job.settle(error);
  }
}

/** Whether the helper keeps this process alive: only while it has something to do. */
function hold(helper: ChildProcess | null, busy: boolean): void {
  if (busy) {
    helper?.ref();
    helper?.channel?.ref();
  } else {
    helper?.unref();
    helper?.channel?.unref();
  }
}
