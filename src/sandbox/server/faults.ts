import type { Problem } from '../../messages';

/** Something that the sandbox does wrong on purpose (product.md section 5). */
export type Fault =
  /** Each answer comes so much later. */
  | { readonly name: 'latency'; readonly ms: number }
  /** The server's clock is ahead (or, negative, behind) by so many seconds. */
  | { readonly name: 'clock-skew'; readonly seconds: number }
  /** The token of a portal login lives for so many seconds; with 0 it has expired when it arrives. */
  | { readonly name: 'token-lifetime'; readonly seconds: number }
  /** Requests are answered so, the first `times` of them (null: all). */
  | { readonly name: StrikeName; readonly times: number | null };

const strikes = [
  '429',
  '429-empty',
  '429-html',
  '500',
  '503-html',
  'drop',
  'truncate',
  'sign-in-page',
  'setup',
  'unavailable',
  'partial',
] as const;

/**
 * `429`: JSON with RATE_LIMIT_EXCEEDED, `429-empty`: no body, `429-html`: the page of a proxy (FACTS.md section 4); `500`:
 * INTERNAL_ERROR; `503-html`: the page of a server in front; `drop`: the request is carried out, then the connection ends
 * without an answer; `truncate`: it ends in the middle of the body; `sign-in-page`: 200 with the page of a network that
 * wants its guests to sign in; `setup`, `unavailable`, `partial`: what balance, pricing and payments answer for an account in
 * set-up, and with trouble in the cache (FACTS.md section 1.9).
 */
export type StrikeName = (typeof strikes)[number];

export type FaultPlan = readonly Fault[];

/** Names of all faults with the form of their values, for help texts. */
export const faultForms: readonly string[] = [
  'latency=MS',
  'clock-skew=SECONDS',
  'token-lifetime=SECONDS',
  ...strikes.map((name) => `${name}[=TIMES]`),
];

const MAX_LATENCY_MS = 3_600_000;
const MAX_SKEW_SECONDS = 10 * 365 * 86_400;
const MAX_LIFETIME_SECONDS = MAX_SKEW_SECONDS;

/**
 * Reads a `--fault` value: `NAME` or `NAME=VALUE`.
 * @returns the fault, or what is wrong with the text
 */
export function parseFault(text: string): { readonly fault: Fault } | { readonly problem: Problem } {
  const equals = text.indexOf('=');
  const name = equals < 0 ? text : text.slice(0, equals);
  const value = equals < 0 ? undefined : text.slice(equals + 1);
  if (name === 'latency') {
    const ms = integer(value, 0, MAX_LATENCY_MS);
    return ms === undefined ? badValue(text, 'latency=MS') : { fault: { name, ms } };
  }
  if (name === 'clock-skew') {
    const seconds = integer(value, -MAX_SKEW_SECONDS, MAX_SKEW_SECONDS);
    return seconds === undefined ? badValue(text, 'clock-skew=SECONDS') : { fault: { name, seconds } };
  }
  if (name === 'token-lifetime') {
    const seconds = integer(value, 0, MAX_LIFETIME_SECONDS);
    return seconds === undefined ? badValue(text, 'token-lifetime=SECONDS') : { fault: { name, seconds } };
  }
  const strike = strikes.find((known) => known === name);
  if (!strike) return { problem: { code: 'sandbox.faultUnknown', args: { name, names: faultForms.join(', ') } } };
  if (value === undefined) return { fault: { name: strike, times: null } };
  const times = integer(value, 1, Number.MAX_SAFE_INTEGER);
  return times === undefined ? badValue(text, `${strike}[=TIMES]`) : { fault: { name: strike, times } };
}

function integer(text: string | undefined, min: number, max: number): number | undefined {
  if (text === undefined || !/^[+-]?\d+$/.test(text)) return undefined;
  const value = Number(text);
  return value >= min && value <= max ? value : undefined;
}

function badValue(text: string, form: string) {
  return { problem: { code: 'sandbox.faultValue', args: { text, form } } as const };
}

/** The faults of one running sandbox; it counts the strikes that are left. */
export class Faults {
  readonly latencyMs: number;
  readonly skewMs: number;
  /** Seconds that tokens live; null leaves it to the login. */
  readonly tokenSeconds: number | null;
  readonly #left: Map<StrikeName, number>;

  constructor(plan: FaultPlan) {
    let latency = 0;
    let skew = 0;
    let tokenSeconds: number | null = null;
    this.#left = new Map();
    for (const fault of plan) {
      if (fault.name === 'latency') latency += fault.ms;
      else if (fault.name === 'clock-skew') skew += fault.seconds * 1000;
      else if (fault.name === 'token-lifetime') tokenSeconds = fault.seconds;
      else this.#left.set(fault.name, fault.times ?? Number.POSITIVE_INFINITY);
    }
    this.latencyMs = latency;
    this.skewMs = skew;
    this.tokenSeconds = tokenSeconds;
  }

  /** Whether this fault strikes the request at hand; a strike that is counted is used up by it. */
  strike(name: StrikeName): boolean {
    const left = this.#left.get(name) ?? 0;
    if (left <= 0) return false;
    this.#left.set(name, left - 1);
    return true;
  }
}
