export { SANDBOX_ID } from './choose-active';
export { tellKeychainWaiting } from './keychain-waiting';
export { WindowCredentials } from './window-credentials';
