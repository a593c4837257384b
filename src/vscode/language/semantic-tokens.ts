import {
  type CancellationToken,
  type DocumentSemanticTokensProvider,
  EventEmitter,
  type SemanticTokens,
  SemanticTokensBuilder,
  SemanticTokensLegend,
  type TextDocument,
} from 'vscode';
import type { ColouredVariable } from '../../language';
import { DisposableList } from '../disposables';
import type { DocumentStore } from '../documents';
import { rangeOf } from './convert';
import type { LanguageFeatures } from './features';
import { eachBlock } from './per-block';
import type { DocumentSurroundings } from './surroundings';

/** Of package.json, `semanticTokenTypes`. */
const types: Record<ColouredVariable['state'], string> = {
  resolved: 'restlinkVariable',
  unresolved: 'restlinkUnresolvedVariable',
};

export const variableLegend = new SemanticTokensLegend(Object.values(types));

/** Tells variables that have a value from those that have none. */
export class VariableColours implements DocumentSemanticTokensProvider {
  private readonly owned = new DisposableList();
  private readonly changed = this.owned.add(new EventEmitter<void>());
  readonly onDidChangeSemanticTokens = this.changed.event;

  constructor(
    private readonly documents: DocumentStore,
    private readonly surroundings: DocumentSurroundings,
    private readonly features: LanguageFeatures,
  ) {
    this.owned.add(surroundings.onDidChange(() => this.changed.fire()));
  }

  async provideDocumentSemanticTokens(
    document: TextDocument,
    token: CancellationToken,
  ): Promise<SemanticTokens | null> {
    const [{ colouredVariables, VariableStates }, around] = await Promise.all([
      this.features.load(),
      this.surroundings.of(document),
    ]);
    const { file } = this.documents.get(document);
    const states = new VariableStates(file, around);
    const builder = new SemanticTokensBuilder(variableLegend);
    const whole = await eachBlock(file, token, (block) => {
      for (const variable of colouredVariables(file, block, around, states)) {
        builder.push(rangeOf(file, variable), types[variable.state]);
      }
    });
    return whole ? builder.build() : null;
  }

  dispose(): void {
    this.owned.dispose();
  }
}
