import { createHash } from 'node:crypto';
import type { Credential, Secret } from '../../../credentials';
import type { Problem } from '../../../messages';
import type { Glance, Planner } from '../../send/planner';

/** After so long the person has to ask again. */
const HELD_MS = 10 * 60_000;

/**
 * Secrets that the person asked for by opening an explanation: held while it is open, but not for long, so that typing
 * goes on without a look into a keychain. Of the others that variables of the process must not yield only digests.
 */
export class HeldSecrets {
  private readonly held = new Map<string, { readonly secret: Secret; readonly until: number }>();
  private known: { readonly digests: ReadonlySet<string>; readonly until: number } | null = null;
  private readonly reading = new Map<string, Promise<Secret | Problem>>();

  /** @param now in milliseconds */
  constructor(
    private readonly planner: Pick<Planner, 'readSecret' | 'knownSecrets'>,
    private readonly now: () => number,
  ) {}

  /** For a look that the person asked for: reads what is needed. */
  asked(chosen: string | null): Glance {
    return {
      chosen,
      secretOf: (credential) => this.read(credential),
      knownSecrets: async () => {
        const values = await this.planner.knownSecrets();
        this.known = { digests: new Set([...values].map(digest)), until: this.now() + HELD_MS };
        return values;
      },
    };
  }

  /**
   * For a look while somebody types: reads nothing that lies in a keychain.
   * @param onUnknown called when values were wanted that only a person can ask for
   */
  typing(chosen: string | null, onUnknown: () => void): Glance {
    return {
      chosen,
      secretOf: async (credential) => this.ofMemory(credential),
      knownSecrets: async () => {
        const { known } = this;
        if (known && known.until > this.now()) return { has: (value) => known.digests.has(digest(value)) };
        onUnknown();
        return { has: () => true };
      },
    };
  }

  /** Lets go of everything. */
  forget(): void {
    this.held.clear();
    this.known = null;
  }

  private async ofMemory(credential: Credential): Promise<Secret | Problem> {
    // Neither of these two lies in a keychain.
    if (credential.store === 'builtin' || credential.store === 'session') return this.planner.readSecret(credential);
    const held = this.held.get(credential.id);
    if (held && held.until > this.now()) return held.secret;
    this.held.delete(credential.id);
    const code = this.reading.has(credential.id) ? 'explain.secretReading' : 'explain.secretNotRead';
    return { code, args: { name: credential.name } };
  }

  private async read(credential: Credential): Promise<Secret | Problem> {
    const { id } = credential;
    const reading = this.reading.get(id) ?? this.planner.readSecret(credential);
    this.reading.set(id, reading);
    try {
      const secret = await reading;
      if ('kind' in secret) this.held.set(id, { secret, until: this.now() + HELD_MS });
      else this.held.delete(id);
      return secret;
    } finally {
      this.reading.delete(id);
    }
  }
}

function digest(value: string): string {
  return createHash('sha256').update(value).digest('base64');
}
