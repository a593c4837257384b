export { tellKeychainWaiting } from './keychain-waiting';
export { WindowCredentials } from './window-credentials';
