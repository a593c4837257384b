export { type Comparison, compareMessages, type VisibleLine } from './compare';
export { type Diagnosis, type DiagnosisPorts, type DiagnosisResult, diagnose } from './diagnose';
export { FIX_LANGUAGES, type FixLanguage, fixesFor } from './fixes';
export { MISTAKES, type MistakeId } from './mistakes';
export type { SigningKey } from './secret';
export type { FailingRequest } from './subject';
