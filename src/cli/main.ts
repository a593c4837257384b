#!/usr/bin/env node
import { randomBytes, randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { version } from '../../package.json';
import {
  CredentialIndex,
  CredentialVault,
  createKeychain,
  keychainTimes,
  perUserFolder,
  runningSandbox,
  watchSandbox,
} from '../credentials';
import { createLocalSender } from '../engine';
import { sentence } from '../messages';
import { credentialSentence } from './commands/credentials';
import type { CliContext } from './context';
import { CommandError, EXIT } from './exit';
import { runProgram } from './program';
import { EnvironmentProxies } from './proxies';
import { processTerminal } from './terminal';
import { visible } from './visible';

/** Ends by itself when nothing is under way, so a command may simply return. */
const controller = new AbortController();
// As many listen as requests are on their way; Node would call more than ten a leak.
setMaxListeners(0, controller.signal);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => controller.abort());
}

const disposables: Array<() => void> = [];

function createContext(color: boolean): CliContext {
  const { env } = process;
  const terminal = processTerminal(color, controller.signal);
  const folder = perUserFolder(env, process.platform, homedir());
  const now = Date.now;
  const keychain = createKeychain({
    ...keychainTimes(terminal.interactive),
    helperPath: join(__dirname, 'keychain.js'),
    env,
    onWaiting: () => terminal.message('Your keychain may be asking for its password.'),
  });
  const proxies = new EnvironmentProxies(env);
  const local = createLocalSender(folder, version, undefined, (url, own) => proxies.agent(url) ?? own);
  // A question of the keychain that nobody answers must not outlast Ctrl+C.
  controller.signal.addEventListener('abort', () => keychain.dispose());
  disposables.push(
    () => keychain.dispose(),
    () => local.dispose(),
    () => proxies.dispose(),
  );
  return {
    terminal,
    env,
    cwd: process.cwd(),
    version,
    folder,
    now,
    randomBytes,
    stopped: controller.signal,
    vault: (environment) =>
      new CredentialVault({
        index: new CredentialIndex(folder, now),
        stores: { osKeychain: keychain },
        sandbox: { running: () => runningSandbox(folder), watch: (listener) => watchSandbox(folder, listener) },
        environment,
        now,
        newId: randomUUID,
      }),
    sender: local.sender,
  };
}

async function main(): Promise<number> {
  try {
    return await runProgram(process.argv.slice(2), version, createContext);
  } catch (error) {
    if (controller.signal.aborted) {
      process.stderr.write(`${sentence({ code: 'sending.abortedUnsent' })}\n`);
      return EXIT.notCompleted;
    }
    if (error instanceof CommandError) {
      process.stderr.write(`${visible(error.message)}\n`);
      return error.exitCode;
    }
    const known = credentialSentence(error);
    if (known !== undefined) {
      process.stderr.write(`${visible(known)}\n`);
      return EXIT.usage;
    }
    // No stack for the person; what it is has to be said all the same.
    const what = error instanceof Error ? error.message : String(error);
    process.stderr.write(`Something went wrong inside restlink: ${visible(what)}\n`);
    return EXIT.notCompleted;
  } finally {
    for (const dispose of disposables) dispose();
  }
}

// A reader that closes early (such as `head`) is no failure of ours.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.done);
  });
}

main().then((code) => {
  process.exitCode = code;
});
