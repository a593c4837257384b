import {
  commands,
  type Event,
  l10n,
  MarkdownString,
  type QuickPickItem,
  QuickPickItemKind,
  StatusBarAlignment,
  type StatusBarItem,
  window,
} from 'vscode';
import { durationOf, momentOf } from '../engine';
import type { ServerClocks } from '../signing';
import { describeCredential } from './credential-words';
import type { CredentialEntry, CredentialsModel } from './credentials-model';
import { DisposableList } from './disposables';
import { Command, type CommandId, InternalCommand, LanguageId } from './ids';
import type { VariableSources } from './send/sources';
import { plain } from './words';

/** Beside the language and the encoding of the file. */
const PRIORITY = 90;

/**
 * The one status item: the active credential and whether it is live. Shown while an `.http` file is in front or one of
 * our views is open (screens.md, "Status bar").
 */
export class StatusBar {
  private readonly owned = new DisposableList();
  private readonly item: StatusBarItem;
  private viewsOpen = false;

  constructor(
    private readonly model: CredentialsModel,
    private readonly environments: Pick<VariableSources, 'selected' | 'onDidChange'>,
    private readonly clocks: Pick<ServerClocks, 'isKnown' | 'offsetSeconds' | 'serverSeconds'>,
    /** After answers, which tell the time of their server. */
    onDidAnswer: Event<unknown>,
    private readonly now: () => Date,
  ) {
    this.item = this.owned.add(window.createStatusBarItem('restlink.credential', StatusBarAlignment.Right, PRIORITY));
    this.item.name = l10n.t('Restlink Credential');
    this.item.command = InternalCommand.statusMenu;
    this.owned.add(commands.registerCommand(InternalCommand.statusMenu, () => this.openMenu()));
    this.owned.add(model.onDidChange(() => this.update()));
    this.owned.add(environments.onDidChange(() => this.update()));
    this.owned.add(onDidAnswer(() => this.update()));
    this.owned.add(window.onDidChangeActiveTextEditor(() => this.update()));
    this.update();
  }

  /** Tells whether one of our views is open. */
  setViewsOpen(open: boolean): void {
    this.viewsOpen = open;
    this.update();
  }

  dispose(): void {
    this.owned.dispose();
  }

  private update(): void {
    const language = window.activeTextEditor?.document.languageId;
    if (!this.viewsOpen && language !== LanguageId.http && language !== LanguageId.answer) {
      this.item.hide();
      return;
    }
    const active = this.model.active();
    const environment = this.environments.selected();
    const credential = statusText(active);
    this.item.text = environment === null ? credential : `${credential} · ${plain(environment)}`;
    this.item.tooltip = this.tooltip(active, environment);
    const spoken = active
      ? l10n.t('Restlink credential {0}, {1}', active.credential.name, describeCredential(active, this.now()))
      : l10n.t('Restlink: no credential is active');
    this.item.accessibilityInformation = {
      label: environment === null ? spoken : `${spoken}, ${l10n.t('environment {0}', environment)}`,
    };
    this.item.show();
  }

  private tooltip(active: CredentialEntry | null, environment: string | null): MarkdownString {
    const text = new MarkdownString(undefined, true);
    text.isTrusted = {
      enabledCommands: [Command.switchCredential, Command.switchEnvironment, Command.startSandbox, Command.stopSandbox],
    };
    if (active) {
      text.appendText(`${active.credential.name} · ${describeCredential(active, this.now())}`);
      text
        .appendMarkdown('  \n')
        .appendText(`${l10n.t('Sent only to')}: `)
        .appendMarkdown(`\`${active.credential.origin}\``);
      const clock = this.clock(active);
      if (clock !== null) text.appendMarkdown('  \n').appendText(clock);
    } else {
      text.appendText(l10n.t('No credential is active: requests to the service cannot be signed.'));
    }
    text
      .appendMarkdown('\n\n')
      .appendText(environment === null ? l10n.t('No environment') : l10n.t('Environment: {0}', environment));
    const url = this.model.sandboxUrl();
    text
      .appendMarkdown('\n\n')
      .appendText(l10n.t('Sandbox: {0}', url?.slice('http://'.length) ?? l10n.t('not running')));
    const sandbox = url === null ? [Command.startSandbox, l10n.t('Start')] : [Command.stopSandbox, l10n.t('Stop')];
    text.appendMarkdown(` — [${sandbox[1]}](command:${sandbox[0]})`);
    text.appendMarkdown(`\n\n[${l10n.t('Switch Credential')}](command:${Command.switchCredential})`);
    text.appendMarkdown(` · [${l10n.t('Switch Environment')}](command:${Command.switchEnvironment})`);
    return text;
  }

  /** How the clock of the server differs, as the last answers told; null while it has told nothing. */
  private clock({ credential: { origin } }: CredentialEntry): string | null {
    if (!this.clocks.isKnown(origin)) return null;
    const offset = this.clocks.offsetSeconds(origin);
    if (offset === 0) return l10n.t('The clock of the server agrees with yours');
    return offset > 0
      ? l10n.t('The clock of the server is {0} ahead of yours', durationOf(offset))
      : l10n.t('The clock of the server is {0} behind yours', durationOf(offset));
  }

  private async openMenu(): Promise<void> {
    const chosen = await window.showQuickPick(this.menu(), { title: 'Restlink', placeHolder: l10n.t('What to do') });
    if (typeof chosen?.run === 'function') chosen.run();
    else if (chosen?.run) await commands.executeCommand(chosen.run);
  }

  /** Both clocks, to be compared. */
  private showClocks({ credential: { origin } }: CredentialEntry): void {
    const local = momentOf(Math.floor(this.now().getTime() / 1000));
    const server = momentOf(this.clocks.serverSeconds(origin));
    void window.showInformationMessage(
      l10n.t(
        'Your clock: {0} · Server: {1}. Requests are signed with the time of the server; the clock of this computer stays as it is.',
        local,
        server,
      ),
    );
  }

  private menu(): Array<QuickPickItem & { readonly run?: CommandId | (() => void) }> {
    const active = this.model.active();
    const url = this.model.sandboxUrl();
    const environment = this.environments.selected();
    const clock = active && this.clock(active);
    return [
      {
        label: l10n.t('$(key) Switch Credential…'),
        description: active ? l10n.t('now {0}', active.credential.name) : l10n.t('none is active'),
        run: Command.switchCredential,
      },
      { label: l10n.t('$(add) Add Credential…'), run: Command.addCredential },
      { label: l10n.t('$(sign-in) Log In to the Portal…'), run: Command.logIn },
      {
        label: l10n.t('$(server-environment) Switch Environment…'),
        description: environment === null ? l10n.t('none is selected') : l10n.t('now {0}', environment),
        run: Command.switchEnvironment,
      },
      ...(active && clock !== null ? [{ label: `$(watch) ${clock}`, run: () => this.showClocks(active) }] : []),
      { label: l10n.t('Sandbox'), kind: QuickPickItemKind.Separator },
      url === null
        ? { label: l10n.t('$(play) Start Sandbox'), run: Command.startSandbox }
        : { label: l10n.t('$(debug-stop) Stop Sandbox'), description: url, run: Command.stopSandbox },
      { label: l10n.t('$(beaker) Open Sample'), run: Command.openSample },
    ];
  }
}

function statusText(active: CredentialEntry | null): string {
  if (!active) return l10n.t('$(key) No credential');
  const icon = active.credential.store === 'builtin' ? '$(beaker)' : '$(key)';
  const name = plain(active.credential.name);
  return active.live ? `${icon} ${name} · ${l10n.t('live')}` : `${icon} ${name}`;
}
