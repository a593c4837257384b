import { languages, type Tab, TabInputText, type Uri, ViewColumn, window, workspace } from 'vscode';
import { LanguageId, Scheme } from '../ids';
import { setting } from '../settings';

/**
 * Opens an answer where the one before it stands, else beside its file; the focus stays where it is.
 * @param source the document of the request
 * @param previous earlier answers of that document: their tabs make room, but for those that were kept
 */
export async function showAnswer(uri: Uri, source: Uri, previous: readonly Uri[]): Promise<void> {
  const replaced = previous.flatMap(tabsOf).filter(isReplaceable);
  const column = replaced[0]?.group.viewColumn ?? columnFor(source);
  const focused = replaced.some((tab) => tab.isActive && tab.group.isActive);
  let document = await workspace.openTextDocument(uri);
  if (document.languageId !== LanguageId.answer) {
    document = await languages.setTextDocumentLanguage(document, LanguageId.answer);
  }
  const inSameGroup = window.activeTextEditor?.viewColumn === column && setting('answerColumn') === 'active';
  await window.showTextDocument(document, {
    viewColumn: column,
    preview: true,
    preserveFocus: !focused && !inSameGroup,
  });
  // A preview makes room by itself; where previews are switched off, the tab before has to be closed.
  const left = replaced
    .map(({ input }) => input)
    .flatMap((input) => (input instanceof TabInputText ? [input.uri] : []));
  const open = left.filter((old) => old.toString() !== uri.toString()).flatMap(tabsOf);
  if (open.length > 0) await window.tabGroups.close(open, true);
}

/** Tabs of answers from before the window was reloaded show nothing any more. */
export async function closeStaleAnswers(): Promise<void> {
  const stale = window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputText && input.uri.scheme === Scheme.answer);
  if (stale.length > 0) await window.tabGroups.close(stale, true);
}

function columnFor(source: Uri): ViewColumn {
  const groups = window.tabGroups.all;
  const own = window.visibleTextEditors.find(({ document }) => document.uri.toString() === source.toString());
  const column = own?.viewColumn ?? tabsOf(source)[0]?.group.viewColumn;
  if (setting('answerColumn') === 'active') return column ?? ViewColumn.Active;
  // Answers of several files stand in one place.
  const answers = groups.find(({ viewColumn, tabs }) => viewColumn !== column && tabs.some(isAnswer));
  if (answers) return answers.viewColumn;
  return column === undefined || column >= ViewColumn.Nine ? ViewColumn.Beside : column + 1;
}

function tabsOf(uri: Uri): Tab[] {
  const wanted = uri.toString();
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputText && input.uri.toString() === wanted);
}

function isAnswer({ input }: Tab): boolean {
  return input instanceof TabInputText && input.uri.scheme === Scheme.answer;
}

/** A tab that the person kept (a double click, a pin) stays. */
function isReplaceable(tab: Tab): boolean {
  if (tab.isPinned) return false;
  return tab.isPreview || !workspace.getConfiguration('workbench.editor').get<boolean>('enablePreview', true);
}
