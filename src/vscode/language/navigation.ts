import {
  type DefinitionProvider,
  DocumentHighlight,
  type DocumentHighlightProvider,
  Location,
  type Position,
  type Range,
  type ReferenceContext,
  type ReferenceProvider,
  type RenameProvider,
  type TextDocument,
  WorkspaceEdit,
} from 'vscode';
import type { Problem } from '../../messages';
import type { DocumentStore } from '../documents';
import { say } from '../words';
import { offsetAt, rangeOf } from './convert';
import type { LanguageFeatures } from './features';

/** Goes to variables and named requests, finds where they are used, and renames them. */
export class HttpNavigation
  implements DefinitionProvider, ReferenceProvider, DocumentHighlightProvider, RenameProvider
{
  constructor(
    private readonly documents: DocumentStore,
    private readonly features: LanguageFeatures,
  ) {}

  async provideDefinition(document: TextDocument, position: Position): Promise<Location[]> {
    const { language, file, offset } = await this.ask(document, position);
    return language.definitionsAt(file, offset).map((span) => new Location(document.uri, rangeOf(file, span)));
  }

  async provideReferences(
    document: TextDocument,
    position: Position,
    { includeDeclaration }: ReferenceContext,
  ): Promise<Location[]> {
    const { language, file, offset } = await this.ask(document, position);
    return language
      .referencesAt(file, offset)
      .filter(({ isDefinition }) => includeDeclaration || !isDefinition)
      .map((reference) => new Location(document.uri, rangeOf(file, reference)));
  }

  async provideDocumentHighlights(document: TextDocument, position: Position): Promise<DocumentHighlight[]> {
    const { language, file, offset } = await this.ask(document, position);
    return language.referencesAt(file, offset).map((reference) => new DocumentHighlight(rangeOf(file, reference)));
  }

  async prepareRename(document: TextDocument, position: Position): Promise<Range> {
    const { language, file, offset } = await this.ask(document, position);
    const range = language.renameRangeAt(file, offset);
    return rangeOf(file, orThrow(range));
  }

  async provideRenameEdits(document: TextDocument, position: Position, newName: string): Promise<WorkspaceEdit> {
    const { language, file, offset } = await this.ask(document, position);
    const edits = orThrow(language.renameEdits(file, offset, newName));
    const edit = new WorkspaceEdit();
    for (const { text, ...span } of edits) edit.replace(document.uri, rangeOf(file, span), text);
    return edit;
  }

  private async ask(document: TextDocument, position: Position) {
    const language = await this.features.load();
    const { file } = this.documents.get(document);
    return { language, file, offset: offsetAt(file, position) };
  }
}

/** The editor shows the message of what is thrown beside the cursor. */
function orThrow<T extends object>(result: T | Problem): T {
  if ('code' in result) throw new Error(say(result));
  return result;
}
