import { type Disposable, l10n, type TextDocument, type TextDocumentContentChangeEvent, workspace } from 'vscode';
import type { Credential } from '../../../credentials';
import { momentOf, type PlanResult } from '../../../engine';
import { explanationDocument } from '../../../engine/explain';
import { promptsOf } from '../../../http';
import type { PreparedRequest } from '../../../request';
import { askCredential, askPrompts } from '../../send/questions';
import type { Target } from '../../send/target';
import { sayInText } from '../../words';
import { FollowedRequest } from './followed-request';
import { HeldSecrets } from './held-secrets';
import { explainedOf, type Live } from './look';
import type { ExplainParts } from './parts';

/** Typing rests so long before a look, in milliseconds. */
const REST_MS = 150;

/** The explanation of one request, which follows it while its file is edited. */
export class LiveExplanation implements Disposable {
  private readonly request: FollowedRequest;
  private readonly secrets: HeldSecrets;
  /** The credential that was chosen where several fit. */
  private chosen: string | null = null;
  private stamp: { readonly request: PreparedRequest; readonly id: string | null; readonly at: number } | null = null;
  private before: Live | null = null;
  private timer: NodeJS.Timeout | undefined;
  private looks = 0;
  private isDisposed = false;
  private current = '';

  /** The document of the request. */
  readonly uri: TextDocument['uri'];

  /** @param changed called when there is another text */
  constructor(
    private readonly parts: ExplainParts,
    target: Target,
    private readonly changed: () => void,
  ) {
    this.uri = target.document.uri;
    this.request = new FollowedRequest(target.ref.key, target.ref.line);
    this.secrets = new HeldSecrets(parts.planner, () => parts.engine.now());
  }

  get text(): string {
    return this.current;
  }

  /** Whether it explains this request. */
  explains({ document, ref }: Target): boolean {
    return document.uri.toString() === this.uri.toString() && this.request.is(ref.key);
  }

  /** Where its request line is now, from 0; null when it is gone. */
  async line(): Promise<number | null> {
    return (await this.target())?.ref.line ?? null;
  }

  /** Asks what only the person can say. */
  async ask(): Promise<void> {
    const target = workspace.isTrusted ? await this.target() : null;
    if (target) await this.askPrompts(target);
  }

  /** The person asks for it: secrets are read, and the time is read anew. */
  async refresh(): Promise<void> {
    this.stamp = null;
    await this.look(workspace.isTrusted);
  }

  /** Looks with what is there. */
  async lookNow(): Promise<void> {
    await this.look(false);
  }

  /** The document has changed. */
  follow(changes: readonly TextDocumentContentChangeEvent[]): void {
    this.request.move(changes);
  }

  /** Looks again when typing rests. */
  lookSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.look(false).catch((error: unknown) => this.parts.log.error(error instanceof Error ? error : String(error)));
    }, REST_MS);
  }

  /** Secrets may be others by now. */
  forgetSecrets(): void {
    this.secrets.forget();
    this.before = null;
  }

  dispose(): void {
    this.isDisposed = true;
    clearTimeout(this.timer);
    this.secrets.forget();
  }

  private async askPrompts({ document, node }: Target): Promise<void> {
    const { sources } = this.parts;
    const known = sources.prompts.of(document.uri);
    if (promptsOf(node).every(({ name }) => known.has(name))) return;
    const file = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
    const answers = await askPrompts(file, node, known);
    if (answers) sources.rememberPrompts(document, answers);
  }

  /** @param asked whether secrets may be read */
  private async look(asked: boolean): Promise<void> {
    const look = ++this.looks;
    const target = await this.target();
    const text = target ? await this.explained(target, asked, () => look === this.looks) : goneText();
    if (this.isDisposed) {
      this.secrets.forget();
      return;
    }
    // A later look had no secret yet: now it has.
    if (look !== this.looks && asked) this.lookSoon();
    if (look !== this.looks || text === this.current) return;
    this.current = text;
    this.changed();
  }

  private async explained(target: Target, asked: boolean, isLatest: () => boolean): Promise<string> {
    const { planner, credentials, sources, engine } = this.parts;
    let isUnknown = false;
    const glance = () =>
      asked
        ? this.secrets.asked(this.chosen)
        : this.secrets.typing(this.chosen, () => {
            isUnknown = true;
          });
    let result: PlanResult = await planner.glance(target, glance());
    if (result.kind === 'ask' && asked && isLatest()) {
      this.chosen = (await askCredential(result.candidates, l10n.t('Explain Signature')))?.name ?? null;
      if (this.chosen !== null) result = await planner.glance(target, glance());
    }
    const explanation = explainedOf({
      file: target.parsed.file,
      node: target.node,
      result,
      trusted: workspace.isTrusted,
      activeId: credentials.activeId(),
      chosen: this.chosen,
      isUnknown,
      secrets: sources.secrets,
      before: this.before,
      stampOf: (request, credential) => this.stampOf(request, credential),
      clockOffset: (origin) => (engine.clocks.isKnown(origin) ? engine.clocks.offsetSeconds(origin) : null),
    });
    if (!explanation.isEarlier) this.before = explanation;
    return explanationDocument(explanation, { say: sayInText, timeOf: momentOf });
  }

  /** The second stays what it was until the request is another one: nothing flickers, and a signature can be compared. */
  private stampOf(request: PreparedRequest, credential: Credential | null): number {
    const id = credential?.id ?? null;
    if (!this.stamp || this.stamp.id !== id || !isSame(this.stamp.request, request)) {
      this.stamp = { request, id, at: this.parts.engine.clocks.serverSeconds(request.origin) };
    }
    return this.stamp.at;
  }

  private async target(): Promise<Target | null> {
    try {
      const document = await workspace.openTextDocument(this.uri);
      const parsed = this.parts.documents.get(document);
      const node = this.request.find(parsed);
      if (!node) return null;
      const key = parsed.keyOf(node);
      const { start } = node.requestLine;
      return { document, parsed, node, ref: { uri: this.uri, key, line: document.positionAt(start).line } };
    } catch {
      return null; // an untitled document that was closed, a deleted file
    }
  }
}

function isSame(a: PreparedRequest, b: PreparedRequest): boolean {
  return a.method === b.method && a.origin === b.origin && a.path === b.path && a.body.equals(b.body);
}

function goneText(): string {
  return `# ${sayInText({ code: 'explain.gone' })}\n`;
}
