export {
  type EnvironmentCredential,
  environmentCredential,
  environmentOrigin,
  environmentSecrets,
} from './environment';
export { expiryState } from './expiry';
export { perUserFolder } from './files/folder';
export type { IndexContent } from './index-document';
export { type CredentialChange, CredentialIndex } from './index-file';
export { checkSecret, isLive, keyHint, looksLive, tokenExpiry } from './key';
export { createKeychain, type Keychain, type KeychainOptions, keychainTimes } from './keychain/client';
export {
  encodedForms,
  findSecretLeak,
  type KnownSecret,
  type OutgoingPart,
  type SecretLeak,
  secretValues,
} from './leak';
export type { ChosenWorkspace, Credential, CredentialKind, CredentialStore, Secret } from './model';
export { checkName, isSandboxName, sameName } from './names';
export { DEFAULT_ORIGIN, isLoopback, mayReceive, parseOrigin, type Refusal, whyRefused } from './origin';
export { type AcceptedAuth, type Pick, type PickAction, type PickInput, pickCredential } from './pick';
export { CredentialError, type Result, type Subscription } from './result';
export { isPublicSecret, type SandboxCredential, sandboxCredentials, sandboxSecret } from './sandbox';
export {
  announceSandbox,
  type RunningSandbox,
  runningSandbox,
  watchSandbox,
  withdrawSandbox,
} from './sandbox-registry';
export { type SecretStoragePort, SecretStorageStore } from './stores/secret-storage';
export { KeychainError, type KeychainState, type SecretStore, type WritableStore } from './stores/secret-store';
export { SessionStore } from './stores/session-store';
export { CredentialVault } from './vault';
export type { NewCredential, VaultContent, VaultPorts } from './vault-ports';
