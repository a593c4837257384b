import { commands, type Disposable, type TreeView, window } from 'vscode';
import { setContext } from './context';
import type { CredentialsModel } from './credentials-model';
import { type CredentialRow, CredentialsTree } from './credentials-tree';
import { DisposableList } from './disposables';
import { Command, ContextKey, View } from './ids';

export interface CredentialsView extends Disposable {
  readonly view: TreeView<CredentialRow>;
}

/** Registers the view *Credentials* and keeps the context keys in step with the model. */
export function registerCredentialsView(model: CredentialsModel, now: () => Date): CredentialsView {
  const owned = new DisposableList();
  const tree = owned.add(new CredentialsTree(model, now));
  const view = owned.add(window.createTreeView(View.credentials, { treeDataProvider: tree }));
  owned.add(commands.registerCommand(Command.refreshCredentials, () => tree.refresh()));
  owned.add(model.onDidChange(() => void updateContext(model)));
  // A sandbox that was killed tells nobody; whoever comes back to the window should not find it running.
  owned.add(window.onDidChangeWindowState(({ focused }) => void (focused && model.list())));
  void updateContext(model);
  return { view, dispose: () => owned.dispose() };
}

async function updateContext(model: CredentialsModel): Promise<void> {
  await setContext(ContextKey.sandboxRunning, model.sandboxUrl() !== null);
  const entries = await model.list();
  await setContext(
    ContextKey.hasCredential,
    entries.some(({ credential }) => credential.store !== 'builtin'),
  );
}
