import { MAIN_WORKSPACE } from '../basics/accounts';
import { dayStart } from '../basics/times';
import { seedHistory } from '../traffic/history';
import { money, type StoredMessage } from '../traffic/message';
import type { WebhookAttempt, WebhookJob } from '../webhooks/events';
import { NO_WEBHOOKS, urlOf, type WebhookSettings } from '../webhooks/settings';
import type { Database } from './database';
import type { Charge, SavedState } from './saved-state';

/** Messages and delivery attempts kept; older ones are forgotten first. */
const MAX_MESSAGES = 10_000;
const MAX_ATTEMPTS = 1_000;

/** A message and the number that it has in lists. */
export interface Numbered {
  readonly number: number;
  readonly message: StoredMessage;
}

/** What one running sandbox knows: messages, balance, webhook settings, and what receivers were told. */
export class Store {
  /** When the invented history ends, in ms. */
  readonly anchor: number;
  readonly #history: Map<string, StoredMessage>;
  /** Those of the history that were changed. */
  readonly #changed: Set<string>;
  readonly #sent: Map<string, StoredMessage>;
  #forgotten: number;
  readonly #charges: Map<number, Charge>;
  readonly #webhooks: Map<number, WebhookSettings>;
  readonly #jobs: Map<string, WebhookJob>;
  readonly #attempts: WebhookAttempt[];
  #balance: number;

  /** @param database where the state is kept, or null for memory only */
  constructor(
    saved: SavedState,
    private readonly database: Database | null,
  ) {
    this.anchor = saved.anchor;
    this.#balance = saved.balance;
    this.#history = byId([...seedHistory(saved.anchor), ...saved.changed]);
    this.#changed = new Set(saved.changed.map(({ id }) => id));
    this.#sent = byId(saved.messages);
    this.#forgotten = saved.forgotten;
    this.#charges = new Map(saved.charges.map((charge) => [dayStart(charge.at), charge]));
    this.#webhooks = new Map(saved.webhooks);
    this.#jobs = new Map(saved.jobs.map((job) => [job.id, job]));
    this.#attempts = [...saved.attempts];
  }

  get balance(): number {
    return this.#balance;
  }

