export { authorize, type Plan, replacedHeaders, type SignedRequest } from './authorize';
export type { SpillFile } from './body-sink';
export { type BodyText, bodyText, exactUtf8 } from './body-text';
export type { Answer, Exchange, Failure, FailureKind, Timings } from './exchange';
export { type GuardedSecret, refusal } from './guard';
export { prettyJson } from './json-text';
export { MASK, Redactor } from './redact';
export { errorCodeOf, Sender, type SenderPorts, type SendOptions } from './sender';
export { createTransport, type Transport, type TransportPorts } from './transport';
