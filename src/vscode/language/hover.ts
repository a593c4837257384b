import { Hover, type HoverProvider, MarkdownString, type Position, type TextDocument } from 'vscode';
import { requestAtOffset } from '../../http';
import type { DocumentStore } from '../documents';
import { say } from '../words';
import { offsetAt, rangeOf } from './convert';
import type { LanguageFeatures } from './features';
import type { DocumentSurroundings } from './surroundings';

/** Hovers of the `.http` language, JSON bodies included. */
export class HttpHover implements HoverProvider {
  constructor(
    private readonly documents: DocumentStore,
    private readonly surroundings: DocumentSurroundings,
    private readonly features: LanguageFeatures,
  ) {}

  async provideHover(document: TextDocument, position: Position): Promise<Hover | null> {
    const [language, around] = await Promise.all([this.features.load(), this.surroundings.of(document)]);
    const { file } = this.documents.get(document);
    const offset = offsetAt(file, position);
    const own = language.hoverAt(file, offset, around, say);
    const request = requestAtOffset(file, offset);
    const inBody = request?.body && offset >= request.body.start && offset <= request.body.end;
    const ofJson = inBody ? await (await this.features.jsonBodies()).hover(file, request, offset, around) : null;
    const [first, ...more] = [own, ofJson].filter((hover) => hover !== null);
    if (!first) return null;
    // Links only: what stands in files and answers must not run a command.
    const here = `](${document.uri.toString().replace(/[()]/g, encodeParenthesis)}#L`;
    const texts = [first, ...more].map(({ markdown }) => new MarkdownString(markdown.replaceAll('](#L', here)));
    return new Hover(texts, rangeOf(file, first));
  }
}

/** Parentheses would end a link in Markdown. */
function encodeParenthesis(character: string): string {
  return character === '(' ? '%28' : '%29';
}
