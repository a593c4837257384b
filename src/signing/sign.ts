import { canonicalMessage, hmacHexOf, type SignedParts } from './canonical';
import type { Ledger } from './ledger';
import type { TakenSeconds } from './taken-seconds';

/** A signature with what it was made of. */
export class Signature {
  /**
   * @param parts what is signed
   * @param timestamp Unix seconds, the value of `X-Timestamp`
   * @param signature lower-case hex, the value of `X-Signature`
   */
  constructor(
    private readonly parts: SignedParts,
    readonly timestamp: number,
    readonly signature: string,
  ) {}

  /** The canonical message, byte for byte. */
  get message(): Buffer {
    return canonicalMessage(this.parts, this.timestamp);
  }
}

/** How far a timestamp may be from server time: the window is 300 s, less a margin for the way there. */
const REACH_SECONDS = 270;

/** Signs for one given second, without reserving anything: for explanations. */
export function signAt(parts: SignedParts, secret: string, timestamp: number): Signature {
  return new Signature(parts, timestamp, hmacHexOf(parts, timestamp, secret));
}

/** What `signFresh` needs from outside. */
export interface SigningPorts {
  readonly ledger: Ledger;
  /** Seconds that are known to be taken; shared by all that sign in this process. */
  readonly taken: TakenSeconds;
  /** The server's time in Unix seconds. */
  serverSeconds(): number;
  /** Waits until another second has begun; rejects when the person stops. */
  nextSecond(): Promise<void>;
  /** Called once when all seconds in reach are used up and the wait begins. */
  onWaiting(): void;
}

/**
 * Signs for a second that nobody has used for the same message: now, then alternately back and forward, then waits.
 * The pair is reserved before this returns. Rule: each pair is accepted once (FACTS.md section 3).
 * @throws LedgerError, or what `nextSecond` rejects with
 */
export async function signFresh(parts: SignedParts, secret: string, ports: SigningPorts): Promise<Signature> {
  const now = ports.serverSeconds();
  const first = signAt(parts, secret, now);
  if (await ports.ledger.reserve(first.signature, now)) return first;
  const taken = ports.taken.of(parts, secret, now).add(now);
  for (let waiting = false; ; waiting = true) {
    for (const timestamp of candidates(ports.serverSeconds())) {
      if (taken.has(timestamp)) continue;
      // Noted before it is tried: whoever signs the same message meanwhile tries another.
      taken.add(timestamp);
      const candidate = signAt(parts, secret, timestamp);
      if (await ports.ledger.reserve(candidate.signature, timestamp)) return candidate;
    }
    if (!waiting) ports.onWaiting();
    await ports.nextSecond();
  }
}

function* candidates(now: number): Generator<number> {
  yield now;
  for (let distance = 1; distance <= REACH_SECONDS; distance++) {
    yield now - distance;
    yield now + distance;
  }
}
