import type { Parts } from '../../parts';
import type { Planner } from '../../send/planner';

/** What diagnoses are made with; types only, as this is a bundle of its own. */
export interface DoctorParts extends Pick<Parts, 'context' | 'engine' | 'credentials' | 'log' | 'trySandbox' | 'now'> {
  readonly planner: Planner;
}
