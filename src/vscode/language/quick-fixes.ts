import {
  type CancellationToken,
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionProvider,
  type Range,
  type TextDocument,
} from 'vscode';
import { isPublicSecret } from '../../credentials';
import { rangeOf } from './convert';
import type { HttpDiagnostics } from './diagnostics';
import type { LanguageFeatures } from './features';
import { actionsAt } from './marks';

/** Quick fixes of what is marked at a place. */
export class QuickFixes implements CodeActionProvider {
  static readonly kinds = [CodeActionKind.QuickFix];

  constructor(
    private readonly diagnostics: HttpDiagnostics,
    private readonly features: LanguageFeatures,
  ) {}

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
    const { editsForAsking, secretsInHttp } = await this.features.load();
    const asking = (start: number) => {
      const secret = secretsInHttp(file, isPublicSecret).find((one) => one.start === start);
      return secret ? editsForAsking(file, secret) : [];
    };
    return actionsAt(range, document.uri, diagnostics, (span) => rangeOf(file, span), asking);
  }
}
