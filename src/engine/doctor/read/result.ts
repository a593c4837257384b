import type { Problem } from '../../../messages';
import type { FailingRequest } from '../../../signing/doctor';

/** A request that was read, with what is to be said of the way it was given; or why it cannot be read. */
export type ReadResult =
  | { readonly ok: true; readonly request: FailingRequest; readonly notes: readonly Problem[] }
  | { readonly ok: false; readonly problem: Problem };
