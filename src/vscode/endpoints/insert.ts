import { l10n, Position, Range, Selection, type TextEditor, TextEditorRevealType, window, workspace } from 'vscode';
import type { Endpoint } from '../../catalog';
import { insertionFor, requestLineOf, requestTemplate } from '../../language';
import { LanguageId } from '../ids';
import { say } from '../words';
import type { LastHttpEditor } from './last-http-editor';

/** Puts the ready request of an endpoint behind the request at the cursor, or into a new file where none is open. */
export async function insertEndpoint(endpoint: Endpoint, files: LastHttpEditor): Promise<void> {
  const request = requestTemplate(endpoint, say);
  const editor = await files.show();
  if (editor) await insertInto(editor, request);
  else await openNew(request);
}

async function insertInto(editor: TextEditor, request: string): Promise<void> {
  const { document } = editor;
  const place = insertionFor(document.getText(), editor.selection.active.line, request);
  const done = await editor.edit((edit) => edit.insert(document.positionAt(place.offset), place.text));
  if (done) reveal(editor, place.line, request);
  else void window.showErrorMessage(l10n.t('{0} cannot be changed: it is read-only.', document.fileName));
}

async function openNew(request: string): Promise<void> {
  const document = await workspace.openTextDocument({ language: LanguageId.http, content: request });
  reveal(await window.showTextDocument(document, { preview: false }), 0, request);
}

/** Puts the cursor on the request line, where *Sign and Send* finds it. */
function reveal(editor: TextEditor, line: number, request: string): void {
  const start = new Position(line + Math.max(requestLineOf(request), 0), 0);
  editor.selection = new Selection(start, start);
  editor.revealRange(
    new Range(line, 0, line + request.split('\n').length, 0),
    TextEditorRevealType.InCenterIfOutsideViewport,
  );
}
