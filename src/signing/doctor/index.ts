export { type Diagnosis, type DiagnosisPorts, type DiagnosisResult, diagnose } from './diagnose';
export { MISTAKES, type MistakeId } from './mistakes';
export type { SigningKey } from './secret';
export type { FailingRequest } from './subject';
