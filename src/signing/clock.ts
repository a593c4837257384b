import { httpDate } from './http-date';

/** The clocks of this computer, in milliseconds. */
export interface LocalClocks {
  /** The time of day, which somebody may set. */
  now(): number;
  /** Goes on whatever happens to the other; see `steadyClock`. */
  steady(): number;
}

/** What a clock can be read from, with when it was on its way by the steady clock. */
export interface TimedAnswer {
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** When the request began to leave. */
  readonly sentAt: number;
  /** When the head of the answer had arrived. */
  readonly headAt: number;
}

/** Both clocks at one moment, in Unix seconds. */
export interface BothClocks {
  readonly local: number;
  readonly server: number;
}

/**
 * The time of each server, learnt from the `Date` of its answers (product: Clock). It is kept by the steady clock: once an answer
 * was seen, setting the clock of this computer changes nothing.
 */
export class ServerClocks {
  /** Server minus steady clock, in milliseconds. */
  private readonly known = new Map<string, number>();

  constructor(private readonly clocks: LocalClocks) {}

  /** Server minus local in whole seconds; 0 until an answer of that origin was seen. */
  offsetSeconds(origin: string): number {
    const difference = this.serverMs(origin) - this.clocks.now();
    // `Date` is cut to whole seconds: less than one is no offset.
    return Math.abs(difference) < 1000 ? 0 : Math.ceil(difference / 1000 - 0.5);
  }

  /** The server's time in Unix seconds, as far as it is known. */
  serverSeconds(origin: string): number {
    return Math.floor(this.serverMs(origin) / 1000);
  }

  /** Whether an answer of that origin has told its time. */
  isKnown(origin: string): boolean {
    return this.known.has(origin);
  }

  /**
   * Learns from an answer.
   * @returns both clocks when it arrived, or null where it does not tell the time: without `Date`, with one that is none, with
   * several that differ, and out of a cache (`Age`), which repeats an old one
   */
  observe(origin: string, { headers, sentAt, headAt }: TimedAnswer): BothClocks | null {
    const date = dateOf(headers);
    if (date === null) return null;
    const now = this.known.get(origin) ?? this.clocks.now() - this.clocks.steady();
    // The server wrote its time, cut to seconds, at some moment between question and answer: what fits to that stays, so
    // that a slow answer does not look like a slow clock.
    const fits = now >= date - headAt && now <= date + 1000 - sentAt;
    this.known.set(origin, fits ? now : date + 500 - headAt);
    const local = this.clocks.now() - this.clocks.steady() + headAt;
    return { local: Math.floor(local / 1000), server: date / 1000 };
  }

  private serverMs(origin: string): number {
    const known = this.known.get(origin);
    return known === undefined ? this.clocks.now() : known + this.clocks.steady();
  }
}

/** The `Date` of an answer that was made for its request, in milliseconds. */
function dateOf(headers: TimedAnswer['headers']): number | null {
  const valuesOf = (wanted: string) =>
    headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);
  if (valuesOf('age').some((age) => Number(age) !== 0)) return null;
  const [date, ...others] = new Set(valuesOf('date').map(httpDate));
  return others.length > 0 ? null : (date ?? null);
}
