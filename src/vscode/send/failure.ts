import { l10n, Range, Selection, TextEditorRevealType, window } from 'vscode';
import { type BrokenEnvironment, bodyFileOf, type PlanAction, type PlanFailure } from '../../engine';
import { type Finding, type HttpFile, lineOf } from '../../http';
import { type Failure, problemsOf } from '../../sending';
import { type EditorFolder, openBroken } from '../environments';
import { brief, plain, say } from '../words';
import type { FailedPlan } from './planner';
import type { Target } from './target';

/** What a person chose under a message. */
export type Choice = PlanAction | null;

/**
 * Says why a request cannot be sent as it stands: one message, with what can be done about it as buttons, and *Show*, which
 * leads to the place.
 * @param movable whether the sandbox can take the request over
 */
export async function tellPlanFailure(target: Target, failed: FailedPlan, movable: boolean): Promise<Choice> {
  const { failure, notes, broken } = failed;
  const actions = failure.actions.filter((action) => action !== 'trySandbox' || movable);
  const buttons = new Map<string, Button>(actions.map((action) => [actionLabel(action), action]));
  buttons.set(l10n.t('Show'), 'show');
  for (const one of broken) {
    if (one.place) buttons.set(l10n.t('Open {0}', one.place.folder.label(one.place.name)), one);
  }
  const text = [describe(target.parsed.file, failure), ...notes.map(say)].join(' ');
  const chosen = await window.showErrorMessage(text, ...buttons.keys());
  const choice = buttons.get(chosen ?? '') ?? null;
  if (typeof choice === 'object' && choice !== null) await openBroken(choice);
  else if (choice === 'show') await showPlace(target, failure.findings[0]);
  else return choice;
  return null;
}

type Button = Choice | 'show' | BrokenEnvironment<EditorFolder>;

/** Says what became of a request that got no answer. */
export async function tellNoAnswer(failure: Failure): Promise<Choice> {
  const { code } = failure.problem;
  if (code === 'sending.abortedUnsent') {
    window.setStatusBarMessage(say(failure.problem), 5000);
    return null;
  }
  const again = l10n.t('Send Again');
  const sandbox = l10n.t('Start Sandbox');
  const buttons = code === 'sending.network.refusedSandbox' ? [sandbox, again] : [again];
  const tell = failure.kind === 'aborted' ? window.showInformationMessage : window.showErrorMessage;
  const chosen = await tell(problemsOf(failure).map(say).join(' '), ...(failure.kind === 'refused' ? [] : buttons));
  if (chosen === sandbox) return 'trySandbox';
  return chosen === again ? 'sendAgain' : null;
}

/** The words on the button of an action. */
function actionLabel(action: PlanAction): string {
  switch (action) {
    case 'addCredential':
      return l10n.t('Add Credential');
    case 'trySandbox':
      return l10n.t('Try the Sandbox');
    case 'switchCredential':
      return l10n.t('Switch Credential');
    case 'logIn':
      return l10n.t('Log In');
    case 'sendAgain':
      return l10n.t('Try Again');
    case 'replaceSecret':
      return l10n.t('Replace Secret');
    case 'removeCredential':
      return l10n.t('Remove');
  }
}

/** One sentence for one finding; several values that are missing are all listed with their places. */
function describe(file: HttpFile, { kind, findings }: PlanFailure): string {
  const [only, ...others] = findings;
  if (!only) return l10n.t('This request cannot be sent.');
  const sentence = say(only.problem);
  if (others.length === 0) return kind === 'unresolved' ? l10n.t('Nothing was sent. {0}', sentence) : sentence;
  if (kind !== 'unresolved') return findings.map(({ problem }) => say(problem)).join(' ');
  if (findings.every(({ problem }) => problem.code === 'http.variable.unresolved')) {
    const list = findings.map((finding) => l10n.t('{0} ({1})', nameOf(finding), placeOf(file, finding)));
    return l10n.t(
      'Nothing was sent: {0} variables have no value: {1}. Define them in the file (@name = value) or in an environment file.',
      findings.length,
      list.join(', '),
    );
  }
  const list = findings.map((finding) => `${placeOf(file, finding)}: ${say(finding.problem)}`);
  return l10n.t('Nothing was sent: {0} values are missing. {1}', findings.length, list.join(' · '));
}

function nameOf({ problem }: Finding): string {
  return plain(String(problem.args?.name ?? ''));
}

function placeOf(file: HttpFile, finding: Finding): string {
  const line = lineOf(file, finding.start);
  const body = bodyFileOf(file, finding);
  return body === null ? l10n.t('line {0}', line) : l10n.t('line {0}, in {1}', line, brief(body));
}

async function showPlace({ document }: Target, finding: Finding | undefined): Promise<void> {
  const shown = window.visibleTextEditors.find((editor) => editor.document === document);
  const options = shown?.viewColumn === undefined ? {} : { viewColumn: shown.viewColumn };
  const editor = await window.showTextDocument(document, options);
  if (!finding) return;
  const range = new Range(document.positionAt(finding.start), document.positionAt(finding.end));
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}
