import type { MessageCode, Problem } from '../messages';
import type { Stage } from './course';
import type { Failure } from './exchange';

/** Where an exchange stood when something went wrong. */
export interface Situation {
  readonly method: string;
  /** Host and port of the server. */
  readonly host: string;
  readonly stage: Stage;
  /** Whether the connection was made for an earlier request. */
  readonly reused: boolean;
  /** Host and port of the proxy on the way, if one is known. */
  readonly proxy: string | null;
  /** Of the answer whose body was being read, else null. */
  readonly status: number | null;
  /** Bytes of the body that had arrived, unpacked. */
  readonly bytes: number;
}

/** Methods that change nothing on a server (RFC 9110 section 9.2.1). */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** Whether a method changes nothing, so that sending again does no harm. */
export function isSafe(method: string): boolean {
  return SAFE.has(method);
}

/** Whether anything of the request has gone out. */
export function hasLeft(stage: Stage): boolean {
  return stage !== 'connect' && stage !== 'tls';
}

/** What is known of the server's side; undefined where the request had not left. */
export function outcomeOf({ stage, method, status }: Situation): Problem | undefined {
  if (!hasLeft(stage)) return undefined;
  if (isSafe(method)) return { code: 'sending.outcome.harmless', args: { method } };
  if (status !== null && status >= 200 && status < 300) return { code: 'sending.outcome.accepted', args: { status } };
  if (status !== null && status >= 400 && status < 500) return { code: 'sending.outcome.refused', args: { status } };
  return { code: 'sending.outcome.unknown' };
}

/** A failure with what is known of the server's side. */
export function failureAt(situation: Situation, kind: Failure['kind'], problem: Problem): Failure {
  const outcome = outcomeOf(situation);
  return outcome ? { kind, problem, outcome } : { kind, problem };
}

const TIMEOUTS: Readonly<Record<Stage, MessageCode>> = {
  connect: 'sending.timeout.connect',
  tls: 'sending.timeout.tls',
  send: 'sending.timeout.send',
  wait: 'sending.timeout.firstByte',
  head: 'sending.timeout.head',
  body: 'sending.timeout.body',
};

/** Time ran out. */
export function timedOut(situation: Situation, ms: number): Failure {
  const { stage, host, proxy, bytes } = situation;
  if (stage === 'connect' && proxy !== null) {
    return failureAt(situation, 'timeout', { code: 'sending.timeout.proxy', args: { host, proxy, ms } });
  }
  return failureAt(situation, 'timeout', { code: TIMEOUTS[stage], args: { host, ms, bytes } });
}

/** The person stopped it. */
export function aborted(situation: Situation): Failure {
  const code = hasLeft(situation.stage) ? 'sending.aborted' : 'sending.abortedUnsent';
  return failureAt(situation, 'aborted', { code });
}
