import { setMaxListeners } from 'node:events';
import type { After } from '../basics/timers';
import { reportAt } from '../traffic/delivery';
import { type StoredMessage, uuid } from '../traffic/message';
import { eventBody, eventFields, filledUrl, type WebhookAttempt, type WebhookJob } from './events';
import { eventHeaders, post } from './post';
import { type Channel, fieldsOf, urlOf, type WebhookSettings } from './settings';

/** Waits before the second and the third attempt, which is the last (FACTS.md section 6). */
const WAITS_MS = [10_000, 30_000] as const;

/** Receivers that are called at the same time; others wait for their turn. */
const AT_ONCE = 50;

/** What an outbox asks of the store; `Store` describes each of these. */
export interface Memory {
  find(id: string): StoredMessage | undefined;
  webhooksOf(workspace: number): WebhookSettings;
  told(attempt: Omit<WebhookAttempt, 'id'>, job: { done?: WebhookJob; next?: WebhookJob }): Promise<WebhookAttempt>;
  drop(job: WebhookJob): void;
}

/** What an outbox is made of. */
export interface OutboxParts {
  readonly store: Memory;
  /** The server's time in ms. */
  readonly now: () => number;
  readonly after: After;
  readonly random: (bytes: number) => Uint8Array;
}

/** Tells receivers what happened to messages: signed, with retries, every attempt noted (FACTS.md section 6). */
export class Outbox {
  readonly #timers = new Map<string, () => void>();
  readonly #ready: WebhookJob[] = [];
  readonly #stopping = new AbortController();
  #underWay = 0;

  constructor(private readonly parts: OutboxParts) {
    setMaxListeners(0, this.#stopping.signal);
  }

  /**
   * What receivers will have to be told of messages that are sent now: the report of the carrier and, of a send to one number,
   * that it was accepted. Where the report goes is looked at when it comes.
   */
  afterSend(messages: readonly StoredMessage[], isSingle: boolean): readonly WebhookJob[] {
    return messages.flatMap((message) => {
      const report = reportAt(message);
      return [
        ...(isSingle && this.#isOn('impression', message) ? [this.job('impression', message, message.created)] : []),
        ...(report === null ? [] : [this.job('delivery', message, report)]),
      ];
    });
  }

  #isOn(channel: Channel, { workspace }: StoredMessage): boolean {
    return urlOf(this.parts.store.webhooksOf(workspace), channel) !== null;
  }

  /** An event of a message. @param at when it happens, in ms */
  job(channel: Channel, { id, workspace }: StoredMessage, at: number, action: string | null = null): WebhookJob {
    return {
      id: uuid(this.parts.random(16)),
      channel,
      workspace,
      messageId: id,
      action,
      at,
      due: at,
      attempt: 1,
    };
  }

  /** Begins with jobs that the store knows. */
  start(jobs: readonly WebhookJob[]): void {
    for (const job of jobs) {
      if (this.#stopping.signal.aborted) return;
      const take = () => {
        this.#timers.delete(job.id);
        this.#ready.push(job);
        this.#next();
      };
      this.#timers.set(job.id, this.parts.after(job.due - this.parts.now(), take));
    }
  }

  /** Ends all calls. Jobs that are not done stay in the store, for the next start. */
  stop(): void {
    this.#stopping.abort();
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
    this.#ready.length = 0;
  }

  /** Calls a receiver once, about a message made up for it. @returns null where the event has no address */
  async test(channel: Channel, message: StoredMessage): Promise<WebhookAttempt | null> {
    const action = channel === 'conversion' ? 'test' : null;
    const attempt = await this.#tell(this.job(channel, message, this.parts.now(), action), message);
    return attempt ? this.parts.store.told({ ...attempt, isTest: true }, {}) : null;
  }

  #next(): void {
    while (this.#underWay < AT_ONCE) {
      const job = this.#ready.shift();
      if (!job) return;
      this.#underWay += 1;
      void this.#run(job).finally(() => {
        this.#underWay -= 1;
        this.#next();
      });
    }
  }

  async #run(job: WebhookJob): Promise<void> {
    const { store, now } = this.parts;
    const message = store.find(job.messageId);
    const attempt = message ? await this.#tell(job, message) : null;
    if (this.#stopping.signal.aborted) return;
    if (!attempt) {
      store.drop(job);
      return;
    }
    const wait = attempt.error === null ? undefined : WAITS_MS[job.attempt - 1];
    const next = wait === undefined ? undefined : { ...job, due: now() + wait, attempt: job.attempt + 1 };
    await store.told(attempt, { done: job, ...(next ? { next } : {}) });
    if (next) this.start([next]);
  }

  /** Calls the receiver that is set now. @returns null where none is */
  async #tell(job: WebhookJob, message: StoredMessage): Promise<Omit<WebhookAttempt, 'id'> | null> {
    const { store, now, after } = this.parts;
    const { channel, workspace, messageId } = job;
    const settings = store.webhooksOf(workspace);
    const address = urlOf(settings, channel);
    if (address === null) return null;
    const fields = eventFields(message, job.at, job.action);
    const url = filledUrl(address, fields);
    const body = eventBody(channel, fields, fieldsOf(settings, channel));
    const at = now();
    const headers = eventHeaders(body, settings.secret, at);
    const { status, error } = await post(url, headers, body, after, this.#stopping.signal);
    return {
      channel,
      workspace,
      messageId,
      url,
      attempt: job.attempt,
      isTest: false,
      status,
      error,
      at,
      ms: now() - at,
    };
  }
}
