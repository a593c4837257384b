/** Counts events in a sliding window of time, per key. */
export class SlidingLimit {
  readonly #times = new Map<string, number[]>();

  /** @param windowMs length of the window */
  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
  ) {}

  /**
   * Records an event.
   * @returns 0 where it is within the limit, otherwise the ms until one is allowed again (and then it is not recorded)
   */
  take(key: string, now: number): number {
    const recent = (this.#times.get(key) ?? []).filter((time) => now - time < this.windowMs && time <= now);
    this.#times.set(key, recent);
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= this.limit) return oldest + this.windowMs - now;
    recent.push(now);
    return 0;
  }
}

/** Counts events per whole second: cheap enough for every request. */
export class SecondLimit {
  #second = Number.NaN;
  #count = 0;

  constructor(private readonly limit: number) {}

  /** Records an event; false where the second is used up. */
  take(now: number): boolean {
    const second = Math.floor(now / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#count = 0;
    }
    this.#count += 1;
    return this.#count <= this.limit;
  }
}
