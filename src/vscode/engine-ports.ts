import { randomUUID } from 'node:crypto';
import { mkdtemp, open } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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
import { createTransport, Sender } from '../sending';
import { FileLedger, ServerClocks } from '../signing';

/** The engine as this window uses it: built once, handed to every part that needs it. */
export interface Engine {
  /** The per-user folder, shared with other windows and the command line. */
  readonly folder: string;
  readonly vault: CredentialVault;
  readonly keychain: Keychain;
  readonly clocks: ServerClocks;
  readonly sender: Sender;
  now(): number;
  dispose(): void;
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
  const agents = { 'http:': new http.Agent({ keepAlive: true }), 'https:': new https.Agent({ keepAlive: true }) };
  const clocks = new ServerClocks(now);
  const sender = new Sender({
    ledger: new FileLedger(join(folder, 'ledger'), now),
    clocks,
    userAgent: `restlink-sms/${version}`,
    delay: (ms, signal) => sleep(ms, undefined, { signal }),
    transport: createTransport({
      now,
      agent: ({ protocol }) => (protocol === 'https:' ? agents['https:'] : agents['http:']),
      openSpill: async () => {
        const path = join(await mkdtemp(join(tmpdir(), 'restlink-')), 'body');
        return { path, handle: await open(path, 'wx', 0o600) };
      },
    }),
  });
  return {
    folder,
    vault,
    keychain,
    clocks,
    sender,
    now,
    dispose: () => {
      keychain.dispose();
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}
