import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { CredentialError, KeychainError, type Secret, tokenExpiry, type WritableStore } from '../../../src/credentials';
import { temporaryFolder } from './fixtures';
import { FailingStore, login, type Step, Window } from './vault-fixtures';

/** The credential that both work on. */
const ID = 'a1';

/** Something that one window does. */
export interface Operation {
  readonly what: 'replace' | 'rename' | 'remove' | 'move' | 'duplicate' | 'workspace';
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

/** Two windows that do things at the same time, to the same credential. */
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
    for (const { what, to, pause } of operations) {
      await delay(pause);
      const token = tokenThatEnds(++this.serial);
      const act = {
        replace: () => vault.replaceSecret(ID, token),
        rename: () => vault.rename(ID, `n${this.serial}`),
        remove: () => vault.remove(ID),
        move: () => vault.move(ID, to),
        duplicate: () => vault.duplicate(ID, `d${window}-${this.serial}`, login.origin),
        workspace: () => vault.setWorkspace(ID, { id: this.serial, name: `w${this.serial}` }),
      }[what];
      await act().catch((error: unknown) => this.note(error));
    }
  }

  /** Adds the one that both windows work on. */
  async fill(): Promise<void> {
    const { vault } = this.windows[0] ?? assert.fail();
    this.calls.count = Number.NEGATIVE_INFINITY;
    const { id } = await vault.add({ ...login, secret: tokenThatEnds(0) });
    assert.equal(id, ID);
    this.calls.count = 0;
  }

  /** Every entry has its secret in its own place, and no other secret is anywhere. */
  async check(): Promise<void> {
    const [{ vault } = assert.fail()] = this.windows;
    this.calls.count = Number.POSITIVE_INFINITY;
    const { credentials, problem } = await vault.list();
    assert.equal(problem, null);
    for (const credential of credentials) {
      const secret = await vault.secretOf(credential);
      assert.ok(secret.kind === 'jwt');
      assert.equal(credential.expires, tokenExpiry(secret.token), 'what is shown is of this secret');
    }
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

function tokenThatEnds(exp: number): Secret {
  return { kind: 'jwt', token: `h.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.s` };
}