  /** What receivers have still to be told. */
  get jobs(): readonly WebhookJob[] {
    return [...this.#jobs.values()];
  }

  find(id: string): StoredMessage | undefined {
    return this.#sent.get(id) ?? this.#history.get(id);
  }

  /** All messages of a workspace, the invented ones first. A message keeps its number for good. */
  *inWorkspace(workspace: number): Iterable<Numbered> {
    let number = 0;
    for (const message of this.#history.values()) {
      number += 1;
      if (workspace === MAIN_WORKSPACE) yield { number, message };
    }
    number += this.#forgotten;
    for (const message of this.#sent.values()) {
      number += 1;
      if (message.workspace === workspace) yield { number, message };
    }
  }

  /** Everything that was ever charged: each message of the history, and then one for each day. */
  *charges(): Iterable<Charge> {
    for (const { billed, created, cost } of this.#history.values()) {
      if (billed) yield { at: created, amount: cost, messages: 1 };
    }
    yield* this.#charges.values();
  }

  /**
   * Keeps messages, charges for them, and notes what receivers have to be told: all or none (FACTS.md section 1.2).
   * @param cost taken from the balance; 0 charges nothing
   * @throws what the file system reports when the state could not be written; then nothing has changed
   */
  async add(messages: readonly StoredMessage[], cost: number, jobs: readonly WebhookJob[]): Promise<void> {
    for (const message of messages) this.#sent.set(message.id, message);
    for (const job of jobs) this.#jobs.set(job.id, job);
    if (cost > 0) this.#charge(messages, cost, 1);
    await this.#keep(() => {
      for (const { id } of messages) this.#sent.delete(id);
      for (const { id } of jobs) this.#jobs.delete(id);
      if (cost > 0) this.#charge(messages, cost, -1);
    });
    this.#forgetOldest();
  }

  /**
   * Puts a changed message in the place of the one with its id, and notes what receivers have to be told of it.
   * @throws what the file system reports when the state could not be written; then nothing has changed
   */
  async change(message: StoredMessage, jobs: readonly WebhookJob[]): Promise<void> {
    const { id } = message;
    const before = this.find(id);
    if (!before) return;
    const home = this.#sent.has(id) ? this.#sent : this.#history;
    home.set(id, message);
    for (const job of jobs) this.#jobs.set(job.id, job);
    if (home === this.#history) this.#changed.add(id);
    await this.#keep(() => {
      if (home.get(id) === message) home.set(id, before);
      for (const job of jobs) this.#jobs.delete(job.id);
    });
  }

  webhooksOf(workspace: number): WebhookSettings {
    return this.#webhooks.get(workspace) ?? NO_WEBHOOKS;
  }

  /** @throws what the file system reports when the state could not be written; then nothing has changed */
  async setWebhooks(workspace: number, settings: WebhookSettings): Promise<void> {
    const before = this.webhooksOf(workspace);
    this.#webhooks.set(workspace, settings);
    await this.#keep(() => this.#webhooks.set(workspace, before));
  }

  /** Attempts to tell the receivers of a workspace, the newest first. */
  attemptsOf(workspace: number): readonly WebhookAttempt[] {
    return this.#attempts.filter((attempt) => attempt.workspace === workspace).reverse();
  }

  /**
   * Notes how a receiver was told.
   * @param job what is done with that, if it was one, and what takes its place, if anything does
   */
  async told(
    attempt: Omit<WebhookAttempt, 'id'>,
    job: { done?: WebhookJob; next?: WebhookJob },
  ): Promise<WebhookAttempt> {
    const noted = { id: (this.#attempts.at(-1)?.id ?? 0) + 1, ...attempt };
    this.#attempts.push(noted);
    this.#attempts.splice(0, this.#attempts.length - MAX_ATTEMPTS);
    if (job.done) this.#jobs.delete(job.done.id);
    if (job.next) this.#jobs.set(job.next.id, job.next);
    // It has happened, whether or not it can be written down.
    await this.#keep(() => {}).catch(() => {});
    return noted;
  }

  /** Nobody has to be told any more. */
  drop(job: WebhookJob): void {
    this.#jobs.delete(job.id);
  }

  /** Waits for writes that are under way, and leaves the file to others. */
  async close(): Promise<void> {
    await this.database?.close();
  }

  async #keep(undo: () => void): Promise<void> {
    try {
      await this.database?.write(() => this.#save());
    } catch (error) {
      undo();
      throw error;
    }
  }

  #save(): SavedState {
    const messages = [...this.#sent.values()].slice(-MAX_MESSAGES);
    return {
      anchor: this.anchor,
      balance: this.#balance,
      messages,
      forgotten: this.#forgotten + this.#sent.size - messages.length,
      changed: [...this.#history.values()].filter(({ id }) => this.#changed.has(id)),
      charges: [...this.#charges.values()],
      // No secret lies on a disk in plain text, not even for a trial: it has to be set again after a restart.
      webhooks: [...this.#webhooks].map(([workspace, settings]) => [workspace, { ...settings, secret: null }]),
      jobs: this.jobs.filter((job) => urlOf(this.webhooksOf(job.workspace), job.channel) !== null),
      attempts: this.#attempts,
    };
  }

  /** @param sign 1 charges, -1 gives back */
  #charge(messages: readonly StoredMessage[], cost: number, sign: 1 | -1): void {
    this.#balance = money(this.#balance - sign * cost);
    const at = messages[0]?.created ?? this.anchor;
    const before = this.#charges.get(dayStart(at)) ?? { at, amount: 0, messages: 0 };
    const amount = money(before.amount + sign * cost);
    const count = before.messages + sign * messages.length;
    if (count === 0) this.#charges.delete(dayStart(at));
    else this.#charges.set(dayStart(at), { at: Math.max(before.at, at), amount, messages: count });
  }

  #forgetOldest(): void {
    for (const id of this.#sent.keys()) {
      if (this.#sent.size <= MAX_MESSAGES) return;
      this.#sent.delete(id);
      this.#forgotten += 1;
    }
  }
}

function byId(messages: readonly StoredMessage[]): Map<string, StoredMessage> {
  return new Map(messages.map((message) => [message.id, message]));
}
