import { TabInputText, type TextDocument, type TextEditor, type Uri, type ViewColumn, window, workspace } from 'vscode';
import { DisposableList } from '../disposables';
import { LanguageId, Scheme } from '../ids';

/** Knows the `.http` file that the person worked in last: an endpoint's page often opens on top of it. */
export class LastHttpEditor {
  private readonly owned = new DisposableList();
  private last: { readonly uri: Uri; readonly column: ViewColumn | undefined } | undefined;

  constructor() {
    this.owned.add(window.onDidChangeActiveTextEditor((editor) => this.remember(editor)));
    this.remember(window.activeTextEditor);
  }

  /** Brings that file to the front, with its cursor where it was; undefined when it is closed or there was none. */
  async show(): Promise<TextEditor | undefined> {
    const visible = window.visibleTextEditors.find((editor) => isOwnFile(editor.document));
    const target = this.open() ?? (visible && { uri: visible.document.uri, column: visible.viewColumn });
    if (!target) return undefined;
    return window.showTextDocument(await workspace.openTextDocument(target.uri), target.column);
  }

  dispose(): void {
    this.owned.dispose();
  }

  private remember(editor: TextEditor | undefined): void {
    if (editor && isOwnFile(editor.document)) this.last = { uri: editor.document.uri, column: editor.viewColumn };
  }

  /** The remembered file, if a tab still holds it. */
  private open(): typeof this.last {
    const wanted = this.last?.uri.toString();
    const inputs = window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
    const isOpen = inputs.some((input) => input instanceof TabInputText && input.uri.toString() === wanted);
    return isOpen ? this.last : undefined;
  }
}

function isOwnFile({ languageId, uri }: TextDocument): boolean {
  return languageId === LanguageId.http && uri.scheme !== Scheme.endpoint;
}
