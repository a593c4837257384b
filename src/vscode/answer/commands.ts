import { commands, type Disposable, env, l10n, Uri, window, workspace } from 'vscode';
import type { AnswerText } from '../../engine';
import { bodyText } from '../../sending';
import { DisposableList } from '../disposables';
import { Command, Scheme } from '../ids';
import type { Answers, ShownAnswer } from './answers';

/** Endings of files by media type; all else is text or bytes. */
const ENDINGS: Readonly<Record<string, string>> = {
  'application/json': 'json',
  'text/html': 'html',
  'text/csv': 'csv',
  'text/plain': 'txt',
  'application/xml': 'xml',
  'text/xml': 'xml',
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
};
const MESSAGE_MS = 4000;

/** Registers *Save Body* and *Copy Answer*. */
export function registerAnswerCommands(answers: Answers): Disposable {
  const owned = new DisposableList();
  const on = (command: string, work: (shown: ShownAnswer) => Promise<void>) =>
    owned.add(
      commands.registerCommand(command, async (argument: unknown) => {
        const shown = shownAnswer(answers, argument);
        if (shown) await work(shown);
        else void window.showInformationMessage(l10n.t('No answer is open.'));
      }),
    );
  on(Command.saveBody, saveBody);
  on(Command.copyAnswer, copyAnswer);
  return owned;
}

/** The answer that a command is about: that of the lens or menu, else the one in front, else one in sight. */
export function shownAnswer(answers: Answers, argument: unknown): ShownAnswer | undefined {
  if (argument instanceof Uri) return answers.get(argument);
  const editors = [window.activeTextEditor, ...window.visibleTextEditors];
  const found = editors.find((editor) => editor?.document.uri.scheme === Scheme.answer);
  return found && answers.get(found.document.uri);
}

/** Writes the original bytes; asks first when they hold what is masked on the screen (product section 3). */
async function saveBody({ answer, text, ref }: ShownAnswer): Promise<void> {
  if (answer.bytes === 0) {
    void window.showInformationMessage(l10n.t('This answer has no body.'));
    return;
  }
  if (text.masked && !(await allowsSecrets())) return;
  const ending = ENDINGS[bodyText(answer).mediaType] ?? (text.bodyShown ? 'txt' : 'bin');
  const folder = workspace.getWorkspaceFolder(ref.uri)?.uri ?? workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog({
    title: l10n.t('Save Body'),
    ...(folder ? { defaultUri: Uri.joinPath(folder, `answer.${ending}`) } : {}),
  });
  if (!target) return;
  try {
    if (answer.bodyFile === null) await workspace.fs.writeFile(target, answer.body);
    else await workspace.fs.copy(Uri.file(answer.bodyFile), target, { overwrite: true });
    window.setStatusBarMessage(l10n.t('Saved {0}', workspace.asRelativePath(target)), MESSAGE_MS);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(l10n.t('The body could not be saved: {0}', reason));
  }
}

async function allowsSecrets(): Promise<boolean> {
  const save = l10n.t('Save with Secrets');
  const chosen = await window.showWarningMessage(
    l10n.t('This body holds secrets.'),
    { modal: true, detail: l10n.t('They are masked here, but the file will hold them in plain text.') },
    save,
  );
  return chosen === save;
}

async function copyAnswer({ text }: ShownAnswer): Promise<void> {
  await env.clipboard.writeText(copied(text));
  window.setStatusBarMessage(l10n.t('Answer copied'), MESSAGE_MS);
}

/** The body as it is shown; without one, what there is. */
function copied({ bodyShown, body, summary, headers }: AnswerText): string {
  return bodyShown ? body : [summary, ...headers].join('\n');
}
