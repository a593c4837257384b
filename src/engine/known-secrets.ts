import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Credential,
  type CredentialVault,
  type EnvironmentCredential,
  mayReceive,
  type Secret,
  secretValues,
} from '../credentials';
import type { GuardedSecret, Plan, Redactor } from '../sending';
import { redactorFor } from './redactor';

/** A keychain that hangs must not stop a request that needs nothing of it. */
const LIMIT_MS = 3_000;

/**
 * The person's secrets that one send or one command knows: that of the environment, and the stored ones as far as they can
 * be read. They are there to be recognised, in what is about to leave and in what is about to be shown.
 */
export class KnownSecrets {
  private readonly stored = new Map<string, Promise<void>>();
  /** Read so far, for the redactor. */
  private readonly read: { readonly credential: Credential; readonly secret: Secret }[] = [];

  constructor(
    private readonly vault: Pick<CredentialVault, 'list' | 'secretOf'>,
    /** See `environmentSecrets`. */
    environment: readonly EnvironmentCredential[],
  ) {
    this.read.push(...environment);
  }

  /** Those that must not travel with this request: all that belong to another origin (product section 1). */
  async guarded({ request }: Plan): Promise<GuardedSecret[]> {
    await this.readStored((credential) => !mayReceive(credential, request.url));
    return this.read.map(({ credential, secret }) => ({
      credential: credential.name,
      origin: credential.origin,
      store: credential.store,
      secret,
    }));
  }

  /** Every value that `$processEnv` and `$dotenv` must not yield (product section 1). */
  async values(): Promise<ReadonlySet<string>> {
    await this.readStored(() => true);
    return new Set(this.read.flatMap(({ secret }) => secretValues(secret)));
  }

  /**
   * Masks what is known by now, and the secrets of these plans.
   * @param others secrets that belong to no credential, such as those of earlier answers
   */
  redactor(plans: readonly Plan[], others: readonly string[] = []): Redactor {
    return redactorFor([...plans, ...this.read], others);
  }

  private async readStored(wanted: (credential: Credential) => boolean): Promise<void> {
    const { credentials } = await this.vault.list();
    const stored = credentials.filter((credential) => credential.store !== 'builtin' && wanted(credential));
    if (stored.length === 0) return;
    await Promise.race([
      Promise.all(stored.map((credential) => this.secretOf(credential))),
      sleep(LIMIT_MS, undefined, { ref: false }),
    ]);
  }

  /** Each is read once. A keychain that cannot be read gives nothing away either. */
  private secretOf(credential: Credential): Promise<void> {
    const known = this.stored.get(credential.id);
    if (known) return known;
    const reading = this.vault.secretOf(credential).then(
      (secret) => void this.read.push({ credential, secret }),
      () => undefined,
    );
    this.stored.set(credential.id, reading);
    return reading;
  }
}
