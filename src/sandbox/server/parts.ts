import type { Store } from '../state/store';
import type { Outbox } from '../webhooks/outbox';
import type { Faults } from './faults';
import type { RequestRecord } from './record';

/** What one running sandbox is made of. */
export interface Parts {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly faults: Faults;
  /** The machine's time in ms. */
  readonly clock: () => number;
  /** The server's time in ms: the machine's, moved by the faults. */
  readonly now: () => number;
  readonly random: (bytes: number) => Uint8Array;
  readonly requestsPerSecond: number;
  readonly onRequest: (record: RequestRecord) => void;
}
