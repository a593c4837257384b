import { type CodeLens, type CodeLensProvider, EventEmitter, type TextDocument, workspace } from 'vscode';
import { type PreviewContext, previewCredential } from '../../engine';
import { requestAtLine } from '../../http';
import type { CredentialEntry, CredentialsModel } from '../credentials-model';
import { DisposableList } from '../disposables';
import type { DocumentStore } from '../documents';
import { Setting } from '../ids';
import { previewContextOf } from '../send/preview-context';
import type { Runs } from '../send/runs';
import type { VariableSources } from '../send/sources';
import { setting } from '../settings';
import { LensCells } from './cells';
import { NextExpiry } from './next-expiry';
import { DocumentPass, PendingLens } from './pass';
import { STEADY_MS, SteadyLines } from './steady-lines';
import { idleLenses } from './titles';

/** What the lenses of a document were made from, and these themselves. */
interface Known {
  readonly cells: LensCells<CodeLens>;
  /** Counts changes of what is around the documents. */
  generation: number;
  context: PreviewContext;
}

/** The lenses over requests (screens: "The file"). */
export class SendLenses implements CodeLensProvider {
  private readonly owned = new DisposableList();
  private readonly changed = this.owned.add(new EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly steady: SteadyLines;
  private readonly known = new WeakMap<TextDocument, Known>();
  private entries: Promise<readonly CredentialEntry[]>;
  private generation = 0;
  private timer: NodeJS.Timeout | undefined;

  /** @param now in milliseconds */
  constructor(
    private readonly documents: DocumentStore,
    private readonly sources: VariableSources,
    private readonly runs: Runs,
    private readonly credentials: CredentialsModel,
    private readonly now: () => number,
  ) {
    this.steady = this.owned.add(new SteadyLines(now));
    const refresh = () => {
      this.generation++;
      this.changed.fire();
    };
    const expiry = this.owned.add(new NextExpiry(now, refresh));
    const read = () => {
      const entries = credentials.list();
      // A list that cannot be had fails where the lenses wait for it.
      void entries.then((known) => expiry.watch(known)).catch(() => {});
      return entries;
    };
    this.entries = read();
    this.owned.add(
      credentials.onDidChange(() => {
        this.entries = read();
        refresh();
      }),
    );
    this.owned.add(runs.onDidChange(() => this.changed.fire()));
    this.owned.add(sources.onDidChange(refresh));
    this.owned.add(workspace.onDidGrantWorkspaceTrust(refresh));
    this.owned.add(workspace.onDidChangeWorkspaceFolders(refresh));
    this.owned.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(Setting.codeLens)) refresh();
      }),
    );
    this.owned.add({ dispose: () => clearTimeout(this.timer) });
  }

  /** Positions first: words are found in `resolveCodeLens`, but where several lenses stand on a line. */
  async provideCodeLenses(document: TextDocument): Promise<CodeLens[]> {
    if (setting('codeLens') === 'off') return [];
    const known = await this.knownOf(document);
    const { cells, context } = known;
    const parsed = this.documents.get(document);
    const isHeld = (line: number) => this.steady.holds(document, line);
    const pass = new DocumentPass(document, parsed, context, this.runs.statesOf(document.uri), isHeld, this.now);
    const { lenses, lines } = cells.pass(parsed.file, context, pass.busy, (block, line) => pass.look(block, line));
    this.steady.keep(document, lines);
    if (pass.held) this.lookAgain();
    return lenses;
  }

  resolveCodeLens(lens: CodeLens): CodeLens {
    if (!(lens instanceof PendingLens)) return lens;
    const { document, range } = lens;
    const { file } = this.documents.get(document);
    const node = requestAtLine(file, range.start.line + 1);
    const context = this.known.get(document)?.context;
    if (!node || !context) return lens;
    const preview = previewCredential(file, node, context);
    const [command] = idleLenses(preview, undefined, document.uri, range.start.line, this.now());
    if (command) lens.command = command;
    return lens;
  }

  dispose(): void {
    this.owned.dispose();
  }

  /** What lenses of a document depend on besides its text; the same object until something of it changes. */
  private async knownOf(document: TextDocument): Promise<Known> {
    const { generation } = this;
    const before = this.known.get(document);
    if (before?.generation === generation) return before;
    const [entries, files] = await Promise.all([this.entries, this.sources.cached(document)]);
    const context = previewContextOf(entries, this.credentials.activeId(), this.sources, files);
    const known = { cells: before?.cells ?? new LensCells<CodeLens>(), generation, context };
    this.known.set(document, known);
    return known;
  }

  /** A lens was kept although its request is no longer ours: when typing rests, it goes. */
  private lookAgain(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.changed.fire(), STEADY_MS);
  }
}
