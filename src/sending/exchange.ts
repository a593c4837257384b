import type { Problem } from '../messages';
import type { HeaderPair } from '../request';
import type { BothClocks } from '../signing';

/** Why a request was not sent, or not completed; the kinds of the command line's JSON (cli: `send`). */
export type FailureKind =
  | 'refused'
  | 'unresolved'
  | 'invalid'
  | 'credential'
  | 'keychain'
  | 'network'
  | 'timeout'
  | 'truncated'
  | 'aborted';

export interface Failure {
  readonly kind: FailureKind;
  readonly problem: Problem;
  /** What is known of the server's side; absent where nothing was sent. */
  readonly outcome?: Problem;
  /** The connection was one kept from an earlier request, and broke before a single byte of an answer. */
  readonly staleConnection?: true;
}

/** All that is to be said of a failure, in order. */
export function problemsOf({ problem, outcome }: Failure): Problem[] {
  return outcome ? [problem, outcome] : [problem];
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly statusText: string;
  /** `1.1`, `1.0` */
  readonly httpVersion: string;
  readonly headers: readonly HeaderPair[];
  /** The unpacked body, or its first part when the rest is in `bodyFile`. */
  readonly body: Buffer;
  /** Holds the whole unpacked body when it is too large for memory. */
  readonly bodyFile: string | null;
  /** Length of the unpacked body. */
  readonly bytes: number;
  readonly truncated: boolean;
  /** What is odd about the body, such as that it could not be unpacked. */
  readonly remark?: Problem;
}

export interface Timings {
  readonly totalMs: number;
  /** Until the head of the answer; null when none came. */
  readonly firstByteMs: number | null;
}

/** The second that a signature was made for, and both clocks when it was refused. */
export interface ClockRefusal extends BothClocks {
  readonly signed: number;
}

/** One request and what became of it. Headers hold real secrets: mask them before anything is shown or kept. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  /** As sent, in wire order, without `Host`, `Connection` and `Content-Length`. */
  readonly headers: readonly HeaderPair[];
  readonly bodyBytes: number;
  /** `X-Timestamp` of the last attempt, Unix seconds; null when it was not signed. */
  readonly signedAt: number | null;
  readonly answer: Answer | null;
  readonly timings: Timings;
  /** Times the request was put on the wire. */
  readonly attempts: number;
  /** Server minus local clock, whole seconds. */
  readonly clockOffsetSeconds: number;
  /** What the clocks said when a signature was refused because of its time; null where that did not happen. */
  readonly clockRefusal: ClockRefusal | null;
  /** True when such an answer was followed by signing once more with the server's time. */
  readonly clockCorrected: boolean;
  /** How often a refusal that may pass was answered by sending again after a while; absent: never. */
  readonly repeats?: number;
  readonly failure: Failure | null;
}
