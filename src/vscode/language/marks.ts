import {
  CodeAction,
  CodeActionKind,
  type Command,
  DiagnosticSeverity,
  DiagnosticTag,
  type Range,
  type Diagnostic as Shown,
  Uri,
  Diagnostic as VsDiagnostic,
  WorkspaceEdit,
} from 'vscode';
import type { Span } from '../../http';
import type { Diagnostic, FixCommand, TextEdit } from '../../language';
import { InternalCommand } from '../ids';
import { say } from '../words';

/** Where offsets of a text are in the editor. */
export type RangeOf = (span: Span) => Range;

const severities: Record<Diagnostic['severity'], DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** A diagnostic as the editor shows it. */
export function markOf(diagnostic: Diagnostic, rangeOf: RangeOf): Shown {
  const { problem, severity, docs, unnecessary } = diagnostic;
  const shown = new VsDiagnostic(rangeOf(diagnostic), say(problem), severities[severity]);
  shown.source = 'Restlink';
  shown.code = docs === null ? problem.code : { value: problem.code, target: Uri.parse(docs) };
  if (unnecessary) shown.tags = [DiagnosticTag.Unnecessary];
  return shown;
}

/** Edits that are found out only when somebody asks for the fix. */
type LateEdits = (secretStart: number) => readonly TextEdit[];

/**
 * The quick fixes of what is marked at a place of a document.
 * @param asking the edits of *Ask for It When Sending*
 */
export function actionsAt(
  place: Range,
  uri: Uri,
  diagnostics: readonly Diagnostic[],
  rangeOf: RangeOf,
  asking: LateEdits = () => [],
): CodeAction[] {
  return diagnostics.flatMap((diagnostic) => {
    if (diagnostic.fixes.length === 0 || !rangeOf(diagnostic).intersection(place)) return [];
    const shown = markOf(diagnostic, rangeOf);
    return diagnostic.fixes.flatMap((fix) => {
      const action = new CodeAction(say(fix.title), CodeActionKind.QuickFix);
      action.diagnostics = [shown];
      action.isPreferred = fix.preferred;
      if (fix.command?.name === 'moveToKeychain') {
        action.command = moveCommand(uri, fix.command, action.title);
        return [action];
      }
      const edits = fix.command ? asking(fix.command.start) : fix.edits;
      if (edits.length === 0) return [];
      action.edit = new WorkspaceEdit();
      for (const edit of edits) action.edit.replace(uri, rangeOf(edit), edit.text);
      return [action];
    });
  });
}

/** The secret is looked for again when the command runs: nothing of it goes through here. */
function moveCommand(uri: Uri, { start }: FixCommand, title: string): Command {
  return { title, command: InternalCommand.moveSecret, arguments: [uri, start] };
}
