/** How far each server's clock is from the local one, learnt from the `Date` of its answers (product: Clock). */
export class ServerClocks {
  private readonly offsets = new Map<string, number>();

  /** @param now local time in milliseconds */
  constructor(private readonly now: () => number) {}

  /** Server minus local in whole seconds; 0 until an answer of that origin was seen. */
  offsetSeconds(origin: string): number {
    return this.offsets.get(origin) ?? 0;
  }

  /** The server's time in Unix seconds, as far as it is known. */
  serverSeconds(origin: string): number {
    return Math.floor(this.now() / 1000) + this.offsetSeconds(origin);
  }

  /**
   * Learns from an answer.
   * @param date value of the `Date` header
   * @param receivedAt local time in milliseconds at which the head of the answer arrived
   * @returns the server's time in Unix seconds, or null when the header makes no sense
   */
  observe(origin: string, date: string | undefined, receivedAt: number): number | null {
    const server = date === undefined ? Number.NaN : Date.parse(date);
    if (Number.isNaN(server)) return null;
    // `Date` is cut to whole seconds: half a second more is the best guess, and less than a second is no offset.
    const difference = server + 500 - receivedAt;
    this.offsets.set(origin, Math.abs(difference) < 1000 ? 0 : Math.ceil(difference / 1000 - 0.5));
    return server / 1000;
  }
}
