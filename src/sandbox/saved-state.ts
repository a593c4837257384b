import { START_BALANCE } from './accounts';
import type { StoredMessage } from './message';

/** What outlives a restart with `--db`. */
export interface SavedState {
  /** The moment that the invented history ends at, in ms. */
  readonly anchor: number;
  readonly balance: number;
  /** Sent through this sandbox, oldest first. */
  readonly messages: readonly StoredMessage[];
}

/** A fresh state. @param now in ms */
export function freshState(now: number): SavedState {
  return { anchor: now, balance: START_BALANCE, messages: [] };
}
