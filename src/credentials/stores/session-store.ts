import type { StoredSecret } from './bound-secret';
import type { SecretStore } from './secret-store';

/** *Keep for This Session*: secrets in memory, gone when the window closes. */
export class SessionStore implements SecretStore {
  readonly #secrets = new Map<string, StoredSecret>();

  async get(id: string): Promise<StoredSecret | null> {
    return this.#secrets.get(id) ?? null;
  }

  async set(id: string, secret: StoredSecret): Promise<void> {
    this.#secrets.set(id, secret);
  }

  async delete(id: string): Promise<boolean> {
    return this.#secrets.delete(id);
  }
}
