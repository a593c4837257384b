import {
  EventEmitter,
  l10n,
  languages,
  type Tab,
  TabInputText,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from 'vscode';
import { momentOf, redactorFor } from '../../../engine';
import { explanationDocument } from '../../../engine/explain';
import type { ShownAnswer } from '../../answer';
import { whenClosed } from '../../closed-tabs';
import { DisposableList } from '../../disposables';
import { LanguageId, Scheme } from '../../ids';
import { locate, type Target } from '../../send/target';
import { inPath, lastPart, shortened } from '../../tab-title';
import { sayInText } from '../../words';
import { ExplanationLenses } from './lenses';
import { LiveExplanation } from './live-explanation';
import type { ExplainParts } from './parts';

/** How long the editor of an explanation waits for a keychain before it opens without a signature. */
const PATIENCE_MS = 1_000;

/** An explanation that is open. */
type Shown = { readonly live: LiveExplanation } | { readonly text: string };

/** The explanations of this window: documents that nobody can edit, forgotten when they are closed. */
export class Explanations implements TextDocumentContentProvider {
  private readonly owned = new DisposableList();
  private readonly changed = this.owned.add(new EventEmitter<Uri>());
  readonly onDidChange = this.changed.event;
  private readonly shown = new Map<string, Shown>();
  /** Those that have to look again when they come into sight. */
  private readonly stale = new Set<string>();
  private count = 0;

  constructor(private readonly parts: ExplainParts) {
    const { sources, credentials, engine } = parts;
    this.owned.add(workspace.registerTextDocumentContentProvider(Scheme.explanation, this));
    this.owned.add(
      languages.registerCodeLensProvider(
        { scheme: Scheme.explanation },
        new ExplanationLenses((uri) => this.live(uri)),
      ),
    );
    this.owned.add(whenClosed(Scheme.explanation, (uri) => this.forget(uri)));
    this.owned.add(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length === 0) return;
        for (const [key, live] of this.liveOnes()) {
          if (live.uri.toString() !== document.uri.toString()) continue;
          live.follow(contentChanges);
          this.lookSoon(key, live);
        }
      }),
    );
    const all = () => {
      for (const [key, live] of this.liveOnes()) this.lookSoon(key, live);
    };
    this.owned.add(sources.onDidChange(all));
    this.owned.add(credentials.onDidChange(all));
    this.owned.add(
      engine.vault.onDidChange(() => {
        for (const [, live] of this.liveOnes()) live.forgetSecrets();
        all();
      }),
    );
    this.owned.add(workspace.onDidGrantWorkspaceTrust(all));
    this.owned.add(
      window.onDidChangeVisibleTextEditors(() => {
        for (const [key, live] of this.liveOnes()) if (this.stale.has(key)) this.lookSoon(key, live);
      }),
    );
  }

  /**
   * *Explain Signature*: of the request of a lens or at the cursor, of an answer, or anew of the explanation in front.
   * @param line from 0; anything but a number means the cursor
   */
  async explain(uri: unknown, line: unknown): Promise<void> {
    const own = uri instanceof Uri ? uri : window.activeTextEditor?.document.uri;
    const live = own && this.live(own);
    if (live) {
      await live.ask();
      return live.refresh();
    }
    if (own?.scheme === Scheme.answer) return this.explainAnswer(this.parts.answers.get(own));
    const target = await locate(this.parts.documents, uri, line);
    if (target) await this.explainRequest(target);
    else void window.showInformationMessage(l10n.t('There is no request here: put the cursor into one.'));
  }

  provideTextDocumentContent(uri: Uri): string {
    const found = this.shown.get(uri.toString());
    if (!found) return `# ${sayInText({ code: 'explain.closed' })}\n`;
    return 'live' in found ? found.live.text : found.text;
  }

  dispose(): void {
    for (const key of [...this.shown.keys()]) this.forget(key);
    this.owned.dispose();
  }

  private live(uri: Uri): LiveExplanation | null {
    const found = this.shown.get(uri.toString());
    return found && 'live' in found ? found.live : null;
  }

  private async explainRequest(target: Target): Promise<void> {
    const [known] = this.liveOnes().filter(([, live]) => live.explains(target));
    const uri = known ? Uri.parse(known[0]) : this.uriOf(target.node.name ?? endOf(target.node.requestLine.target));
    const live = known?.[1] ?? new LiveExplanation(this.parts, target, () => this.changed.fire(uri));
    this.shown.set(uri.toString(), { live });
    await live.ask();
    const refreshing = live.refresh();
    // The document opens with whatever is there when a keychain takes its time.
    await Promise.race([refreshing, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
    if (live.text === '') await live.lookNow();
    await this.open(uri, target.document.uri, true);
    await refreshing;
  }

  private async explainAnswer(answer: ShownAnswer | undefined): Promise<void> {
    if (!answer?.sent) {
      void window.showInformationMessage(
        answer ? l10n.t('This request carried no signature.') : l10n.t('No answer is open.'),
      );
      return;
    }
    const text = explanationDocument({ kind: 'sent', ...answer.sent }, { say: sayInText, timeOf: momentOf });
    const title = answer.uri.path.slice(1).replace(/ · [^·]*$/, '');
    const uri = this.uriOf(title);
    this.shown.set(uri.toString(), { text });
    await this.open(uri, answer.uri, false);
  }

  private async open(uri: Uri, source: Uri, keepsFocus: boolean): Promise<void> {
    await this.parts.editors.showResult(uri, LanguageId.signature, source, keepsFocus);
    const before = window.tabGroups.all.flatMap(({ tabs }) => tabs).filter((tab) => isOld(tab, uri));
    if (before.length > 0) await window.tabGroups.close(before, true);
  }

  /** The title of the tab is its last part. */
  private uriOf(name: string): Uri {
    const title = redactorFor([], this.parts.sources.secrets).text(l10n.t('{0} · signature', shortened(name)));
    const path = `/${inPath(title)}`;
    return Uri.from({ scheme: Scheme.explanation, path, query: String(++this.count) });
  }

  private liveOnes(): [string, LiveExplanation][] {
    return [...this.shown].flatMap(([key, shown]) => ('live' in shown ? [[key, shown.live]] : []));
  }

  /** Nothing is done for what nobody sees. */
  private lookSoon(key: string, live: LiveExplanation): void {
    if (window.visibleTextEditors.some(({ document }) => document.uri.toString() === key)) {
      this.stale.delete(key);
      live.lookSoon();
    } else this.stale.add(key);
  }

  private forget(key: string): void {
    const found = this.shown.get(key);
    this.shown.delete(key);
    this.stale.delete(key);
    if (found && 'live' in found) found.live.dispose();
  }
}

/** An explanation of something else makes room, unless it is pinned. */
function isOld({ input, isPinned }: Tab, uri: Uri): boolean {
  if (!(input instanceof TabInputText) || isPinned || input.uri.scheme !== Scheme.explanation) return false;
  return input.uri.toString() !== uri.toString();
}

/** The end of a target as it is written, without its query. */
function endOf(target: string): string {
  const [path = target] = target.split(/[?#]/);
  return lastPart(path);
}
