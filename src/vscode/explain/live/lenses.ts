import { CodeLens, type CodeLensProvider, l10n, Range, type TextDocument, type Uri, workspace } from 'vscode';
import { Command } from '../../ids';
import type { LiveExplanation } from './live-explanation';

/** What can be done with an explanation, above its first line. */
export class ExplanationLenses implements CodeLensProvider {
  /** @param live the explanation of a document that follows its request, or null */
  constructor(private readonly live: (uri: Uri) => LiveExplanation | null) {}

  async provideCodeLenses({ uri }: TextDocument): Promise<CodeLens[]> {
    const live = this.live(uri);
    if (!live) return [];
    const lens = (title: string, command: string, ...args: unknown[]) =>
      new CodeLens(new Range(0, 0, 0, 0), { title, command, arguments: args });
    const refresh = lens(l10n.t('Refresh'), Command.explainSignature, uri);
    if (!workspace.isTrusted) return [refresh, lens(l10n.t('Manage Workspace Trust'), 'workbench.trust.manage')];
    const line = await live.line();
    if (line === null) return [];
    return [refresh, lens(l10n.t('Copy Signed Headers'), Command.copySignedHeaders, live.uri, line)];
  }
}
