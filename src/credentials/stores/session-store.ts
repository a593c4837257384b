import type { Secret } from '../model';
import type { SecretStore } from './secret-store';

/** *Keep for This Session*: secrets in memory, gone when the window closes. */
export class SessionStore implements SecretStore {
  readonly #secrets = new Map<string, Secret>();

  async get(id: string): Promise<Secret | null> {
    return this.#secrets.get(id) ?? null;
  }

  async set(id: string, secret: Secret): Promise<void> {
    this.#secrets.set(id, secret);
  }

  async delete(id: string): Promise<boolean> {
    return this.#secrets.delete(id);
  }
}
