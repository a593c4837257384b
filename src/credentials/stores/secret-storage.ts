import type { StoredSecret } from './bound-secret';
import { KeychainError, type SecretStore } from './secret-store';
import { readSecret, writeSecret } from './secret-text';

/** What is needed of `vscode.SecretStorage`. */
export interface SecretStoragePort {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

/** VS Code's own store, used only after the person was asked (product.md section 3). */
export class SecretStorageStore implements SecretStore {
  constructor(private readonly port: SecretStoragePort) {}

  async get(id: string): Promise<StoredSecret | null> {
    const text = await this.guard(() => this.port.get(keyOf(id)));
    return text === undefined ? null : readSecret(text);
  }

  async set(id: string, secret: StoredSecret): Promise<void> {
    await this.guard(() => this.port.store(keyOf(id), writeSecret(secret)));
  }

  async delete(id: string): Promise<boolean> {
    const had = (await this.guard(() => this.port.get(keyOf(id)))) !== undefined;
    if (had) await this.guard(() => this.port.delete(keyOf(id)));
    return had;
  }

  /** Whatever VS Code throws becomes a sentence of ours; its own text may quote what it was given. */
  private async guard<T>(call: () => PromiseLike<T>): Promise<T> {
    try {
      return await call();
    } catch {
      throw new KeychainError('unknown', 'VS Code could not use its secret storage');
    }
  }
}

function keyOf(id: string): string {
  return `credential:${id}`;
}
