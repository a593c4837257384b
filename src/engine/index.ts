export { explanationsOf, summaryOf } from './answer-report';
export { type AnswerContext, type AnswerText, answerDocument, answerText, firstPart } from './answer-text';
export { EarlierAnswers } from './earlier-answers';
export {
  type BrokenEnvironment,
  type EnvironmentFolder,
  EnvironmentSet,
  type EnvironmentSetting,
  type EnvironmentVariables,
  type KnownEnvironment,
  readEnvironments,
} from './environments';
export { bodyFileOf } from './failure-place';
export { durationOf, sizeOf } from './figures';
export { KnownSecrets } from './known-secrets';
export { isLiveSend, type LiveSend, liveSendOf } from './live-send';
export { createLocalSender, type LocalSender, usedSignatures } from './local-sender';
export { momentOf, timeOfDay } from './local-time';
export { ourTarget, targetProblem } from './our-target';
export {
  boundOriginOf,
  makeGuardedPlan,
  namedCredential,
  type PlanAction,
  type PlanContext,
  type PlanFailure,
  type PlanResult,
} from './plan';
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
export { remedyOf } from './remedy';
export { isSecretVariable, looksSecret, secretAnswers } from './secret-name';
export { type SentFacts, type SignedFacts, sentFacts, signedFacts } from './signed-facts';
