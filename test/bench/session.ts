import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CancellationToken, CodeLens, TextDocument } from 'vscode';
import type { PreviewContext } from '../../src/engine';
import { HttpDocument, type TextChange } from '../../src/http';
import * as language from '../../src/language';
import { createJsonBodies } from '../../src/language/json';
import { sentence } from '../../src/messages';
import { HttpOutline } from '../../src/vscode/language/outline';
import { LensCells } from '../../src/vscode/lens/cells';
import { DocumentPass } from '../../src/vscode/lens/pass';
import { ParsedDocument } from '../../src/vscode/parsed-document';
import { sandbox, surroundings } from '../unit/language/diagnostics/fixtures';

/** Milliseconds of each piece of work that an edit brings. */
export interface Spent {
  readonly parse: number;
  readonly lenses: number;
  readonly outline: number;
  readonly diagnostics: number;
}

const json = createJsonBodies(sentence);
const never = { isCancellationRequested: false } as CancellationToken;

/** A document that is open, with all that is drawn of it; each part asked for as the editor asks for it. */
export class Session {
  private readonly source: HttpDocument;
  private readonly around = surroundings({ credentials: [sandbox] });
  private readonly cells = new LensCells<CodeLens>();
  private readonly diagnoser = new language.Diagnoser();
  private readonly names = new WeakMap<object, readonly string[]>();
  private readonly document = { uri: { toString: () => 'file:///many.http' } } as TextDocument;
  private readonly outline: HttpOutline;
  private readonly context: PreviewContext;
  private parsed: ParsedDocument;

  constructor(text: string) {
    this.source = new HttpDocument(text);
    this.parsed = new ParsedDocument(1, this.source.file, this.names);
    const documents = { get: () => this.parsed };
    const features = { load: async () => language };
    this.outline = new HttpOutline(documents as never, features as never);
    const { name, kind, origin } = sandbox;
    const credential = { id: name, name, kind, origin, keyHint: '', store: 'builtin', created: '' } as const;
    this.context = {
      credentials: [credential],
      activeId: name,
      defaultOrigin: origin,
      variables: this.around.variables,
    };
  }

  get text(): string {
    return this.parsed.file.text;
  }

  /** Edits the document and draws it anew. */
  async edit(changes: readonly TextChange[]): Promise<Spent> {
    const start = performance.now();
    const file = this.source.edit(changes);
    if (file.lineStarts.length + file.blocks.length === 0) throw new Error('nothing there');
    this.parsed = new ParsedDocument(this.parsed.version + 1, file, this.names);
    const parsed = performance.now();
    const pass = new DocumentPass(this.document, this.parsed, this.context, new Map(), () => false, Date.now);
    this.cells.pass(file, this.context, pass.busy, (block, line) => pass.look(block, line));
    const lensed = performance.now();
    await this.outline.provideDocumentSymbols(this.document, never);
    const outlined = performance.now();
    await this.diagnoser.diagnose(file, this.around, { json, pause: () => nextTurn() });
    return {
      parse: parsed - start,
      lenses: lensed - parsed,
      outline: outlined - lensed,
      diagnostics: performance.now() - outlined,
    };
  }
}
