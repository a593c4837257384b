import { commands, type Disposable, l10n, languages, window, workspace } from 'vscode';
import { timeOfDay } from '../../engine';
import { DisposableList } from '../disposables';
import { InternalCommand, LanguageId, Scheme } from '../ids';
import type { RequestRef } from '../send/target';
import { Answers, type Renewal, type ShownAnswer } from './answers';
import { registerAnswerCommands, shownAnswer } from './commands';
import { AnswerLenses } from './lenses';
import { closeStaleResults, ResultEditors } from './show';

export { type Answers, type Renewal, renewalOf, type ShownAnswer, typedSignatureRefused } from './answers';
export type { ResultEditors } from './show';

/** Registers the documents of answers, their lenses and their commands. */
export function registerAnswers(): Disposable & { readonly answers: Answers; readonly editors: ResultEditors } {
  const owned = new DisposableList();
  const editors = new ResultEditors();
  const answers = owned.add(new Answers(timeOfDay, editors));
  owned.add(workspace.registerTextDocumentContentProvider(Scheme.answer, answers));
  owned.add(
    languages.registerCodeLensProvider(
      { scheme: Scheme.answer, language: LanguageId.answer },
      new AnswerLenses(answers),
    ),
  );
  owned.add(registerAnswerCommands(answers));
  void closeStaleResults();
  return { answers, editors, dispose: () => owned.dispose() };
}

/** What becomes of the request of an answer. */
export interface AnswerActions {
  /** *Send Again*. */
  sendAgain(ref: RequestRef): Promise<void>;
  /** *Log In* or *Replace Secret*. */
  renew(renewal: Renewal, ref: RequestRef): Promise<void>;
}

/** Registers what the lenses of an answer do with the request it belongs to. */
export function registerAnswerActions(answers: Answers, { sendAgain, renew }: AnswerActions): Disposable {
  const owned = new DisposableList();
  const on = (id: string, work: (shown: ShownAnswer) => Promise<void>) =>
    owned.add(
      commands.registerCommand(id, async (argument: unknown) => {
        const shown = shownAnswer(answers, argument);
        if (shown) await work(shown);
        else void window.showInformationMessage(l10n.t('No answer is open.'));
      }),
    );
  on(InternalCommand.sendAgain, ({ ref }) => sendAgain(ref));
  on(InternalCommand.renewCredential, async ({ renewal, ref }) => {
    if (renewal) await renew(renewal, ref);
  });
  return owned;
}
