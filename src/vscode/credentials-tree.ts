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
import { expiryState } from '../credentials';
import { describeCredential, kindWords, storeWords, workspaceWords } from './credential-words';
import type { CredentialEntry, CredentialsModel } from './credentials-model';
import { DisposableList } from './disposables';

/** Name of the built-in credential that stands for the whole sandbox. */
const SANDBOX = 'sandbox';

/** A row of the view; commands get it as their argument. */
export type CredentialRow =
  | { readonly kind: 'credential'; readonly entry: CredentialEntry }
  | SandboxRow
  | { readonly kind: 'stoppedSandbox' };

interface SandboxRow {
  readonly kind: 'sandbox';
  readonly url: string;
  readonly entry: CredentialEntry;
  readonly others: CredentialEntry[];
}

/** The view *Credentials*: the person's own, then the sandbox with its demo credentials below it. */
export class CredentialsTree implements TreeDataProvider<CredentialRow> {
  private readonly owned = new DisposableList();
  private readonly changed = this.owned.add(new EventEmitter<undefined>());
  readonly onDidChangeTreeData: Event<undefined> = this.changed.event;
  private showsTimes = false;

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

  /** Shows times anew, if any are shown. */
  refreshTimes(): void {
    if (this.showsTimes) this.refresh();
  }

  async getChildren(row?: CredentialRow): Promise<CredentialRow[]> {
    if (row?.kind === 'sandbox') return row.others.map((entry) => ({ kind: 'credential', entry }));
    if (row) return [];
    const entries = await this.model.list();
    this.showsTimes = entries.some(({ credential }) => credential.expires !== undefined);
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
    return row.kind === 'sandbox' ? sandboxItem(row, this.now()) : this.credentialItem(row.entry);
  }

  dispose(): void {
    this.owned.dispose();
  }

  private sandboxRow(entries: readonly CredentialEntry[]): SandboxRow | null {
    const url = this.model.sandboxUrl();
    const builtin = entries.filter(({ credential }) => credential.store === 'builtin');
    const entry = builtin.find(({ credential }) => credential.name === SANDBOX);
    if (url === null || !entry) return null;
    return { kind: 'sandbox', url, entry, others: builtin.filter((other) => other !== entry) };
  }

  private credentialItem(entry: CredentialEntry): TreeItem {
    const { credential, active, trouble } = entry;
    const now = this.now();
    const item = new TreeItem(credential.name);
    item.id = credential.id;
    const description = describeCredential(entry, now);
    const warns = trouble !== null || expiryState(credential, now.getTime()) === 'expired';
    item.iconPath = warns ? new ThemeIcon('warning', new ThemeColor('list.warningForeground')) : activeIcon(active);
    // The warning stands where the dot of the active one would.
    item.description = warns && active ? l10n.t('{0} · active', description) : description;
    const { kind, store } = credential;
    const place = store === 'builtin' ? 'sandbox.demo' : `credential.${kind}.${store}`;
    item.contextValue = `${place}.${active ? 'active' : 'idle'}`;
    item.tooltip = tooltip(entry, now);
    item.accessibilityInformation = { label: accessibleLabel(entry, description) };
    return item;
  }
}

function sandboxItem({ url, entry, others }: SandboxRow, now: Date): TreeItem {
  const item = new TreeItem(SANDBOX, others.length > 0 ? TreeItemCollapsibleState.Collapsed : undefined);
  item.id = entry.credential.id;
  item.description = l10n.t('running on {0}', url.replace(/^https?:\/\//, ''));
  item.iconPath = activeIcon(entry.active);
  item.contextValue = `sandbox.running.${entry.active ? 'active' : 'idle'}`;
  item.tooltip = tooltip(entry, now);
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

function tooltip(entry: CredentialEntry, now: Date): MarkdownString {
  const { credential, active, trouble } = entry;
  const rows: Array<[string, string]> = [[l10n.t('Authentication'), kindWords(entry)]];
  if (credential.kind === 'jwt') rows.push([l10n.t('Workspace'), workspaceWords(credential)]);
  else rows.push([l10n.t('Key'), credential.keyHint]);
  if (credential.expires !== undefined) {
    const ends = new Date(credential.expires * 1000).toLocaleString();
    rows.push(
      expiryState(credential, now.getTime()) === 'expired' ? [l10n.t('Expired'), ends] : [l10n.t('Expires'), ends],
    );
  }
  rows.push([l10n.t('Kept in'), storeWords(entry)]);
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
