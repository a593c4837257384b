import { CodeLens, type CodeLensProvider, EventEmitter, Range, type TextDocument, type Uri, workspace } from 'vscode';
import { mayReceive } from '../../credentials';
import {
  type CredentialPreview,
  isPlainlyOurs,
  namedCredential,
  type PreviewContext,
  previewCredential,
} from '../../engine';
import type { RequestNode } from '../../http';
import type { CredentialEntry, CredentialsModel } from '../credentials-model';
import { DisposableList } from '../disposables';
import type { DocumentStore, ParsedDocument } from '../documents';
import { Setting } from '../ids';
import { previewContextOf } from '../send/preview-context';
import type { Runs } from '../send/runs';
import type { VariableSources } from '../send/sources';
import { lineOfRequest } from '../send/target';
import { setting } from '../settings';
import { STEADY_MS, SteadyLines } from './steady-lines';
import { idleLenses, restrictedLens, runningLenses } from './titles';

/** A lens whose words are found when it comes into sight. */
class PendingLens extends CodeLens {
  constructor(
    range: Range,
    readonly uri: Uri,
    readonly preview: () => CredentialPreview,
  ) {
    super(range);
  }
}

/** The lenses over requests (screens: "The file"). */
export class SendLenses implements CodeLensProvider {
  private readonly owned = new DisposableList();
  private readonly changed = this.owned.add(new EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly steady: SteadyLines;
  private entries: Promise<readonly CredentialEntry[]>;
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
    const refresh = () => this.changed.fire();
    this.entries = credentials.list();
    this.owned.add(
      credentials.onDidChange(() => {
        this.entries = credentials.list();
        refresh();
      }),
    );
    this.owned.add(runs.onDidChange(refresh));
    this.owned.add(sources.onDidChange(refresh));
    this.owned.add(workspace.onDidGrantWorkspaceTrust(refresh));
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
    const [entries, files] = await Promise.all([this.entries, this.sources.cached(document)]);
    const context = previewContextOf(entries, this.credentials.activeId(), this.sources, files);
    const parsed = this.documents.get(document);
    const pass = new Pass(document, parsed, context, this.runs, this.now);
    const lenses: CodeLens[] = [];
    const lines: number[] = [];
    let held = false;
    for (const node of parsed.file.requests) {
      const line = lineOfRequest(parsed, node);
      let found = pass.lensesOf(node, line);
      if (found.length === 0 && this.steady.holds(document, line)) {
        found = pass.heldLens(line);
        held = true;
      }
      if (found.length > 0) lines.push(line);
      lenses.push(...found);
    }
    this.steady.keep(document, lines);
    if (held) this.lookAgain();
    return lenses;
  }

  resolveCodeLens(lens: CodeLens): CodeLens {
    if (!(lens instanceof PendingLens)) return lens;
    const [command] = idleLenses(lens.preview(), undefined, lens.uri, lens.range.start.line);
    if (command) lens.command = command;
    return lens;
  }

  dispose(): void {
    this.owned.dispose();
  }

  /** A lens was kept although its request is no longer ours: when typing rests, it goes. */
  private lookAgain(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.changed.fire(), STEADY_MS);
  }
}

/** One pass over a document. */
class Pass {
  private readonly busy: boolean;
  private readonly trusted = workspace.isTrusted;
  /** Whether a request without a named credential has one that may sign it. */
  private readonly covered: boolean;

  constructor(
    private readonly document: TextDocument,
    private readonly parsed: ParsedDocument,
    private readonly context: PreviewContext,
    private readonly runs: Runs,
    private readonly now: () => number,
  ) {
    this.busy = runs.knows(document.uri);
    const { credentials, activeId, defaultOrigin } = context;
    const origin = credentials.find(({ id }) => id === activeId)?.origin ?? defaultOrigin;
    this.covered = credentials.some((credential) => mayReceive(credential, origin));
  }

  /** None for a request that belongs to other tools. */
  lensesOf(node: RequestNode, line: number): CodeLens[] {
    const { uri } = this.document;
    const range = new Range(line, 0, line, 0);
    const known = this.busy ? this.runs.state(uri, this.parsed.keyOf(node)) : undefined;
    const state = known?.kind === 'running' && known.asking ? undefined : known;
    const plainly = isPlainlyOurs(this.parsed.file, node);
    if (this.trusted && !state && plainly && this.covered && namedCredential(node) === null) {
      return [new PendingLens(range, uri, () => this.preview(node))];
    }
    if (state?.kind === 'running') {
      state.cancelShownAt ??= this.now();
      return runningLenses(uri, line).map((command) => new CodeLens(range, command));
    }
    const preview = this.preview(node);
    if (preview.kind === 'foreign') return [];
    if (!this.trusted) return [new CodeLens(range, restrictedLens())];
    return idleLenses(preview, state, uri, line).map((command) => new CodeLens(range, command));
  }

  /** A lens that waits for its request to make sense again. */
  heldLens(line: number): CodeLens[] {
    return idleLenses({ kind: 'ask' }, undefined, this.document.uri, line).map(
      (command) => new CodeLens(new Range(line, 0, line, 0), command),
    );
  }

  private preview(node: RequestNode): CredentialPreview {
    return previewCredential(this.parsed.file, node, this.context);
  }
}
