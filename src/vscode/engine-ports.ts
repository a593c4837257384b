import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import type { ExtensionContext } from 'vscode';
import {
  CredentialIndex,
  CredentialVault,
  createKeychain,
  type Keychain,
  keychainTimes,
  perUserFolder,
  runningSandbox,
  SecretStorageStore,
  SessionStore,
  watchSandbox,
} from '../credentials';
import { createLocalSender, type LocalSender } from '../engine';

/** The engine as this window uses it: built once, handed to every part that needs it. */
export interface Engine extends LocalSender {
  /** The per-user folder, shared with other windows and the command line. */
  readonly folder: string;
  readonly vault: CredentialVault;
  readonly keychain: Keychain;
  now(): number;
}

/**
 * Builds the engine; nothing is read and no process started before it is needed.
 * @param onKeychainWaiting see `KeychainOptions.onWaiting`
 */
export function createEngine(
  context: ExtensionContext,
  onKeychainWaiting: (cancel: () => void, over: Promise<void>) => void,
): Engine {
  const { env } = process;
  const now = Date.now;
  const folder = perUserFolder(env, process.platform, homedir());
  const version = String(context.extension.packageJSON.version);
  const keychain = createKeychain({
    ...keychainTimes(true),
    helperPath: context.asAbsolutePath('dist/keychain.js'),
    env,
    onWaiting: onKeychainWaiting,
  });
  const vault = new CredentialVault({
    index: new CredentialIndex(folder, now),
    stores: {
      osKeychain: keychain,
      secretStorage: new SecretStorageStore(context.secrets),
      session: new SessionStore(),
    },
    sandbox: { running: () => runningSandbox(folder), watch: (listener) => watchSandbox(folder, listener) },
    environment: null,
    now,
    newId: randomUUID,
  });
  // With an agent of ours the editor would not use its proxy (`http.proxySupport: on`).
  const local = createLocalSender(folder, version, undefined, () => undefined);
  return {
    folder,
    vault,
    keychain,
    now,
    ...local,
    dispose: () => {
      keychain.dispose();
      local.dispose();
    },
  };
}
