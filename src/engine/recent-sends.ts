import { createHash } from 'node:crypto';
import type { PreparedRequest } from '../request';

/** A live send is asked about again when the same body finished less than this ago (product section 7). */
const RECENT_MS = 10_000;

/** Remembers live sends for a short while, by the hash of where they went and what they held. */
export class RecentSends {
  private readonly inFlight = new Map<string, number>();
  private readonly finished = new Map<string, number>();

  /** @param now local time in milliseconds */
  constructor(private readonly now: () => number) {}

  /** Whether the same body is on its way to the same address, or was a moment ago. */
  isRepeat(request: PreparedRequest): boolean {
    const key = keyOf(request);
    const ended = this.finished.get(key);
    return this.inFlight.has(key) || (ended !== undefined && this.now() - ended < RECENT_MS);
  }

  /** Tells that a send begins. @returns to be called once, when it has ended */
  begin(request: PreparedRequest): () => void {
    const key = keyOf(request);
    this.inFlight.set(key, (this.inFlight.get(key) ?? 0) + 1);
    return () => {
      const left = (this.inFlight.get(key) ?? 1) - 1;
      if (left > 0) this.inFlight.set(key, left);
      else this.inFlight.delete(key);
      this.forgetOld();
      this.finished.set(key, this.now());
    };
  }

  private forgetOld(): void {
    for (const [key, ended] of this.finished) if (this.now() - ended >= RECENT_MS) this.finished.delete(key);
  }
}

function keyOf({ method, url, body }: PreparedRequest): string {
  return createHash('sha256').update(`${method} ${url}\n`).update(body).digest('hex');
}
