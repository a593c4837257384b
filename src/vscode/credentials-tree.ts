import {
  type Event,
  EventEmitter,
  l10n,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
} from 'vscode';
import { describeCredential, kindWords, storeWords } from './credential-words';
import type { CredentialEntry, CredentialsModel } from './credentials-model';
import { DisposableList } from './disposables';

/** Name of the built-in credential that stands for the whole sandbox. */
const SANDBOX = 'sandbox';

/** A row of the view; commands get it as their argument. */
export type CredentialRow =
  | { readonly kind: 'credential'; readonly entry: CredentialEntry }
  | {
      readonly kind: 'sandbox';
      readonly url: string;
      readonly entry: CredentialEntry;
      readonly others: CredentialEntry[];
    }
  | { readonly kind: 'stoppedSandbox' };

/** The view *Credentials*: the person's own, then the sandbox with its demo credentials below it. */
export class CredentialsTree implements TreeDataProvider<CredentialRow> {
  private readonly owned = new DisposableList();
  private readonly changed = this.owned.add(new EventEmitter<undefined>());
  readonly onDidChangeTreeData: Event<undefined> = this.changed.event;

  constructor(
    private readonly model: CredentialsModel,
    private readonly now: () => Date,
  ) {
    this.owned.add(model.onDidChange(() => this.refresh()));
  }

  /** Reads the model again; expiry times move without a change of the model. */
  refresh(): void {
    this.changed.fire(undefined);
  }

  async getChildren(row?: CredentialRow): Promise<CredentialRow[]> {
    if (row?.kind === 'sandbox') return row.others.map((entry) => ({ kind: 'credential', entry }));
    if (row) return [];
    const entries = await this.model.list();
    const own = entries.filter(({ credential }) => credential.store !== 'builtin');
    const rows: CredentialRow[] = own.map((entry) => ({ kind: 'credential', entry }));
    const sandbox = this.sandboxRow(entries);
    if (sandbox) rows.push(sandbox);
    // With nothing at all to show the view stays empty, so that VS Code shows what to do next (viewsWelcome).
    else if (rows.length > 0) rows.push({ kind: 'stoppedSandbox' });
    return rows;
  }

  getTreeItem(row: CredentialRow): TreeItem {
    if (row.kind === 'stoppedSandbox') return stoppedItem();
    return row.kind === 'sandbox' ? sandboxItem(row.url, row.entry, row.others) : this.credentialItem(row.entry);
  }

  dispose(): void {
    this.owned.dispose();
  }

  private sandboxRow(entries: readonly CredentialEntry[]): CredentialRow | null {
    const url = this.model.sandboxUrl();
    const builtin = entries.filter(({ credential }) => credential.store === 'builtin');
    const entry = builtin.find(({ credential }) => credential.name === SANDBOX);
    if (url === null || !entry) return null;
    return { kind: 'sandbox', url, entry, others: builtin.filter((other) => other !== entry) };
  }

  private credentialItem(entry: CredentialEntry): TreeItem {
    const { credential, active, trouble } = entry;
    const item = new TreeItem(credential.name);
    item.id = credential.id;
    item.description = describeCredential(entry, this.now());
    item.iconPath =
      trouble === null ? activeIcon(active) : new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
    const place = credential.store === 'builtin' ? 'sandbox.demo' : `credential.${credential.kind}`;
    item.contextValue = `${place}.${active ? 'active' : 'idle'}`;
    item.tooltip = tooltip(entry);
    item.accessibilityInformation = { label: accessibleLabel(entry, String(item.description)) };
    return item;
  }
}

function sandboxItem(url: string, entry: CredentialEntry, others: readonly CredentialEntry[]): TreeItem {
  const item = new TreeItem(SANDBOX, others.length > 0 ? TreeItemCollapsibleState.Collapsed : undefined);
  item.id = entry.credential.id;
  item.description = l10n.t('running on {0}', url.replace(/^https?:\/\//, ''));
  item.iconPath = activeIcon(entry.active);
  item.contextValue = `sandbox.running.${entry.active ? 'active' : 'idle'}`;
  item.tooltip = tooltip(entry);
  item.accessibilityInformation = { label: accessibleLabel(entry, item.description) };
  return item;
}

function stoppedItem(): TreeItem {
  const item = new TreeItem(SANDBOX);
  item.id = SANDBOX;
  item.description = l10n.t('not running');
  item.iconPath = new ThemeIcon('debug-disconnect');
  item.contextValue = 'sandbox.stopped';
  item.tooltip = l10n.t('A copy of the service on this machine, with credentials of its own.');
  return item;
}

/** ● for the active one, ○ for the others; the label for screen readers says the same. */
function activeIcon(active: boolean): ThemeIcon {
  return active ? new ThemeIcon('circle-filled', new ThemeColor('charts.green')) : new ThemeIcon('circle-outline');
}

function accessibleLabel({ credential, active }: CredentialEntry, description: string): string {
  const state = active ? l10n.t('active') : l10n.t('not active');
  return `${credential.name}, ${state}, ${description.replaceAll(' · ', ', ')}`;
}

function tooltip(entry: CredentialEntry): MarkdownString {
  const { credential, active, trouble } = entry;
  const rows: Array<[string, string]> = [
    [l10n.t('Authentication'), kindWords(entry)],
    [l10n.t('Key'), credential.keyHint],
    [l10n.t('Kept in'), storeWords(entry)],
  ];
  const text = new MarkdownString();
  text.appendText(active ? l10n.t('{0} (active)', credential.name) : credential.name);
  // appendText escapes: names are free text and must not become links.
  for (const [label, value] of rows) text.appendMarkdown('  \n').appendText(`${label}: ${value}`);
  // As code, or it would become a link; an origin holds no backtick.
  text
    .appendMarkdown('  \n')
    .appendText(`${l10n.t('Sent only to')}: `)
    .appendMarkdown(`\`${credential.origin}\``);
  if (trouble !== null) text.appendMarkdown('\n\n').appendText(trouble);
  return text;
}
