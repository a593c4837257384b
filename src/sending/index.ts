export { errorCodeOf, setupErrorOf } from './answer-codes';
export { authorize, type Plan, replacedHeaders, type SignedRequest } from './authorize';
export { discardBodyFile } from './body-file';
export type { SpillFile } from './body-sink';
export { type BodyText, bodyText, exactUtf8 } from './body-text';
export {
  type Answer,
  type ClockRefusal,
  type Exchange,
  type Failure,
  type FailureKind,
  problemsOf,
  type Timings,
} from './exchange';
export { type GuardedSecret, refusal } from './guard';
export { jsonBody, jsonMembers } from './json-body';
export { prettyJson } from './json-text';
export { codeOf, NetworkProblem } from './network-errors';
export { MASK, Redactor } from './redact';
export { type PatientOptions, PatientSender } from './retry';
export { retryAfterOf } from './retry-after';
export { CLOCK_REFUSAL_SECONDS, Sender, type SenderPorts, type SendOptions } from './sender';
export { isTlsError, tlsReason } from './tls-errors';
export { createTransport, KEPT_CONNECTION, type Transport, type TransportPorts } from './transport';
export type { TunnelOptions } from './wire';
