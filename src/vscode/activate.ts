import { commands, type Disposable, type ExtensionContext, workspace } from 'vscode';
import { registerCredentialCommands, tellKeychainWaiting, WindowCredentials } from './credentials';
import { registerCredentialsView } from './credentials-view';
import { DisposableList } from './disposables';
import { registerDoctor } from './doctor';
import { DocumentStore } from './documents';
import { registerEndpoints } from './endpoints';
import { createEngine } from './engine-ports';
import { registerEnvironmentPicker } from './environments';
import { registerExplaining } from './explain';
import { Command } from './ids';
import { registerLanguage } from './language';
import { createLog } from './log';
import type { Parts } from './parts';
import { openSample } from './sample';
import { registerSandbox } from './sandbox';
import { registerSending } from './send';
import { VariableSources } from './send/sources';
import { StatusBar } from './status-bar';

/** The parts at work. */
export interface Running extends Disposable {
  /** Ends what takes time to end, and waits for it; to be called before `dispose`. */
  end(): Promise<void>;
}

/** Builds the engine and the parts and connects them; whoever called ends and disposes of what is returned. */
export function start(context: ExtensionContext): Running {
  const owned = new DisposableList();
  const engine = owned.add(createEngine(context, tellKeychainWaiting));
  const model = owned.add(new WindowCredentials(engine.vault, context.workspaceState, () => workspace.isTrusted));
  const log = owned.add(createLog());
  const sandbox = owned.add(registerSandbox(engine, model, log));
  const parts: Parts = {
    context,
    engine,
    credentials: model,
    log,
    trySandbox: sandbox.tryIt,
    now: () => new Date(engine.now()),
  };
  owned.add(registerCredentialCommands(parts));
  const credentials = owned.add(registerCredentialsView(model, parts.now));
  const documents = owned.add(new DocumentStore());
  const sources = owned.add(new VariableSources(documents, parts.now));
  owned.add(registerEnvironmentPicker(sources));
  const sending = owned.add(registerSending(parts, documents, sources));
  owned.add(registerDoctor({ ...parts, ...sending, sources }));
  owned.add(registerExplaining({ ...parts, ...sending, documents, sources }));
  owned.add(registerLanguage(parts, documents, sources));
  const endpoints = owned.add(registerEndpoints());
  const statusBar = owned.add(new StatusBar(model, sources, engine.clocks, sending.runs.onDidChange, parts.now));
  const views = [credentials.view, endpoints.view];
  const tell = () => statusBar.setViewsOpen(views.some((view) => view.visible));
  for (const view of views) owned.add(view.onDidChangeVisibility(tell));
  tell();
  owned.add(commands.registerCommand(Command.openSample, () => openSample(context)));
  return { end: sandbox.end, dispose: () => owned.dispose() };
}
