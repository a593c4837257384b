import {
  type BothClocks,
  type Ledger,
  LedgerError,
  type ServerClocks,
  signAt,
  signFresh,
  TakenSeconds,
} from '../signing';
import { errorCodeOf } from './answer-codes';
import { authorize, type Plan, type SignedRequest } from './authorize';
import type { ClockRefusal, Exchange, Failure } from './exchange';
import { type GuardedSecret, refusal } from './guard';
import type { Transport, TransportResult } from './transport';

export interface SenderPorts {
  readonly ledger: Ledger;
  readonly clocks: ServerClocks;
  readonly transport: Transport;
  /** Milliseconds of the clock that `TransportResult.headAt` is read from. */
  steady(): number;
  /** `restlink-sms/VERSION` */
  readonly userAgent: string;
  /** Resolves after so many milliseconds; rejects when the signal is aborted. */
  delay(ms: number, signal: AbortSignal): Promise<void>;
}

export interface SendOptions {
  /** Milliseconds for the whole exchange, unless the request says otherwise. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Secrets of the person that must not travel to an origin they do not belong to. */
  readonly secrets: readonly GuardedSecret[];
  /** Called when the sender has to wait for a free second (product: Replay). */
  onWaiting?(): void;
  /** Called each time that the request is signed and goes out: whatever was waited for is over. */
  onSending?(): void;
}

/** Sent more than this far from the server's time, a signature was refused because of a clock (product: Clock). */
export const CLOCK_REFUSAL_SECONDS = 290;
const LEDGER_POLL_MS = 250;

/** Signs requests freshly, sends them and says what became of them. */
export class Sender {
  private readonly taken = new TakenSeconds();

  constructor(private readonly ports: SenderPorts) {}

  /**
   * Signs with a reserved pair, or for a given second without reserving (cli: `sign --timestamp`).
   * @throws LedgerError, or the abort reason of the signal
   */
  async sign(plan: Plan, options: Pick<SendOptions, 'signal' | 'onWaiting'>, at?: number): Promise<SignedRequest> {
    const { request, secret } = plan;
    if (secret?.kind !== 'hmac') return authorize(plan, null, this.ports.userAgent);
    const { ledger, clocks, delay, userAgent } = this.ports;
    const signature =
      at === undefined
        ? await signFresh(request, secret.secret, {
            ledger,
            taken: this.taken,
            serverSeconds: () => clocks.serverSeconds(request.origin),
            nextSecond: () => delay(LEDGER_POLL_MS, options.signal),
            onWaiting: () => options.onWaiting?.(),
          })
        : signAt(request, secret.secret, at);
    return authorize(plan, signature, userAgent);
  }

  /**
   * Sends a request once; a second time only when the first was refused because of a clock, with the server's time
   * (a 401 means that nothing was done). Never throws.
   */
  async send(plan: Plan, options: SendOptions): Promise<Exchange> {
    const refused = refusal(plan, options.secrets);
    if (refused) return this.unsent(plan, refused);
    let first: Attempt | null = null;
    try {
      first = await this.attempt(plan, options);
      const clockRefusal = clockRefusalOf(first);
      if (!clockRefusal) return this.exchange(first, 1);
      return { ...this.exchange(await this.attempt(plan, options), 2), clockRefusal };
    } catch (error) {
      // The second attempt did not get as far as the wire: the first one is what happened.
      if (first && (error instanceof LedgerError || options.signal.aborted)) {
        return { ...this.exchange(first, 1), clockRefusal: clockRefusalOf(first) };
      }
      if (error instanceof LedgerError) return this.unsent(plan, { kind: 'network', problem: error.problem });
      if (options.signal.aborted)
        return this.unsent(plan, { kind: 'aborted', problem: { code: 'sending.abortedUnsent' } });
      throw error;
    }
  }

  private async attempt(plan: Plan, options: SendOptions): Promise<Attempt> {
    const signed = await this.sign(plan, options);
    options.onSending?.();
    const { method, url, origin, body, options: asked } = plan.request;
    const sentAt = this.ports.steady();
    const result = await this.ports.transport(
      { method, url: new URL(url), headers: signed.headers, body },
      {
        timeoutMs: asked.timeoutMs ?? options.timeoutMs,
        connectTimeoutMs: asked.connectTimeoutMs,
        signal: options.signal,
      },
    );
    const { answer, headAt } = result;
    const clocks = answer && this.ports.clocks.observe(origin, { headers: answer.headers, sentAt, headAt });
    return { signed, result, clocks };
  }

  private exchange({ signed, result }: Attempt, attempts: number): Exchange {
    const { request, headers } = signed;
    return {
      method: request.method,
      url: request.url,
      headers,
      bodyBytes: request.body.length,
      signedAt: signed.signature?.timestamp ?? null,
      answer: result.answer,
      timings: result.timings,
      attempts,
      clockOffsetSeconds: this.ports.clocks.offsetSeconds(request.origin),
      clockRefusal: null,
      clockCorrected: attempts > 1,
      failure: result.failure,
    };
  }

  private unsent({ request }: Plan, failure: Failure): Exchange {
    return {
      method: request.method,
      url: request.url,
      headers: request.headers,
      bodyBytes: request.body.length,
      signedAt: null,
      answer: null,
      timings: { totalMs: 0, firstByteMs: null },
      attempts: 0,
      clockOffsetSeconds: this.ports.clocks.offsetSeconds(request.origin),
      clockRefusal: null,
      clockCorrected: false,
      failure,
    };
  }
}

interface Attempt {
  readonly signed: SignedRequest;
  readonly result: TransportResult;
  /** Null where the answer, or its absence, does not tell the server's time. */
  readonly clocks: BothClocks | null;
}

/** @returns null where something else was the reason, or where there is nothing to tell it from */
function clockRefusalOf({ signed, result, clocks }: Attempt): ClockRefusal | null {
  if (signed.signature === null || clocks === null || result.answer?.status !== 401) return null;
  const { timestamp } = signed.signature;
  if (Math.abs(timestamp - clocks.server) <= CLOCK_REFUSAL_SECONDS) return null;
  return errorCodeOf(result.answer) === 'INVALID_SIGNATURE' ? { ...clocks, signed: timestamp } : null;
}
