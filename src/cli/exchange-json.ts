import { type HttpFile, lineOf, type RequestNode } from '../http';
import { type Answer, type Exchange, exactUtf8, type FailureKind, type Plan, type Redactor } from '../sending';
import { failureMessage } from './failure';

/** The JSON of an exchange (cli: `send`). */
export function describeExchange(
  { request, credential }: Plan,
  exchange: Exchange,
  repetition: number,
  redactor: Redactor,
) {
  const { answer, timings, failure } = exchange;
  return {
    name: request.name,
    line: request.line,
    repetition,
    credential: credential?.name ?? null,
    request: {
      method: exchange.method,
      url: redactor.text(exchange.url),
      headers: redactor.headers(exchange.headers),
      bodyBytes: exchange.bodyBytes,
    },
    response: answer && describeAnswer(answer, redactor),
    timings: { totalMs: tenths(timings.totalMs), firstByteMs: timings.firstByteMs && tenths(timings.firstByteMs) },
    attempts: exchange.attempts,
    clockOffsetSeconds: exchange.clockOffsetSeconds,
    error: failure && { kind: failure.kind, message: redactor.text(failureMessage(failure)) },
  };
}

/** A request that did not get as far as an exchange. */
export interface Unsent {
  readonly file: HttpFile;
  readonly node: RequestNode;
  /** As far as it got; without it the request is shown as it stands in the file. */
  readonly plan?: Plan;
  readonly repetition: number;
  readonly error: { readonly kind: FailureKind; readonly message: string };
}

/** The JSON of an exchange that did not take place. */
export function describeUnsent({ file, node, plan, repetition, error }: Unsent, redactor: Redactor) {
  const { name, requestLine } = node;
  const request = plan?.request;
  return {
    name,
    line: lineOf(file, requestLine.start),
    repetition,
    credential: plan?.credential?.name ?? null,
    request: {
      method: requestLine.method,
      url: redactor.text(request?.url ?? requestLine.target),
      // Nothing was sent.
      headers: [],
      bodyBytes: request?.body.length ?? 0,
    },
    response: null,
    timings: { totalMs: 0, firstByteMs: null },
    attempts: 0,
    clockOffsetSeconds: 0,
    error: { kind: error.kind, message: redactor.text(error.message) },
  };
}

function describeAnswer(answer: Answer, redactor: Redactor) {
  const common = { status: answer.status, headers: redactor.headers(answer.headers) };
  const { bytes, truncated } = answer;
  if (answer.bodyFile !== null) return { ...common, body: null, bodyFile: answer.bodyFile, bytes, truncated };
  const text = exactUtf8(answer.body);
  const body = text === null ? redactor.bytes(answer.body).toString('base64') : redactor.body(text);
  return { ...common, body, encoding: text === null ? 'base64' : 'utf8', bytes, truncated };
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
