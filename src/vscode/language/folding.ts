import {
  type CancellationToken,
  FoldingRange,
  FoldingRangeKind,
  type FoldingRangeProvider,
  type TextDocument,
} from 'vscode';
import { type HttpFile, lineOf } from '../../http';
import type { Fold } from '../../language';
import type { DocumentStore } from '../documents';
import type { LanguageFeatures } from './features';
import { PerBlock } from './per-block';

const kinds: Record<Fold['kind'], FoldingRangeKind | undefined> = {
  region: undefined,
  body: undefined,
  comment: FoldingRangeKind.Comment,
};

/** Folds requests, bodies and runs of comments. */
export class HttpFolding implements FoldingRangeProvider {
  private folds: PerBlock<FoldingRange> | null = null;

  constructor(
    private readonly documents: DocumentStore,
    private readonly features: LanguageFeatures,
  ) {}

  async provideFoldingRanges(
    document: TextDocument,
    _context: unknown,
    token: CancellationToken,
  ): Promise<FoldingRange[] | null> {
    const { foldsOf } = await this.features.load();
    this.folds ??= new PerBlock({
      make: (file, block) => foldsOf(file, block).map((fold) => rangeOfFold(file, fold)),
      moved: ({ start, end, kind }, lines) => new FoldingRange(start + lines, end + lines, kind),
    });
    return this.folds.all(document, this.documents.get(document).file, token);
  }
}

function rangeOfFold(file: HttpFile, { kind, start, end }: Fold): FoldingRange {
  return new FoldingRange(lineOf(file, start) - 1, lineOf(file, end) - 1, kinds[kind]);
}
