import {
  languages,
  type Tab,
  TabInputText,
  TabInputTextDiff,
  type TextDocument,
  type TextDocumentShowOptions,
  type Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';
import { LanguageId, RESULT_SCHEMES } from '../ids';
import { setting } from '../settings';

/**
 * The editors of results, of which one opens after the other: where two open in one group at the same moment, VS Code gives
 * one of them up.
 */
export class ResultEditors {
  private last: Promise<unknown> = Promise.resolve();

  /**
   * Opens an answer where the one before it stands, else beside its file; the focus stays where it is.
   * @param source the document of the request
   * @param previous earlier answers of that document: their tabs make room, but for those that were kept
   */
  showAnswer(uri: Uri, source: Uri, previous: readonly Uri[]): Promise<void> {
    return this.inTurn(() => showAnswer(uri, source, previous));
  }

  /**
   * Opens a result of ours that stays until it is closed, beside what it is about.
   * @param source the document it is about
   */
  showResult(uri: Uri, language: string, source: Uri, preserveFocus: boolean): Promise<void> {
    return this.inTurn(() => showResult(uri, language, source, preserveFocus));
  }

  private inTurn(show: () => Promise<void>): Promise<void> {
    const shown = this.last.then(show);
    this.last = shown.catch(() => undefined);
    return shown;
  }
}

async function showAnswer(uri: Uri, source: Uri, previous: readonly Uri[]): Promise<void> {
  const replaced = previous.flatMap(tabsOf).filter(isReplaceable);
  const column = replaced[0]?.group.viewColumn ?? columnFor(source);
  const focused = replaced.some((tab) => tab.isActive && tab.group.isActive);
  let document = await workspace.openTextDocument(uri);
  if (document.languageId !== LanguageId.answer) {
    document = await languages.setTextDocumentLanguage(document, LanguageId.answer);
  }
  const inSameGroup = window.activeTextEditor?.viewColumn === column && setting('answerColumn') === 'active';
  await inEditor(document, {
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

async function showResult(uri: Uri, language: string, source: Uri, preserveFocus: boolean): Promise<void> {
  let document = await workspace.openTextDocument(uri);
  if (document.languageId !== language) document = await languages.setTextDocumentLanguage(document, language);
  const [open] = tabsOf(uri);
  const viewColumn = open?.group.viewColumn ?? columnFor(source);
  await inEditor(document, { viewColumn, preview: false, preserveFocus });
}

/** Tries once more: the person may have opened something there at the same moment. */
async function inEditor(document: TextDocument, options: TextDocumentShowOptions): Promise<void> {
  try {
    await window.showTextDocument(document, options);
  } catch {
    await window.showTextDocument(document, options);
  }
}

/** Tabs of results from before the window was reloaded show nothing any more. */
export async function closeStaleResults(): Promise<void> {
  const stale = window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(isResult);
  if (stale.length > 0) await window.tabGroups.close(stale, true);
}

/** Where the result of something in a document opens: beside it, where earlier ones are (setting `answerColumn`). */
function columnFor(source: Uri): ViewColumn {
  const groups = window.tabGroups.all;
  const [result] = RESULT_SCHEMES.includes(source.scheme) ? tabsOf(source) : [];
  if (result) return result.group.viewColumn;
  const own = window.visibleTextEditors.find(({ document }) => document.uri.toString() === source.toString());
  const column = own?.viewColumn ?? tabsOf(source)[0]?.group.viewColumn;
  if (setting('answerColumn') === 'active') return column ?? ViewColumn.Active;
  // Results of several files stand in one place.
  const results = groups.find(({ viewColumn, tabs }) => viewColumn !== column && tabs.some(isResult));
  if (results) return results.viewColumn;
  return column === undefined || column >= ViewColumn.Nine ? ViewColumn.Beside : column + 1;
}

function tabsOf(uri: Uri): Tab[] {
  const wanted = uri.toString();
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputText && input.uri.toString() === wanted);
}

function isResult({ input }: Tab): boolean {
  const uri = input instanceof TabInputText ? input.uri : input instanceof TabInputTextDiff ? input.original : null;
  return uri !== null && RESULT_SCHEMES.includes(uri.scheme);
}

/** A tab that the person kept (a double click, a pin) stays. */
function isReplaceable(tab: Tab): boolean {
  if (tab.isPinned) return false;
  return tab.isPreview || !workspace.getConfiguration('workbench.editor').get<boolean>('enablePreview', true);
}
