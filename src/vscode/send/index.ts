import { commands, type Disposable, l10n, languages, window } from 'vscode';
import { type Answers, type Renewal, type ResultEditors, registerAnswerActions, registerAnswers } from '../answer';
import { DisposableList } from '../disposables';
import type { DocumentStore } from '../documents';
import { Command, InternalCommand, LanguageId } from '../ids';
import { SendLenses } from '../lens';
import type { Parts } from '../parts';
import { cancelRun } from './cancel';
import type { Choice } from './failure';
import { SendFlow } from './flow';
import { Planner } from './planner';
import { locateRefused, type RefusedRequest } from './refused';
import { Remedies } from './remedies';
import { Runs } from './runs';
import { SignedHeaders } from './signed-headers';
import type { VariableSources } from './sources';
import { locate, locateAgain, type RequestRef, type Target } from './target';
import { Waiting } from './waiting';

/** What others need of it. */
export interface Sending extends Disposable {
  readonly planner: Planner;
  readonly answers: Answers;
  readonly editors: ResultEditors;
  readonly runs: Pick<Runs, 'onDidChange'>;
  /** See `locateRefused`. */
  refusedAt(uri: unknown, line: unknown): Promise<RefusedRequest | null>;
}

/** Registers all that sends: lenses, commands, answers. */
export function registerSending(parts: Parts, documents: DocumentStore, sources: VariableSources): Sending {
  const { engine, credentials, log } = parts;
  const owned = new DisposableList();
  const runs = owned.add(new Runs());
  const { answers, editors } = owned.add(registerAnswers());
  const planner = new Planner(parts, sources);
  const remedies = new Remedies(parts, documents, (target) => flow.send(target));
  const waiting = new Waiting(credentials);
  const flow: SendFlow = new SendFlow({ engine, credentials, log, planner, sources, runs, answers, remedies, waiting });
  const signedHeaders = owned.add(new SignedHeaders(planner, sources, engine.sender, waiting));
  const lenses = owned.add(new SendLenses(documents, sources, runs, credentials, () => engine.now()));
  owned.add(languages.registerCodeLensProvider({ language: LanguageId.http }, lenses));

  const onTarget = (id: string, work: (target: Target) => Promise<void>) =>
    owned.add(
      commands.registerCommand(id, async (uri: unknown, line: unknown) => {
        const target = await locate(documents, uri, line);
        if (target) await work(target);
        else void window.showInformationMessage(l10n.t('There is no request here: put the cursor into one.'));
      }),
    );
  const sendAgain = async (ref: RequestRef) => {
    const target = await locateAgain(documents, ref);
    if (target) await flow.send(target);
    else void window.showInformationMessage(l10n.t('The request is no longer there.'));
  };
  onTarget(Command.send, (target) => flow.send(target));
  onTarget(Command.copySignedHeaders, (target) => signedHeaders.copy(target));
  const renew = (renewal: Renewal, ref: RequestRef) => remedies.renew(renewal, ref);
  owned.add(registerAnswerActions(answers, { sendAgain, renew }));
  owned.add(
    commands.registerCommand(Command.rerunLast, async () => {
      if (flow.last) await sendAgain(flow.last);
      else void window.showInformationMessage(l10n.t('Nothing was sent from this window yet.'));
    }),
  );
  owned.add(
    commands.registerCommand(InternalCommand.prepareAndSend, async (choice: NonNullable<Choice>, uri, line) => {
      const target = await locate(documents, uri, line);
      if (target) await remedies.apply(choice, target.ref, null);
    }),
  );
  owned.add(
    commands.registerCommand(Command.cancel, (uri: unknown, line: unknown) =>
      cancelRun(runs, documents, () => engine.now(), uri, line),
    ),
  );
  const refusedAt = (uri: unknown, line: unknown) => locateRefused(documents, runs, uri, line);
  return { planner, answers, editors, runs, refusedAt, dispose: () => owned.dispose() };
}
