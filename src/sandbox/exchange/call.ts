import type { Store } from '../state/store';
import type { Outbox } from '../webhooks/outbox';
import type { Caller } from './caller';

/** A request as it arrived, before anybody is known. */
export interface Arrival {
  /** As in the request line. */
  readonly method: string;
  /** As in the request line, without the query: nothing decoded, nothing normalised. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The very bytes of the body. */
  readonly body: Buffer;
  /** Address of the client. */
  readonly address: string;
  /** The server's time in ms. */
  readonly now: number;
}

/** A request whose sender is known and may do this. */
export interface Call extends Arrival {
  readonly caller: Caller;
  readonly store: Store;
  readonly outbox: Outbox;
  /** Values of the placeholders in the path, decoded. */
  readonly parameter: (name: string) => string;
  readonly random: (bytes: number) => Uint8Array;
}
