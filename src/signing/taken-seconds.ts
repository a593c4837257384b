import { hmacHexOf, type SignedParts } from './canonical';

/** Nothing beyond can be a candidate again. */
const KEEP_SECONDS = 600;

/**
 * Seconds that this process knows to be taken, for each message: so the two hundredth of two hundred identical requests does not
 * try 199 files. What counts is the ledger; this only spares looking into it.
 */
export class TakenSeconds {
  private readonly byMessage = new Map<string, Set<number>>();
  private tidiedAt = 0;

  /** @param now the server's time in Unix seconds */
  of(parts: SignedParts, secret: string, now: number): Set<number> {
    this.tidy(now);
    // A signature of the year 1970 names message and secret, and is good for nothing else.
    const key = hmacHexOf(parts, 0, secret);
    const known = this.byMessage.get(key) ?? new Set();
    this.byMessage.set(key, known);
    return known;
  }

  private tidy(now: number): void {
    if (now === this.tidiedAt) return;
    this.tidiedAt = now;
    for (const [key, seconds] of this.byMessage) {
      for (const second of seconds) if (Math.abs(second - now) > KEEP_SECONDS) seconds.delete(second);
      if (seconds.size === 0) this.byMessage.delete(key);
    }
  }
}
