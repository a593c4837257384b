import {
  EventEmitter,
  l10n,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
} from 'vscode';
import { type Endpoint, endpoints, isSendable } from '../../catalog';
import { type EndpointGroup, groupEndpoints, shortPath } from './grouping';
import { pageUri } from './page';

/** A row of the view; commands get it as their argument. */
export type EndpointRow =
  | { readonly kind: 'group'; readonly group: EndpointGroup }
  | { readonly kind: 'endpoint'; readonly endpoint: Endpoint };

/** The view *Endpoints*: every endpoint of the API description under its group. */
export class EndpointsTree implements TreeDataProvider<EndpointRow> {
  private readonly changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private words = '';

  /** What the rows are narrowed down to; empty for all. */
  get filter(): string {
    return this.words;
  }

  set filter(words: string) {
    this.words = words.trim();
    this.changed.fire(undefined);
  }

  getChildren(row?: EndpointRow): EndpointRow[] {
    if (row?.kind === 'endpoint') return [];
    if (row) return row.group.endpoints.map((endpoint) => ({ kind: 'endpoint', endpoint }));
    return groupEndpoints(endpoints, this.words).map((group) => ({ kind: 'group', group }));
  }

  getTreeItem(row: EndpointRow): TreeItem {
    return row.kind === 'group' ? this.groupItem(row.group) : endpointItem(row.endpoint);
  }

  dispose(): void {
    this.changed.dispose();
  }

  private groupItem({ name }: EndpointGroup): TreeItem {
    const item = new TreeItem(l10n.t(name), TreeItemCollapsibleState.Expanded);
    // Another id while filtered, so that a match is not hidden in a group that was collapsed before.
    item.id = this.words === '' ? name : `${name}?${this.words}`;
    item.contextValue = 'group';
    return item;
  }
}

function endpointItem(endpoint: Endpoint): TreeItem {
  const { id, method, title, permission, deprecated } = endpoint;
  const facts = [shortPath(endpoint), permission ?? '', deprecated ? l10n.t('deprecated') : ''].filter(Boolean);
  const item = new TreeItem(title);
  item.id = id;
  item.description = facts.join(' · ');
  item.iconPath = methodIcon(method);
  item.contextValue = isSendable(endpoint) ? 'endpoint.sendable' : 'endpoint';
  item.tooltip = tooltip(endpoint);
  item.accessibilityInformation = { label: [`${method} ${title}`, ...facts].join(', ') };
  // VS Code opens it as it opens a file of the explorer: preview on a click, kept on a double click.
  item.command = { command: 'vscode.open', title: l10n.t('Open'), arguments: [pageUri(endpoint)] };
  return item;
}

/** Reading comes down, sending goes up, changing is a pencil. */
function methodIcon(method: string): ThemeIcon {
  switch (method) {
    case 'GET':
      return new ThemeIcon('arrow-down', new ThemeColor('charts.blue'));
    case 'POST':
      return new ThemeIcon('arrow-up', new ThemeColor('charts.green'));
    default:
      return new ThemeIcon('edit', new ThemeColor('charts.yellow'));
  }
}

function tooltip({ method, path, summary, permission }: Endpoint): MarkdownString {
  const text = new MarkdownString();
  text.appendMarkdown(`**${method}** \`${path}\`\n\n`).appendText(summary);
  if (permission) text.appendMarkdown('\n\n').appendText(l10n.t('Permission of the key: {0}', permission));
  return text;
}
