import { l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import { type Endpoint, endpoints } from '../../catalog';
import { groupEndpoints, shortPath } from './grouping';
import { endpointOfPage } from './page';
import type { EndpointRow } from './tree';

/**
 * The endpoint that a command is about: the row it was called on, else the page in front, else the one that the
 * person picks.
 * @param argument what VS Code hands to the command: a row of the tree, the address of a page, or nothing
 * @param accepts which endpoints are offered
 */
export async function chooseEndpoint(
  argument: unknown,
  title: string,
  accepts: (endpoint: Endpoint) => boolean = () => true,
): Promise<Endpoint | undefined> {
  if (isEndpointRow(argument)) return argument.endpoint;
  const document = window.activeTextEditor?.document;
  const shown = document && endpointOfPage(document.uri);
  if (shown && accepts(shown)) return shown;
  const chosen = await window.showQuickPick(choices(accepts), {
    title,
    placeHolder: l10n.t('Endpoint, path or permission'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.endpoint;
}

function choices(accepts: (endpoint: Endpoint) => boolean): Array<QuickPickItem & { readonly endpoint?: Endpoint }> {
  return groupEndpoints(endpoints.filter(accepts), '').flatMap((group) => [
    { label: l10n.t(group.name), kind: QuickPickItemKind.Separator },
    ...group.endpoints.map((endpoint) => ({
      label: endpoint.title,
      description: `${endpoint.method} ${shortPath(endpoint)}`,
      detail: endpoint.summary,
      endpoint,
    })),
  ]);
}

function isEndpointRow(value: unknown): value is Extract<EndpointRow, { kind: 'endpoint' }> {
  return typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'endpoint';
}
