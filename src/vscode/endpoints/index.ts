import { commands, type Disposable, env, l10n, type TreeView, Uri, window, workspace } from 'vscode';
import { isSendable } from '../../catalog';
import { setContext } from '../context';
import { DisposableList } from '../disposables';
import { Command, ContextKey, Scheme, View } from '../ids';
import { insertEndpoint } from './insert';
import { LastHttpEditor } from './last-http-editor';
import { pageProvider, pageUri } from './page';
import { chooseEndpoint } from './pick';
import { type EndpointRow, EndpointsTree } from './tree';

export interface EndpointsView extends Disposable {
  readonly view: TreeView<EndpointRow>;
}

/** Registers the view *Endpoints*, the endpoints' pages and the commands on them. */
export function registerEndpoints(): EndpointsView {
  const owned = new DisposableList();
  const tree = owned.add(new EndpointsTree());
  const view = owned.add(window.createTreeView(View.endpoints, { treeDataProvider: tree, showCollapseAll: true }));
  owned.add(workspace.registerTextDocumentContentProvider(Scheme.endpoint, pageProvider));
  const files = owned.add(new LastHttpEditor());
  owned.add(commands.registerCommand(Command.insertRequest, (argument) => insertRequest(argument, files)));
  owned.add(commands.registerCommand(Command.sendEndpoint, sendEndpoint));
  owned.add(commands.registerCommand(Command.openDocumentation, openDocumentation));
  owned.add(commands.registerCommand(Command.filterEndpoints, () => askFilter(tree, view)));
  owned.add(commands.registerCommand(Command.clearEndpointFilter, () => applyFilter(tree, view, '')));
  return { view, dispose: () => owned.dispose() };
}

async function insertRequest(argument: unknown, files: LastHttpEditor): Promise<void> {
  const endpoint = await chooseEndpoint(argument, l10n.t('Insert Request'));
  if (endpoint) await insertEndpoint(endpoint, files);
}

/** Sends the request of the endpoint's page as it stands; the page is opened, so that it is seen what was sent. */
async function sendEndpoint(argument: unknown): Promise<void> {
  const endpoint = await chooseEndpoint(argument, l10n.t('Send Now'), isSendable);
  if (!endpoint) return;
  const document = await workspace.openTextDocument(pageUri(endpoint));
  await window.showTextDocument(document, { preview: true });
  const { requestLineOf } = await import('../../language');
  await commands.executeCommand(Command.send, document.uri, requestLineOf(document.getText().replaceAll('\r\n', '\n')));
}

async function openDocumentation(argument: unknown): Promise<void> {
  const endpoint = await chooseEndpoint(argument, l10n.t('Open Documentation'));
  if (endpoint) await env.openExternal(Uri.parse(endpoint.docs));
}

async function askFilter(tree: EndpointsTree, view: TreeView<EndpointRow>): Promise<void> {
  const words = await window.showInputBox({
    title: l10n.t('Filter Endpoints'),
    placeHolder: l10n.t('Words of a title, path, method or permission; empty shows all'),
    value: tree.filter,
  });
  if (words !== undefined) await applyFilter(tree, view, words);
}

async function applyFilter(tree: EndpointsTree, view: TreeView<EndpointRow>, words: string): Promise<void> {
  tree.filter = words;
  const matches = tree.getChildren().length > 0;
  if (tree.filter === '') view.message = '';
  else if (matches) view.message = l10n.t('Only endpoints with "{0}"', tree.filter);
  else view.message = l10n.t('No endpoint has "{0}".', tree.filter);
  await setContext(ContextKey.endpointsFiltered, tree.filter !== '');
}
