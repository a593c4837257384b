import type { Parts } from '../../parts';
import type { Sending } from '../../send';
import type { VariableSources } from '../../send/sources';

/** What diagnoses are made with; types only, as this is a bundle of its own. */
export interface DoctorParts extends Pick<Parts, 'context' | 'engine' | 'credentials' | 'log' | 'trySandbox' | 'now'> {
  readonly planner: Sending['planner'];
  readonly answers: Sending['answers'];
  readonly editors: Sending['editors'];
  readonly refusedAt: Sending['refusedAt'];
  readonly sources: Pick<VariableSources, 'secrets'>;
}
