import { CodeLens, type CodeLensProvider, type Event, l10n, Range, type TextDocument } from 'vscode';
import { Command, InternalCommand } from '../ids';
import type { Answers, Renewal } from './answers';

/** What can be done with an answer, above its first line. */
export class AnswerLenses implements CodeLensProvider {
  readonly onDidChangeCodeLenses: Event<void>;

  constructor(private readonly answers: Answers) {
    this.onDidChangeCodeLenses = answers.onDidForget;
  }

  provideCodeLenses({ uri }: TextDocument): CodeLens[] {
    const shown = this.answers.get(uri);
    if (!shown) return [];
    const range = new Range(0, 0, 0, 0);
    const lens = (title: string, command: string) => new CodeLens(range, { title, command, arguments: [uri] });
    const again = lens(l10n.t('Send Again'), InternalCommand.sendAgain);
    const renew = shown.renewal ? [lens(remedyTitle(shown.renewal), InternalCommand.renewCredential)] : [];
    const explain = shown.sent ? [lens(l10n.t('Explain Signature'), Command.explainSignature)] : [];
    const diagnose = shown.refused ? [lens(l10n.t('Diagnose'), Command.diagnoseFailingSignature)] : [];
    if (shown.answer.bytes === 0) return [...renew, ...explain, again];
    const copy = shown.text.bodyShown ? [lens(l10n.t('Copy'), Command.copyAnswer)] : [];
    return [...renew, ...diagnose, lens(l10n.t('Save Body'), Command.saveBody), ...copy, ...explain, again];
  }
}

function remedyTitle({ remedy }: Renewal): string {
  return remedy === 'logIn' ? l10n.t('Log In') : l10n.t('Replace Secret');
}
