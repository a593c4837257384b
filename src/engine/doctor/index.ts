export {
  type Comparison,
  compareMessages,
  type Diagnosis,
  diagnose,
  FIX_LANGUAGES,
  type FixLanguage,
  fixesFor,
} from '../../signing/doctor';
export { readFailingRequest } from './read/read';
export type { ReadResult } from './read/result';
export { type DoctorReport, reportOf } from './report';
