import { l10n, Position, Range, Selection, type TextEditor, TextEditorRevealType, window, workspace } from 'vscode';
import type { Endpoint } from '../../catalog';
import { LanguageId } from '../ids';
import { say } from '../words';
import type { LastHttpEditor } from './last-http-editor';

/** Puts the ready request of an endpoint behind the request at the cursor, or into a new file where none is open. */
export async function insertEndpoint(endpoint: Endpoint, files: LastHttpEditor): Promise<void> {
  const language = await import('../../language');
  const request = language.requestTemplate(endpoint, say);
  const editor = await files.show();
  const requestLine = Math.max(language.requestLineOf(request), 0);
  if (!editor) {
    await openNew(request, requestLine);
    return;
  }
  const { document } = editor;
  const place = language.insertionFor(document.getText(), editor.selection.active.line, request);
  const done = await editor.edit((edit) => edit.insert(document.positionAt(place.offset), place.text));
  if (done) reveal(editor, place.line, request, requestLine);
  else void window.showErrorMessage(l10n.t('{0} cannot be changed: it is read-only.', document.fileName));
}

async function openNew(request: string, requestLine: number): Promise<void> {
  const document = await workspace.openTextDocument({ language: LanguageId.http, content: request });
  reveal(await window.showTextDocument(document, { preview: false }), 0, request, requestLine);
}

/** Puts the cursor on the request line, where *Sign and Send* finds it. */
function reveal(editor: TextEditor, line: number, request: string, requestLine: number): void {
  const start = new Position(line + requestLine, 0);
  editor.selection = new Selection(start, start);
  editor.revealRange(
    new Range(line, 0, line + request.split('\n').length, 0),
    TextEditorRevealType.InCenterIfOutsideViewport,
  );
}
