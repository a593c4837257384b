import { START_BALANCE } from '../basics/accounts';
import type { StoredMessage } from '../traffic/message';
import type { WebhookAttempt, WebhookJob } from '../webhooks/events';
import type { WebhookSettings } from '../webhooks/settings';

/** What outlives a restart with `--db`. */
export interface SavedState {
  /** The moment that the invented history ends at, in ms. */
  readonly anchor: number;
  readonly balance: number;
  /** Sent through this sandbox, oldest first. */
  readonly messages: readonly StoredMessage[];
  /** So many were sent before them, and are forgotten. */
  readonly forgotten: number;
  /** Messages of the invented history that were clicked on, or converted, since. */
  readonly changed: readonly StoredMessage[];
  /** What was charged since the history ended, one for each day. */
  readonly charges: readonly Charge[];
  /** By workspace, without their signing secrets. */
  readonly webhooks: readonly (readonly [workspace: number, settings: WebhookSettings])[];
  /** What receivers have still to be told. */
  readonly jobs: readonly WebhookJob[];
  /** How they were told, oldest first. */
  readonly attempts: readonly WebhookAttempt[];
}

/** Taken from the balance. */
export interface Charge {
  /** The latest of the messages, in ms. */
  readonly at: number;
  readonly amount: number;
  readonly messages: number;
}

/** A fresh state. @param now in ms */
export function freshState(now: number): SavedState {
  return {
    anchor: now,
    balance: START_BALANCE,
    messages: [],
    forgotten: 0,
    changed: [],
    charges: [],
    webhooks: [],
    jobs: [],
    attempts: [],
  };
}
