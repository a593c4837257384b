import { commands, l10n, window } from 'vscode';
import type { Credential } from '../../credentials';
import { namedCredential } from '../../engine';
import type { Renewal } from '../answer';
import type { DocumentStore } from '../documents';
import { Command } from '../ids';
import type { Parts } from '../parts';
import { brief } from '../words';
import type { Choice } from './failure';
import { locateAgain, type RequestRef, type Target } from './target';

/** What can be done about a request that could not be sent; afterwards it is sent, or that is offered. */
export class Remedies {
  /** Logins whose end was told and not yet answered. */
  private readonly told = new Set<string>();

  /** @param send sends a request */
  constructor(
    private readonly parts: Pick<Parts, 'credentials' | 'trySandbox'>,
    private readonly documents: DocumentStore,
    private readonly send: (target: Target) => Promise<void>,
  ) {}

  /** @param credential the one whose secret could not be had, or null */
  async apply(choice: NonNullable<Choice>, ref: RequestRef, credential: Credential | null): Promise<void> {
    switch (choice) {
      case 'sendAgain':
        return this.sendAgain(ref);
      case 'trySandbox':
        if (await this.startSandbox(ref)) await this.sendAgain(ref);
        return;
      case 'logIn':
        // Whoever logs in to send wants it sent; nothing behind a login costs anything.
        if (await this.changes(Command.logIn)) await this.sendAgain(ref);
        return;
      case 'addCredential':
        if (await this.changes(Command.addCredential)) await this.offer(ref);
        return;
      case 'switchCredential':
        if (await this.changes(Command.switchCredential)) await this.offer(ref);
        return;
      case 'replaceSecret':
        if (credential) await this.renew({ credential, remedy: 'replaceSecret' }, ref);
        return;
      case 'removeCredential':
        await commands.executeCommand(Command.removeCredential, credential?.id);
        return;
    }
  }

  /** Says, beside an answer that refused a login, that it has ended; once for as long as that stands on the screen. */
  async tellRefused({ credential, remedy }: Renewal, ref: RequestRef): Promise<void> {
    const { id, name } = credential;
    if (remedy !== 'logIn' || this.told.has(id)) return;
    this.told.add(id);
    const logIn = l10n.t('Log In');
    const text = l10n.t('The service does not take the login "{0}" any more.', name);
    const chosen = await window.showWarningMessage(text, logIn);
    this.told.delete(id);
    if (chosen === logIn) await this.renew({ credential, remedy }, ref);
  }

  /** A new login, or a new secret, for a credential that was refused; then its request again. */
  async renew({ credential, remedy }: Renewal, ref: RequestRef): Promise<void> {
    const command = remedy === 'logIn' ? Command.logIn : Command.replaceSecret;
    if (!(await commands.executeCommand<boolean>(command, credential.id))) return;
    if (remedy === 'logIn' && (await this.isReading(ref))) await this.sendAgain(ref);
    else await this.offer(ref);
  }

  /** Whether a request changes nothing, so that whoever logs in to send it need not be asked again. */
  private async isReading(ref: RequestRef): Promise<boolean> {
    const target = await locateAgain(this.documents, ref);
    return target !== null && ['GET', 'HEAD'].includes(target.node.requestLine.method);
  }

  private async sendAgain(ref: RequestRef): Promise<void> {
    const target = await locateAgain(this.documents, ref);
    if (target) await this.send(target);
    else void window.showInformationMessage(l10n.t('The request is no longer there.'));
  }

  /** Makes the sandbox's credential the active one, unless the request names its own. */
  private async startSandbox(ref: RequestRef): Promise<boolean> {
    const target = await locateAgain(this.documents, ref);
    const { credentials, trySandbox } = this.parts;
    if (!target || namedCredential(target.node) === null) return trySandbox();
    const before = credentials.active()?.credential.id;
    const started = await trySandbox();
    if (before !== undefined) await credentials.use(before);
    return started;
  }

  /** Runs a command, and tells whether the credentials are others than before. */
  private async changes(command: string): Promise<boolean> {
    const before = await this.state();
    await commands.executeCommand(command);
    return (await this.state()) !== before;
  }

  private async state(): Promise<string> {
    const entries = await this.parts.credentials.list();
    return JSON.stringify(entries.map(({ credential, active }) => [credential, active]));
  }

  private async offer(ref: RequestRef): Promise<void> {
    const target = await locateAgain(this.documents, ref);
    if (!target) return;
    const { method, target: address } = target.node.requestLine;
    const send = l10n.t('Send');
    const question = l10n.t('Send {0} now?', brief(target.node.name ?? `${method} ${address}`));
    if ((await window.showInformationMessage(question, send)) === send) await this.sendAgain(ref);
  }
}
