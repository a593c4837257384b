/** How a credential authenticates (FACTS.md section 3). */
export type CredentialKind = 'apiKey' | 'hmac' | 'jwt';

/** Where the secret part of a credential is kept; `builtin` is the sandbox, `environment` the RESTLINK_* variables. */
export type CredentialStore = 'osKeychain' | 'secretStorage' | 'session' | 'builtin' | 'environment';

/** A workspace of the account, as a login chose it (FACTS.md section 1.13). */
export interface ChosenWorkspace {
  /** What `X-Workspace-ID` says: a positive whole number. */
  readonly id: number;
  /** To be shown; one line of visible characters. */
  readonly name: string;
}

/** The part of a credential that is not secret; this is what `credentials.json` holds. */
export interface Credential {
  readonly id: string;
  /** Unique among all credentials, chosen by the person. */
  readonly name: string;
  readonly kind: CredentialKind;
  /** The only origin that this credential is ever sent to, such as `https://restlink23telecom.com`. */
  readonly origin: string;
  /** Prefix and last four characters: `sk_test_…c3d4`; for a JWT: `JWT`. */
  readonly keyHint: string;
  readonly store: CredentialStore;
  /** ISO 8601. */
  readonly created: string;
  /** For a JWT: `exp` of the token in Unix seconds, where it has one. */
  readonly expires?: number;
  /** For a JWT: the workspace its requests go to; none is the main one. Keys are bound to theirs (FACTS.md section 3). */
  readonly workspace?: ChosenWorkspace;
}

/** The secret part of a credential; lives in a keychain and in memory, nowhere else. */
export type Secret =
  | { readonly kind: 'apiKey'; readonly key: string }
  | { readonly kind: 'hmac'; readonly key: string; readonly secret: string }
  | { readonly kind: 'jwt'; readonly token: string };
