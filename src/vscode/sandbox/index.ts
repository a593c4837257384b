import { commands, type Disposable, type LogOutputChannel, l10n, ProgressLocation, window } from 'vscode';
import { runningSandbox } from '../../credentials';
import { SANDBOX_ID, type WindowCredentials } from '../credentials';
import { DisposableList } from '../disposables';
import type { Engine } from '../engine-ports';
import { Command } from '../ids';
import { setting } from '../settings';
import { say } from '../words';
import { LocalSandbox, type StartResult } from './local-sandbox';

/** What the sandbox is to the rest of the editor. */
export interface SandboxPart extends Disposable {
  /**
   * *Try the Sandbox*: starts one unless one runs, and makes its credential the active one.
   * @returns false when none could be started, which has been said by then
   */
  tryIt(): Promise<boolean>;
  /** Stops what this window serves, and waits for it. */
  end(): Promise<void>;
}

/** Registers *Start Sandbox* and *Stop Sandbox*. */
export function registerSandbox(engine: Engine, credentials: WindowCredentials, log: LogOutputChannel): SandboxPart {
  const { folder, now } = engine;
  const local = new LocalSandbox(folder, now, ({ method, path, status, errorCode, ms }) => {
    const outcome = status === null ? 'no answer' : `${status}${errorCode ? ` ${errorCode}` : ''}`;
    log.info(`sandbox: ${method} ${path} ${outcome} ${Math.round(ms)} ms`);
  });
  const owned = new DisposableList();

  /** @returns where a sandbox listens, or null after the person was told why none does */
  const running = async (): Promise<{ readonly url: string; readonly isNew: boolean } | null> => {
    const known = await runningSandbox(folder);
    if (known) return { url: known.url, isNew: false };
    const result = await startAnywhere(local, folder);
    if (!result) return null;
    log.info(`The sandbox listens on ${result.url}.`);
    return { ...result, isNew: true };
  };

  const start = async () => {
    const found = await running();
    if (!found) return;
    await credentials.list(); // its credentials are there by now, whatever the watcher says
    tellStarted(found.url, found.isNew, credentials);
  };

  const tryIt = async () => {
    const found = await running();
    if (found) await credentials.use(SANDBOX_ID);
    return found !== null;
  };

  const stop = async () => {
    if (local.isRunning()) {
      await local.stop();
      await credentials.list();
      log.info('The sandbox was stopped.');
      return;
    }
    const foreign = await runningSandbox(folder);
    await credentials.list();
    if (foreign) tellForeign(foreign.port, foreign.pid);
  };

  owned.add(commands.registerCommand(Command.startSandbox, start));
  owned.add(commands.registerCommand(Command.stopSandbox, stop));
  const end = () => local.end();
  owned.add({ dispose: () => void end() });
  return { tryIt, end, dispose: () => owned.dispose() };
}

/** Starts it on the port of the settings, or, when that is taken and the person agrees, on any that is free. */
async function startAnywhere(local: LocalSandbox, folder: string): Promise<{ readonly url: string } | null> {
  const first = await startOn(local, setting('sandboxPort'));
  if (first.ok) return first;
  const { code } = first.problem;
  if (code !== 'sandbox.portTaken' && code !== 'sandbox.portForbidden') {
    void window.showErrorMessage(say(first.problem));
    return null;
  }
  // Another window may have been faster: then its sandbox is the one to use.
  const other = await runningSandbox(folder);
  if (other) return other;
  const useFree = l10n.t('Use a Free Port');
  if ((await window.showWarningMessage(say(first.problem), useFree)) !== useFree) return null;
  const second = await startOn(local, 0);
  if (second.ok) return second;
  void window.showErrorMessage(say(second.problem));
  return null;
}

function startOn(local: LocalSandbox, port: number): Thenable<StartResult> {
  const options = { location: ProgressLocation.Window, title: l10n.t('Starting the sandbox…') };
  return window.withProgress(options, () => local.start(port));
}

function tellStarted(url: string, isNew: boolean, credentials: WindowCredentials): void {
  const place = url.slice('http://'.length);
  const runs = isNew ? l10n.t('The sandbox runs on {0}.', place) : l10n.t('A sandbox runs already, on {0}.', place);
  const isActive = credentials.active()?.credential.id === SANDBOX_ID;
  const useIt = l10n.t('Use the Sandbox');
  const openSample = l10n.t('Open Sample');
  const text = isActive ? l10n.t('{0} Its credential signs the requests of this window.', runs) : runs;
  void window.showInformationMessage(text, ...(isActive ? [] : [useIt]), openSample).then(async (chosen) => {
    if (chosen === useIt) await credentials.use(SANDBOX_ID);
    if (chosen === openSample) await commands.executeCommand(Command.openSample);
  });
}

function tellForeign(port: number, pid: number): void {
  void window.showInformationMessage(
    l10n.t(
      'The sandbox on 127.0.0.1:{0} was started elsewhere: by another window, by npm start, or by the command line (process {1}). Stop it there.',
      port,
      pid,
    ),
  );
}
