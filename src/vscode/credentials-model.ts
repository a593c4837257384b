import type { Event } from 'vscode';
import type { Credential } from '../credentials';

/** A credential as the views show it. */
export interface CredentialEntry {
  readonly credential: Credential;
  /** Signs the requests of this window where its origin matches. */
  readonly active: boolean;
  /** Requests with it reach the real service with a key that is no test key (product.md section 7). */
  readonly live: boolean;
  /** Why its secret cannot be read, as a sentence; null when nothing is known to be wrong. */
  readonly trouble: string | null;
}

/** What the views know about credentials; secrets are not part of it. */
export interface CredentialsModel {
  /** The person's own, in the order in which they are to be shown, then those of a running sandbox. */
  list(): Promise<readonly CredentialEntry[]>;
  /** The active one, or null; as of the last change. */
  active(): CredentialEntry | null;
  /** Its id; that of a chosen sandbox credential also while no sandbox runs, so that nothing else signs in its place. */
  activeId(): string | null;
  /** Where a sandbox listens, such as `http://127.0.0.1:8023`, or null while none runs. */
  sandboxUrl(): string | null;
  readonly onDidChange: Event<void>;
}
