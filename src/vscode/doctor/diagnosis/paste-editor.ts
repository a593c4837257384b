import {
  CodeLens,
  type CodeLensProvider,
  l10n,
  Position,
  Range,
  Selection,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { Command } from '../../ids';

/** What stands on its tab. */
const NAME = 'Failing Request.txt';

/** Lines at the beginning that are ours, not the request's. */
const INSTRUCTION = /^(?:#.*(?:\r?\n|$))*(?:[ \t]*\r?\n)*/;

/** Opens an untitled editor to paste a request into, with a short instruction; one that is open already as it is. */
export async function openPasteEditor(): Promise<void> {
  const document = await workspace.openTextDocument(Uri.from({ scheme: 'untitled', path: NAME }));
  if (document.getText() === '') {
    const lines = [
      l10n.t(
        'Paste the request below as it was sent: raw HTTP, a curl command, HAR, or JSON with method, url, headers, body.',
      ),
      l10n.t('The API key may be shortened. Never paste the API secret.'),
      l10n.t('Then run Diagnose Failing Signature once more.'),
    ];
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, new Position(0, 0), `${lines.map((line) => `# ${line}`).join('\n')}\n\n`);
    await workspace.applyEdit(edit);
  }
  const editor = await window.showTextDocument(document, { preview: false });
  const end = new Position(document.lineCount - 1, 0);
  editor.selection = new Selection(end, end);
}

/** Whether it is such an editor, also after the window was opened anew. */
export function isPasteEditor({ isUntitled, uri }: TextDocument): boolean {
  return isUntitled && (uri.path === NAME || uri.path.endsWith(`/${NAME}`));
}

/** What was pasted. */
export function pastedText(document: TextDocument): string {
  return document.getText().replace(INSTRUCTION, '');
}

/** *Diagnose* above what was pasted. */
export class PasteLens implements CodeLensProvider {
  static readonly selector = { scheme: 'untitled', language: 'plaintext' };

  provideCodeLenses(document: TextDocument): CodeLens[] {
    if (!isPasteEditor(document)) return [];
    const { line } = document.positionAt(document.getText().length - pastedText(document).length);
    const command = { title: l10n.t('Diagnose'), command: Command.diagnoseFailingSignature };
    return [new CodeLens(new Range(line, 0, line, 0), command)];
  }
}
