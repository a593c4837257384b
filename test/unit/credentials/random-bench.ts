import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { CredentialError, KeychainError, type Secret, type WritableStore } from '../../../src/credentials';
import { temporaryFolder } from './fixtures';
import { FailingStore, login, type Step, Window } from './vault-fixtures';

/** Something that one window does. */
export interface Operation {
  readonly what: 'replace' | 'rename' | 'remove' | 'move' | 'duplicate' | 'workspace';
  /** Which of the credentials. */
  readonly on: number;
  readonly to: WritableStore;
  /** Milliseconds before it begins. */
  readonly pause: number;
}

/** Counts the calls of all stores; the one with this number fails. */
interface Calls {
  count: number;
  readonly failsAt: number;
}

/** A store that takes its time, and of whose calls one fails. */
class SlowStore extends FailingStore {
  constructor(private readonly calls: Calls) {
    super();
  }

  override async get(id: string): Promise<Secret | null> {
    await delay(1);
    return super.get(id);
  }
  override async set(id: string, secret: Secret): Promise<void> {
    await delay(3);
    return super.set(id, secret);
  }
  override async delete(id: string): Promise<boolean> {
    await delay(2);
    return super.delete(id);
  }
  protected override try(step: Step): void {
    if (++this.calls.count === this.calls.failsAt) throw new KeychainError('locked');
    super.try(step);
  }
}

/** Two windows that do things at the same time, to the same three credentials. */
export class RandomBench {
  private readonly place = temporaryFolder();
  private readonly calls: Calls;
  private readonly stores: { readonly osKeychain: SlowStore; readonly secretStorage: SlowStore };
  private readonly windows: readonly Window[];
  /** A move that said that its old copy stayed. */
  private copyLeft = false;
  private serial = 0;

  /** @param failsAt the number of the call of a store that fails, counted from the first operation; 0 for none */
  constructor(failsAt: number) {
    this.calls = { count: 0, failsAt };
    this.stores = { osKeychain: new SlowStore(this.calls), secretStorage: new SlowStore(this.calls) };
    this.windows = ['a', 'b'].map((prefix) => new Window(this.place.folder, this.stores, { prefix }));
  }

  async play(window: number, operations: readonly Operation[]): Promise<void> {
    const { vault } = this.windows[window] ?? assert.fail();
    for (const { what, on, to, pause } of operations) {
      await delay(pause);
      const name = `c${on}`;
      const token: Secret = { kind: 'jwt', token: `a.${++this.serial}.${window}` };
      const act = {
        replace: () => vault.replaceSecret(name, token),
        rename: () => vault.rename(name, `c${(on + 1) % 3}`),
        remove: () => vault.remove(name),
        move: () => vault.move(name, to),
        duplicate: () => vault.duplicate(name, `d${window}-${this.serial}`, login.origin),
        workspace: () => vault.setWorkspace(name, { id: this.serial, name: `w${this.serial}` }),
      }[what];
      await act().catch((error: unknown) => this.note(error));
    }
  }

  /** Adds what the windows work on. */
  async fill(): Promise<void> {
    const { vault } = this.windows[0] ?? assert.fail();
    this.calls.count = Number.NEGATIVE_INFINITY;
    for (const on of [0, 1, 2]) await vault.add({ ...login, name: `c${on}` });
    this.calls.count = 0;
  }

  /** Every entry has its secret in its own place, and no other secret is anywhere. */
  async check(): Promise<void> {
    const [{ vault } = assert.fail()] = this.windows;
    this.calls.count = Number.POSITIVE_INFINITY;
    const { credentials, problem } = await vault.list();
    assert.equal(problem, null);
    for (const credential of credentials) await vault.secretOf(credential);
    if (this.copyLeft) return;
    for (const [store, { held }] of Object.entries(this.stores)) {
      const ids = credentials.filter((credential) => credential.store === store).map(({ id }) => id);
      assert.deepEqual([...held].sort(), ids.sort(), store);
    }
  }

  remove(): void {
    this.place.remove();
  }

  /** Only what a person can be told may be thrown. */
  private note(error: unknown): void {
    if (!(error instanceof CredentialError)) throw error;
    if (error.problem.code.startsWith('credential.copyIn')) this.copyLeft = true;
  }
}
