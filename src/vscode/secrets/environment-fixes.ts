import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionProvider,
  type DocumentSelector,
  type Range,
  type TextDocument,
} from 'vscode';
import { ENVIRONMENT_FILES } from '../../http';
import { actionsAt } from '../language/marks';
import { isEnvironmentDocument } from './environment-files';
import type { EnvironmentMarks } from './environment-marks';
import { rangesIn } from './text-ranges';

/** Quick fixes of what is marked in files of variables. */
export class EnvironmentFixes implements CodeActionProvider {
  static readonly kinds = [CodeActionKind.QuickFix];
  static readonly selector: DocumentSelector = ['.env', '.env.*', ...ENVIRONMENT_FILES].map((name) => ({
    pattern: `**/${name}`,
  }));

  constructor(private readonly marks: EnvironmentMarks) {}

  async provideCodeActions(document: TextDocument, range: Range, { only }: CodeActionContext): Promise<CodeAction[]> {
    if ((only && !only.contains(CodeActionKind.QuickFix)) || !isEnvironmentDocument(document)) return [];
    const text = document.getText();
    return actionsAt(range, document.uri, await this.marks.of(document.uri, text), rangesIn(text));
  }
}
