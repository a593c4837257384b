import type { Answers, ResultEditors } from '../../answer';
import type { DocumentStore } from '../../documents';
import type { Parts } from '../../parts';
import type { Planner } from '../../send/planner';
import type { VariableSources } from '../../send/sources';

/** What explanations are made from; types only, as this is a bundle of its own. */
export interface ExplainParts extends Pick<Parts, 'engine' | 'credentials' | 'log'> {
  readonly documents: DocumentStore;
  readonly sources: VariableSources;
  readonly planner: Planner;
  readonly answers: Answers;
  readonly editors: ResultEditors;
}
