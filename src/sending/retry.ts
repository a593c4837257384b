import type { Problem } from '../messages';
import { errorCodeOf } from './answer-codes';
import type { Plan } from './authorize';
import type { Answer, Exchange } from './exchange';
import { isSafe } from './failures';
import { retryAfterOf } from './retry-after';
import type { Sender, SendOptions } from './sender';

export interface PatientPorts {
  /** Resolves after so many milliseconds; rejects when the signal is aborted. */
  delay(ms: number, signal: AbortSignal): Promise<void>;
  /** From 0 up to, but not including, 1. */
  random(): number;
}

export interface PatientOptions extends SendOptions {
  /** Told before each wait. Without it nobody would know what is waited for, so nothing is. */
  onRetry?(problem: Problem): void;
}

/** Times that a request goes out at most. */
const ATTEMPTS = 3;
/** The first wait; each one doubles it (FACTS.md section 4: "exponential backoff from about 1 s with jitter"). */
const FIRST_WAIT_MS = 1000;
/** Part of the time of an exchange that may be spent waiting: the rest is for the answer. */
const WAITING_SHARE = 0.5;

/**
 * A sender that sends again where that is safe (product section 7), each time freshly signed: after answers which say that
 * nothing was done, and where a connection kept from an earlier request turns out to be closed and the method changes nothing.
 * All of it stays within the time of one exchange.
 */
export class PatientSender implements Pick<Sender, 'send' | 'sign'> {
  constructor(
    private readonly sender: Pick<Sender, 'send' | 'sign'>,
    private readonly ports: PatientPorts,
  ) {}

  /** See `Sender.sign`. */
  sign(...args: Parameters<Sender['sign']>): ReturnType<Sender['sign']> {
    return this.sender.sign(...args);
  }

  /** See `Sender.send`. Never throws. */
  async send(plan: Plan, options: PatientOptions): Promise<Exchange> {
    const limitMs = plan.request.options.timeoutMs ?? options.timeoutMs;
    let exchange = await this.sender.send(plan, options);
    for (let repeat = 1; repeat < ATTEMPTS; repeat++) {
      const stale = isStale(plan, exchange);
      const waitMs = stale ? 0 : options.onRetry ? this.waitAfter(plan, exchange, repeat) : null;
      if (waitMs === null || exchange.timings.totalMs + waitMs > limitMs * WAITING_SHARE) return exchange;
      if (!stale) {
        options.onRetry?.(waiting(exchange, waitMs, repeat));
        if (!(await this.wait(waitMs, options.signal))) return stopped(exchange);
      }
      const spentMs = exchange.timings.totalMs + waitMs;
      const next = await this.sender.send(within(plan, limitMs - spentMs), options);
      exchange = joined(exchange, next, spentMs, stale ? 0 : 1);
      // A connection of its own is not stale; whatever looks like it is something else.
      if (stale && isStale(plan, next)) return exchange;
    }
    return exchange;
  }

  /** @returns milliseconds, or null where the request is not to be sent again */
  private waitAfter(plan: Plan, { answer, failure }: Exchange, repeat: number): number | null {
    if (failure !== null || answer === null || !saysNothingWasDone(plan, answer)) return null;
    const backoff = FIRST_WAIT_MS * 2 ** (repeat - 1) * (0.75 + this.ports.random() / 2);
    const asked = retryAfterOf(answer);
    return Math.round(Math.max(backoff, typeof asked === 'number' ? asked * 1000 : 0));
  }

  /** @returns false when the person stopped it */
  private async wait(ms: number, signal: AbortSignal): Promise<boolean> {
    try {
      await this.ports.delay(ms, signal);
      return !signal.aborted;
    } catch {
      return false;
    }
  }
}

/**
 * 429 is said before anything is done, by the service and by what stands in front of it (FACTS.md section 4); `DB_ERROR` means
 * that all was undone (section 1.2). Only the service documents that, so a request without one of our credentials is
 * as it was typed: once. Failed logins make the next wait longer, so they are never repeated.
 */
function saysNothingWasDone({ secret }: Plan, answer: Answer): boolean {
  // What goes to a file is no refusal of the service.
  if (secret === null || answer.bodyFile !== null) return false;
  const code = errorCodeOf(answer);
  return answer.status === 429 ? code !== 'TOO_MANY_ATTEMPTS' : answer.status === 500 && code === 'DB_ERROR';
}

/** The server had closed the connection before the request came: nobody has read it, and if, it changes nothing. */
function isStale({ request }: Plan, { failure }: Exchange): boolean {
  return failure?.staleConnection === true && isSafe(request.method);
}

function waiting({ answer }: Exchange, ms: number, repeat: number): Problem {
  const reason = (answer && errorCodeOf(answer)) || answer?.statusText || '';
  const seconds = (ms / 1000).toFixed(1);
  const args = { status: answer?.status ?? 0, reason, seconds, attempt: repeat + 1, of: ATTEMPTS };
  return { code: 'sending.retry.waiting', args };
}

function within(plan: Plan, timeoutMs: number): Plan {
  const { request } = plan;
  return { ...plan, request: { ...request, options: { ...request.options, timeoutMs: Math.ceil(timeoutMs) } } };
}

function stopped(exchange: Exchange): Exchange {
  return { ...exchange, failure: { kind: 'aborted', problem: { code: 'sending.abortedWaiting' } } };
}

/**
 * Several attempts as one exchange; where the last did not get as far as the wire, the answer before it is what happened.
 * @param spentMs time before the last attempt
 */
function joined(before: Exchange, last: Exchange, spentMs: number, repeated: 0 | 1): Exchange {
  if (last.attempts === 0) return { ...before, failure: last.failure };
  const { totalMs, firstByteMs } = last.timings;
  const repeats = (before.repeats ?? 0) + repeated;
  return {
    ...last,
    timings: { totalMs: spentMs + totalMs, firstByteMs: firstByteMs === null ? null : spentMs + firstByteMs },
    attempts: before.attempts + last.attempts,
    clockRefusal: last.clockRefusal ?? before.clockRefusal,
    clockCorrected: before.clockCorrected || last.clockCorrected,
    ...(repeats > 0 && { repeats }),
  };
}
