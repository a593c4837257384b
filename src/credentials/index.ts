export type { Credential, CredentialKind, CredentialStore, Secret } from './model';
