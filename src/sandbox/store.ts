import { MAIN_WORKSPACE } from './accounts';
import type { Database } from './database';
import { seedHistory } from './history';
import { money, type StoredMessage } from './message';
import type { SavedState } from './saved-state';
import { NO_WEBHOOKS, type WebhookSettings } from './webhook-settings';

/** Messages kept; older ones are forgotten first. */
const MAX_MESSAGES = 10_000;

/** Messages and balance of one running sandbox. */
export class Store {
  readonly #anchor: number;
  readonly #history: ReadonlyMap<string, StoredMessage>;
  readonly #sent: Map<string, StoredMessage>;
  readonly #webhooks: Map<number, WebhookSettings>;
  #balance: number;

  /** @param database where the state is kept, or null for memory only */
  constructor(
    saved: SavedState,
    private readonly database: Database | null,
  ) {
    this.#anchor = saved.anchor;
    this.#balance = saved.balance;
    this.#history = byId(seedHistory(saved.anchor));
    this.#sent = byId(saved.messages);
    this.#webhooks = new Map(saved.webhooks);
  }

  get balance(): number {
    return this.#balance;
  }

  find(id: string): StoredMessage | undefined {
    return this.#sent.get(id) ?? this.#history.get(id);
  }

  /** All messages of a workspace, the invented ones first. */
  *inWorkspace(workspace: number): Iterable<StoredMessage> {
    if (workspace === MAIN_WORKSPACE) yield* this.#history.values();
    for (const message of this.#sent.values()) if (message.workspace === workspace) yield message;
  }

  /**
   * Keeps messages and charges for them: all or none (FACTS.md section 1.2).
   * @param charge taken from the balance
   * @throws what the file system reports when the state could not be written; then nothing has changed
   */
  async add(messages: readonly StoredMessage[], charge: number): Promise<void> {
    for (const message of messages) this.#sent.set(message.id, message);
    this.#balance = money(this.#balance - charge);
    try {
      await this.database?.write(() => this.#save());
    } catch (error) {
      for (const { id } of messages) this.#sent.delete(id);
      this.#balance = money(this.#balance + charge);
      throw error;
    }
    this.#forgetOldest();
  }

  webhooksOf(workspace: number): WebhookSettings {
    return this.#webhooks.get(workspace) ?? NO_WEBHOOKS;
  }

  /** @throws what the file system reports when the state could not be written; then nothing has changed */
  async setWebhooks(workspace: number, settings: WebhookSettings): Promise<void> {
    const before = this.webhooksOf(workspace);
    this.#webhooks.set(workspace, settings);
    try {
      await this.database?.write(() => this.#save());
    } catch (error) {
      this.#webhooks.set(workspace, before);
      throw error;
    }
  }

  /** Waits for writes that are under way. */
  async settle(): Promise<void> {
    await this.database?.settle();
  }

  #save(): SavedState {
    const messages = [...this.#sent.values()].slice(-MAX_MESSAGES);
    return { anchor: this.#anchor, balance: this.#balance, messages, webhooks: [...this.#webhooks] };
  }

  #forgetOldest(): void {
    for (const id of this.#sent.keys()) {
      if (this.#sent.size <= MAX_MESSAGES) return;
      this.#sent.delete(id);
    }
  }
}

function byId(messages: readonly StoredMessage[]): Map<string, StoredMessage> {
  return new Map(messages.map((message) => [message.id, message]));
}
