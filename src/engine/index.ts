export { explanationsOf, summaryOf } from './answer-report';
export { type AnswerContext, type AnswerText, answerDocument, answerText } from './answer-text';
export { KnownSecrets, readsProcess } from './known-secrets';
export { isLiveSend, type LiveSend, liveSendOf } from './live-send';
export { createLocalSender, discardBodyFile, type LocalSender } from './local-sender';
export { ourTarget, targetProblem } from './our-target';
export { boundOriginOf, makePlan, namedCredential, type PlanContext, type PlanFailure, type PlanResult } from './plan';
export { notesOf } from './plan-notes';
export {
  type CredentialPreview,
  followsCredential,
  isPlainlyOurs,
  type PreviewContext,
  previewCredential,
} from './preview';
export { RecentSends } from './recent-sends';
export { redactorFor } from './redactor';
export { isSecretVariable, looksSecret } from './secret-name';
