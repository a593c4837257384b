export { durationOf, explanationsOf, sizeOf, summaryOf } from './answer-report';
export { type LiveSend, liveSendOf } from './live-send';
export { createLocalSender, type LocalSender } from './local-sender';
export { makePlan, namedCredential, type PlanContext, type PlanFailure, type PlanResult } from './plan';
export { redactorFor } from './redactor';
