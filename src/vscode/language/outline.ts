import { DocumentSymbol, type DocumentSymbolProvider, SymbolKind, type TextDocument } from 'vscode';
import type { BlockNode, HttpFile } from '../../http';
import type { OutlineItem } from '../../language';
import type { DocumentStore } from '../documents';
import { rangeOf } from './convert';
import type { LanguageFeatures } from './features';

const kinds: Record<OutlineItem['kind'], SymbolKind> = {
  request: SymbolKind.Function,
  variable: SymbolKind.Variable,
  section: SymbolKind.String,
};

/** Symbols of one block, and where it stood when they were made. */
interface Made {
  readonly line: number;
  readonly symbols: readonly DocumentSymbol[];
}

/** The outline: requests, file variables, headings. */
export class HttpOutline implements DocumentSymbolProvider {
  /** By `BlockNode.identity`: a keystroke makes the symbols of one block. */
  private readonly made = new WeakMap<object, Made>();

  constructor(
    private readonly documents: DocumentStore,
    private readonly features: LanguageFeatures,
  ) {}

  async provideDocumentSymbols(document: TextDocument): Promise<DocumentSymbol[]> {
    const { outlineOf } = await this.features.load();
    const { file } = this.documents.get(document);
    let line = 0;
    return file.blocks.flatMap((block) => {
      const symbols = this.symbolsOf(file, block, line, outlineOf);
      line += block.lines;
      return symbols;
    });
  }

  private symbolsOf(
    file: HttpFile,
    block: BlockNode,
    line: number,
    outlineOf: (block: BlockNode) => readonly OutlineItem[],
  ): readonly DocumentSymbol[] {
    const known = this.made.get(block.identity);
    if (known?.line === line) return known.symbols;
    const symbols = outlineOf(block).map((item) => symbolOf(file, item));
    this.made.set(block.identity, { line, symbols });
    return symbols;
  }
}

function symbolOf(file: HttpFile, item: OutlineItem): DocumentSymbol {
  const { label, detail, kind } = item;
  // A symbol without a name is refused by the editor.
  return new DocumentSymbol(
    label || detail || '·',
    detail,
    kinds[kind],
    rangeOf(file, item),
    rangeOf(file, item.selection),
  );
}
