import { FoldingRange, FoldingRangeKind, type FoldingRangeProvider, type TextDocument } from 'vscode';
import { lineOf } from '../../http';
import type { Fold } from '../../language';
import type { DocumentStore } from '../documents';
import type { LanguageFeatures } from './features';

const kinds: Record<Fold['kind'], FoldingRangeKind | undefined> = {
  region: undefined,
  body: undefined,
  comment: FoldingRangeKind.Comment,
};

/** Folds requests, bodies and runs of comments. */
export class HttpFolding implements FoldingRangeProvider {
  constructor(
    private readonly documents: DocumentStore,
    private readonly features: LanguageFeatures,
  ) {}

  async provideFoldingRanges(document: TextDocument): Promise<FoldingRange[]> {
    const { foldsOf } = await this.features.load();
    const { file } = this.documents.get(document);
    return file.blocks
      .flatMap((block) => foldsOf(file, block))
      .map(({ kind, start, end }) => new FoldingRange(lineOf(file, start) - 1, lineOf(file, end) - 1, kinds[kind]));
  }
}
