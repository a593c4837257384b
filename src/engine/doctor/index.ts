export {
  type Comparison,
  compareMessages,
  type Diagnosis,
  diagnose,
  type FailingRequest,
  FIX_LANGUAGES,
  type FixLanguage,
  fixesFor,
} from '../../signing/doctor';
export { type DiagnosisText, diagnosisText, fixDocument } from './document';
export { readFailingRequest } from './read/read';
export type { ReadResult } from './read/result';
export { type DoctorReport, reportOf } from './report';
