export { Diagnoses } from './diagnoses';
export type { DoctorParts } from './parts';
