import type { HttpFile, RequestNode } from '../../http';
import type { Surroundings } from '../model';
import type { Say } from '../say';
import type { VariableStates } from '../variables';

/** What the hovers of one place share. */
export interface HoverContext {
  readonly file: HttpFile;
  /** The request around the place, or the one that variables there are seen from; null in a file without requests. */
  readonly request: RequestNode | null;
  readonly around: Surroundings;
  readonly states: VariableStates;
  readonly say: Say;
}
