import { commands, type ExtensionContext } from 'vscode';
import type { CredentialsModel } from './credentials-model';
import { registerCredentialsView } from './credentials-view';
import { DisposableList } from './disposables';
import { registerEndpoints } from './endpoints';
import { Command } from './ids';
import { openSample } from './sample';
import { StatusBar } from './status-bar';

/** What the editor's parts are built from; everything that reaches outside comes in here. */
export interface Ports {
  readonly credentials: CredentialsModel;
  readonly now: () => Date;
}

/** Builds the parts and connects them; whoever called disposes of the list. */
export function start(context: ExtensionContext, ports: Ports): DisposableList {
  const owned = new DisposableList();
  const credentials = owned.add(registerCredentialsView(ports.credentials, ports.now));
  const endpoints = owned.add(registerEndpoints());
  const statusBar = owned.add(new StatusBar(ports.credentials, ports.now));
  const views = [credentials.view, endpoints.view];
  const tell = () => statusBar.setViewsOpen(views.some((view) => view.visible));
  for (const view of views) owned.add(view.onDidChangeVisibility(tell));
  tell();
  owned.add(commands.registerCommand(Command.openSample, () => openSample(context)));
  return owned;
}
