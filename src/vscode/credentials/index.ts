export { SANDBOX_ID } from './choose-active';
export { registerCredentialCommands } from './commands';
export { tellKeychainWaiting } from './keychain-waiting';
export { WindowCredentials } from './window-credentials';
