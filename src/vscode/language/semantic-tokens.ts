import {
  type CancellationToken,
  type DocumentSemanticTokensProvider,
  EventEmitter,
  type SemanticTokens,
  SemanticTokensBuilder,
  SemanticTokensLegend,
  type TextDocument,
} from 'vscode';
import { type HttpFile, positionOf } from '../../http';
import type * as Language from '../../language';
import type { ColouredVariable, Surroundings } from '../../language';
import { DisposableList } from '../disposables';
import type { DocumentStore } from '../documents';
import type { LanguageFeatures } from './features';
import { PerBlock } from './per-block';
import type { DocumentSurroundings } from './surroundings';

/** A variable as the editor draws it: line and column from 0, and the index of its type. */
interface Coloured {
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly type: number;
}

/** Of package.json, `semanticTokenTypes`. */
const types: Record<ColouredVariable['state'], string> = {
  resolved: 'restlinkVariable',
  unresolved: 'restlinkUnresolvedVariable',
};

const names = Object.values(types);

export const variableLegend = new SemanticTokensLegend(names);

/** Tells variables that have a value from those that have none. */
export class VariableColours implements DocumentSemanticTokensProvider {
  private readonly owned = new DisposableList();
  private readonly changed = this.owned.add(new EventEmitter<void>());
  readonly onDidChangeSemanticTokens = this.changed.event;
  private readonly known = new WeakMap<
    TextDocument,
    { readonly around: Surroundings; readonly colours: PerBlock<Coloured> }
  >();

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
    const [language, around] = await Promise.all([this.features.load(), this.surroundings.of(document)]);
    const colours = this.coloursOf(document, language, around);
    const coloured = await colours.all(document, this.documents.get(document).file, token);
    if (!coloured) return null;
    const builder = new SemanticTokensBuilder(variableLegend);
    for (const { line, column, length, type } of coloured) builder.push(line, column, length, type);
    return builder.build();
  }

  /** Those known of a document hold as long as its surroundings are the same. */
  private coloursOf(
    document: TextDocument,
    { colouredVariables, VariableStates, toldBy }: typeof Language,
    around: Surroundings,
  ): PerBlock<Coloured> {
    const known = this.known.get(document);
    if (known?.around === around) return known.colours;
    let latest: { readonly file: HttpFile; readonly states: Language.VariableStates } | null = null;
    const colours = new PerBlock<Coloured>({
      make: (file, block) => {
        if (latest?.file !== file) latest = { file, states: new VariableStates(file, around) };
        return colouredVariables(file, block, around, latest.states).map((variable) => colouredAt(file, variable));
      },
      moved: (coloured, lines) => ({ ...coloured, line: coloured.line + lines }),
      told: toldBy,
    });
    this.known.set(document, { around, colours });
    return colours;
  }

  dispose(): void {
    this.owned.dispose();
  }
}

/** The braces of a variable stand on one line. */
function colouredAt(file: HttpFile, { start, end, state }: ColouredVariable): Coloured {
  const { line, column } = positionOf(file, start);
  return { line: line - 1, column: column - 1, length: end - start, type: names.indexOf(types[state]) };
}
