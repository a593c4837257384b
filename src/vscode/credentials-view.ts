import { commands, type Disposable, type TreeView, window } from 'vscode';
import { setContext } from './context';
import type { WindowCredentials } from './credentials/window-credentials';
import type { CredentialsModel } from './credentials-model';
import { type CredentialRow, CredentialsTree } from './credentials-tree';
import { DisposableList } from './disposables';
import { Command, ContextKey, View } from './ids';
import { whileVisible } from './while-visible';
import { say } from './words';

/** Expiry times are shown in minutes. */
const MINUTE_MS = 60_000;

export interface CredentialsView extends Disposable {
  readonly view: TreeView<CredentialRow>;
}

/** Registers the view *Credentials* and keeps the context keys in step with the model. */
export function registerCredentialsView(model: WindowCredentials, now: () => Date): CredentialsView {
  const owned = new DisposableList();
  const tree = owned.add(new CredentialsTree(model, now));
  const view = owned.add(window.createTreeView(View.credentials, { treeDataProvider: tree }));
  owned.add(commands.registerCommand(Command.refreshCredentials, () => tree.refresh()));
  owned.add(whileVisible(view, MINUTE_MS, () => tree.refreshTimes()));
  const tellProblem = () => {
    const problem = model.problem();
    // Where the list is damaged, an empty view would say that there is nothing.
    view.message = problem ? say(problem) : '';
  };
  owned.add(model.onDidChange(tellProblem));
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
