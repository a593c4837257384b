import { commands, type Disposable, l10n, languages, window, workspace } from 'vscode';
import { DisposableList } from '../disposables';
import { InternalCommand, LanguageId, Scheme } from '../ids';
import type { RequestRef } from '../send/target';
import { Answers } from './answers';
import { registerAnswerCommands, shownAnswer } from './commands';
import { AnswerLenses } from './lenses';
import { closeStaleAnswers } from './show';

export type { Answers, ShownAnswer } from './answers';

/** Registers the documents of answers, their lenses and their commands. */
export function registerAnswers(): Disposable & { readonly answers: Answers } {
  const owned = new DisposableList();
  const answers = owned.add(new Answers((seconds) => new Date(seconds * 1000).toTimeString().slice(0, 8)));
  owned.add(workspace.registerTextDocumentContentProvider(Scheme.answer, answers));
  owned.add(
    languages.registerCodeLensProvider(
      { scheme: Scheme.answer, language: LanguageId.answer },
      new AnswerLenses(answers),
    ),
  );
  owned.add(registerAnswerCommands(answers));
  void closeStaleAnswers();
  return { answers, dispose: () => owned.dispose() };
}

/** Registers *Send Again* on an answer. @param send sends the request that the answer belongs to */
export function registerSendAgain(answers: Answers, send: (ref: RequestRef) => Promise<void>): Disposable {
  return commands.registerCommand(InternalCommand.sendAgain, async (argument: unknown) => {
    const shown = shownAnswer(answers, argument);
    if (shown) await send(shown.ref);
    else void window.showInformationMessage(l10n.t('No answer is open.'));
  });
}
