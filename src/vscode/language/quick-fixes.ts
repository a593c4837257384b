import {
  type CancellationToken,
  CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionProvider,
  type Range,
  type TextDocument,
  WorkspaceEdit,
} from 'vscode';
import { say } from '../words';
import { rangeOf } from './convert';
import { type HttpDiagnostics, shownOf } from './diagnostics';

/** Quick fixes of what is marked at a place. */
export class QuickFixes implements CodeActionProvider {
  static readonly kinds = [CodeActionKind.QuickFix];

  constructor(private readonly diagnostics: HttpDiagnostics) {}

  async provideCodeActions(
    document: TextDocument,
    range: Range,
    context: CodeActionContext,
    token: CancellationToken,
  ): Promise<CodeAction[]> {
    if (context.only && !context.only.contains(CodeActionKind.QuickFix)) return [];
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const { file, diagnostics } = await this.diagnostics.of(document, abort.signal);
    if (abort.signal.aborted) return [];
    return diagnostics.flatMap((diagnostic) => {
      if (!rangeOf(file, diagnostic).intersection(range)) return [];
      const shown = shownOf(file, diagnostic);
      return diagnostic.fixes.map((fix) => {
        const action = new CodeAction(say(fix.title), CodeActionKind.QuickFix);
        action.diagnostics = [shown];
        action.isPreferred = fix.preferred;
        action.edit = new WorkspaceEdit();
        for (const edit of fix.edits) action.edit.replace(document.uri, rangeOf(file, edit), edit.text);
        return action;
      });
    });
  }
}
