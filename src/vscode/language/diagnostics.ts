import { setImmediate as nextTurn } from 'node:timers/promises';
import { languages, type TextDocument, workspace } from 'vscode';
import type { HttpFile } from '../../http';
import type { Diagnoser, Diagnostic } from '../../language';
import { DisposableList } from '../disposables';
import type { DocumentStore } from '../documents';
import { LanguageId, Scheme } from '../ids';
import { rangeOf } from './convert';
import type { LanguageFeatures } from './features';
import { markOf } from './marks';
import type { DocumentSurroundings } from './surroundings';

/** A pause in typing. */
const REST_MS = 200;

/** What was found in one version of a document. */
export interface Found {
  readonly file: HttpFile;
  readonly diagnostics: readonly Diagnostic[];
}

/** Draws what there is to say about open `.http` documents, and keeps it for the quick fixes. */
export class HttpDiagnostics {
  private readonly owned = new DisposableList();
  private readonly shown = this.owned.add(languages.createDiagnosticCollection('restlink'));
  private readonly timers = new Map<TextDocument, NodeJS.Timeout>();
  private readonly running = new Map<TextDocument, AbortController>();
  private readonly diagnosers = new WeakMap<TextDocument, Diagnoser>();

  constructor(
    private readonly documents: DocumentStore,
    private readonly surroundings: DocumentSurroundings,
    private readonly features: LanguageFeatures,
    private readonly reportError: (error: unknown) => void,
  ) {
    this.owned.add(workspace.onDidOpenTextDocument((document) => this.lookSoon(document, 0)));
    this.owned.add(workspace.onDidChangeTextDocument(({ document }) => this.lookSoon(document)));
    this.owned.add(workspace.onDidCloseTextDocument((document) => this.forget(document)));
    this.owned.add(surroundings.onDidChange(() => this.lookAtAll()));
    this.lookAtAll();
  }

  /** What is to say about a document as it stands now. */
  async of(document: TextDocument, signal: AbortSignal): Promise<Found> {
    const [{ Diagnoser }, around] = await Promise.all([this.features.load(), this.surroundings.of(document)]);
    const diagnoser = this.diagnosers.get(document) ?? new Diagnoser();
    this.diagnosers.set(document, diagnoser);
    const { file } = this.documents.get(document);
    const json = this.features.jsonChecks;
    const diagnostics = await diagnoser.diagnose(file, around, { json, signal, pause: () => nextTurn() });
    return { file, diagnostics };
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const run of this.running.values()) run.abort();
    this.owned.dispose();
  }

  private lookAtAll(): void {
    for (const document of workspace.textDocuments) this.lookSoon(document);
  }

  private lookSoon(document: TextDocument, afterMs = REST_MS): void {
    if (!isWritten(document)) return;
    clearTimeout(this.timers.get(document));
    this.running.get(document)?.abort();
    this.timers.set(
      document,
      setTimeout(() => void this.look(document).catch(this.reportError), afterMs),
    );
  }

  private async look(document: TextDocument): Promise<void> {
    this.timers.delete(document);
    const run = new AbortController();
    this.running.set(document, run);
    const { file, diagnostics } = await this.of(document, run.signal);
    if (this.running.get(document) === run) this.running.delete(document);
    // Something was typed or closed meanwhile: another look is on its way, or none is needed.
    if (run.signal.aborted || document.isClosed) return;
    this.shown.set(
      document.uri,
      diagnostics.map((diagnostic) => markOf(diagnostic, (span) => rangeOf(file, span))),
    );
  }

  private forget(document: TextDocument): void {
    clearTimeout(this.timers.get(document));
    this.timers.delete(document);
    this.running.get(document)?.abort();
    this.shown.delete(document.uri);
  }
}

/** A document that a person writes, and not a page of ours. */
function isWritten({ languageId, uri, isClosed }: TextDocument): boolean {
  return languageId === LanguageId.http && uri.scheme !== Scheme.endpoint && !isClosed;
}
