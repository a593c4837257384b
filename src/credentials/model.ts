/** How a credential authenticates (FACTS.md section 3). */
export type CredentialKind = 'apiKey' | 'hmac' | 'jwt';

/** Where the secret part of a credential is kept; `builtin` is the sandbox, `environment` the RESTLINK_* variables. */
export type CredentialStore = 'osKeychain' | 'secretStorage' | 'session' | 'builtin' | 'environment';

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
}

/** The secret part of a credential; lives in a keychain and in memory, nowhere else. */
export type Secret =
  | { readonly kind: 'apiKey'; readonly key: string }
  | { readonly kind: 'hmac'; readonly key: string; readonly secret: string }
  | { readonly kind: 'jwt'; readonly token: string };
