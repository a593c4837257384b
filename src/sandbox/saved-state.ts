import { START_BALANCE } from './accounts';
import type { StoredMessage } from './message';
import type { WebhookSettings } from './webhook-settings';

/** What outlives a restart with `--db`. */
export interface SavedState {
  /** The moment that the invented history ends at, in ms. */
  readonly anchor: number;
  readonly balance: number;
  /** Sent through this sandbox, oldest first. */
  readonly messages: readonly StoredMessage[];
  /** By workspace. */
  readonly webhooks: readonly (readonly [workspace: number, settings: WebhookSettings])[];
}

/** A fresh state. @param now in ms */
export function freshState(now: number): SavedState {
  return { anchor: now, balance: START_BALANCE, messages: [], webhooks: [] };
}
