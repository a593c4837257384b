import {
  type CancellationToken,
  DocumentSymbol,
  type DocumentSymbolProvider,
  SymbolKind,
  type TextDocument,
} from 'vscode';
import type { HttpFile } from '../../http';
import type { OutlineItem } from '../../language';
import type { DocumentStore } from '../documents';
import { movedRange, rangeOf } from './convert';
import type { LanguageFeatures } from './features';
import { PerBlock } from './per-block';

const kinds: Record<OutlineItem['kind'], SymbolKind> = {
  request: SymbolKind.Function,
  variable: SymbolKind.Variable,
  section: SymbolKind.String,
};

/** The outline: requests, file variables, headings. */
export class HttpOutline implements DocumentSymbolProvider {
  private symbols: PerBlock<DocumentSymbol> | null = null;

  constructor(
    private readonly documents: DocumentStore,
    private readonly features: LanguageFeatures,
  ) {}

  async provideDocumentSymbols(document: TextDocument, token: CancellationToken): Promise<DocumentSymbol[] | null> {
    const { outlineOf } = await this.features.load();
    this.symbols ??= new PerBlock({
      make: (file, block) => outlineOf(block).map((item) => symbolOf(file, item)),
      moved: movedSymbol,
    });
    return this.symbols.all(document, this.documents.get(document).file, token);
  }
}

function symbolOf(file: HttpFile, item: OutlineItem): DocumentSymbol {
  const { label, detail, kind } = item;
  // A symbol without a name is refused by the editor.
  const name = label || detail || '·';
  return new DocumentSymbol(name, detail, kinds[kind], rangeOf(file, item), rangeOf(file, item.selection));
}

function movedSymbol({ name, detail, kind, range, selectionRange }: DocumentSymbol, lines: number): DocumentSymbol {
  return new DocumentSymbol(name, detail, kind, movedRange(range, lines), movedRange(selectionRange, lines));
}
