import type { Problem } from '../messages';
import type { EnvironmentCredential } from './environment';
import type { CredentialIndex } from './index-file';
import type { Credential, CredentialKind, Secret } from './model';
import type { Subscription } from './result';
import type { RunningSandbox } from './sandbox-registry';
import type { SecretStore, WritableStore } from './stores/secret-store';

/** What the vault is built on. */
export interface VaultPorts {
  readonly index: CredentialIndex;
  /** Those that can be reached from here: the command line has no `secretStorage`. */
  readonly stores: Partial<Readonly<Record<WritableStore, SecretStore>>>;
  readonly sandbox: {
    running(): Promise<RunningSandbox | null>;
    watch(listener: () => void): Subscription;
  };
  /** The credential of the RESTLINK_* variables: `secretOf` knows its secret, `list` does not show it. */
  readonly environment: EnvironmentCredential | null;
  now(): number;
  /** A new unique id. */
  newId(): string;
}

/** A credential to be added. */
export interface NewCredential {
  readonly name: string;
  readonly kind: CredentialKind;
  /** As typed. */
  readonly origin: string;
  readonly secret: Secret;
  readonly store: WritableStore;
}

/** All credentials that can be chosen from, and what of the index cannot be read. */
export interface VaultContent {
  readonly credentials: readonly Credential[];
  readonly problem: Problem | null;
}
