import {
  type CancellationToken,
  CompletionItem,
  CompletionItemKind,
  type CompletionItemProvider,
  CompletionItemTag,
  CompletionList,
  MarkdownString,
  type Position,
  SnippetString,
  type TextDocument,
  TextEdit,
} from 'vscode';
import { type HttpFile, requestAtOffset } from '../../http';
import type { Completion } from '../../language';
import type { DocumentStore } from '../documents';
import { say } from '../words';
import { offsetAt, rangeOf } from './convert';
import type { LanguageFeatures } from './features';
import type { DocumentSurroundings } from './surroundings';

const kinds: Record<Completion['kind'], CompletionItemKind> = {
  method: CompletionItemKind.Keyword,
  endpoint: CompletionItemKind.Interface,
  parameter: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  header: CompletionItemKind.Field,
  member: CompletionItemKind.Property,
  variable: CompletionItemKind.Variable,
  directive: CompletionItemKind.Keyword,
  credential: CompletionItemKind.Constant,
  request: CompletionItemKind.Reference,
  file: CompletionItemKind.File,
};

/** Completion of the `.http` language, JSON bodies included. */
export class HttpCompletion implements CompletionItemProvider {
  /** Characters after which proposals come up unasked; known before the language is loaded. */
  static readonly triggers = ['/', '?', '&', '=', '{', '$', '.', '@', ':', '"', ' '] as const;

  constructor(
    private readonly documents: DocumentStore,
    private readonly surroundings: DocumentSurroundings,
    private readonly features: LanguageFeatures,
  ) {}

  async provideCompletionItems(
    document: TextDocument,
    position: Position,
    token: CancellationToken,
  ): Promise<CompletionList> {
    const [language, around] = await Promise.all([this.features.load(), this.surroundings.of(document)]);
    const { file } = this.documents.get(document);
    const offset = offsetAt(file, position);
    const found = [...language.completionsAt(file, offset, around, say)];
    const request = requestAtOffset(file, offset);
    if (found.length === 0 && request?.body && offset >= request.body.start && !token.isCancellationRequested) {
      const json = await this.features.jsonBodies();
      found.push(...(await json.completions(file, request, offset, around)));
    }
    return new CompletionList(found.map((completion) => itemOf(file, completion)));
  }
}

function itemOf(file: HttpFile, completion: Completion): CompletionItem {
  const { label, detail, documentation, insert, filter } = completion;
  const item = new CompletionItem(detail === '' ? label : { label, description: detail }, kinds[completion.kind]);
  if (documentation !== '') item.documentation = new MarkdownString(documentation);
  item.insertText = completion.isSnippet ? new SnippetString(insert) : insert;
  item.range = rangeOf(file, completion.replace);
  item.sortText = completion.sort;
  if (filter !== null) item.filterText = filter;
  if (completion.deprecated) item.tags = [CompletionItemTag.Deprecated];
  if (completion.also.length > 0) {
    item.additionalTextEdits = completion.also.map((edit) => new TextEdit(rangeOf(file, edit), edit.text));
  }
  if (completion.again) item.command = { command: 'editor.action.triggerSuggest', title: '' };
  return item;
}
