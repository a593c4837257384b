import { EventEmitter, type TextDocumentContentProvider, Uri } from 'vscode';
import type { Credential } from '../../credentials';
import {
  type AnswerText,
  answerDocument,
  answerText,
  redactorFor,
  remedyOf,
  type SentFacts,
  sentFacts,
} from '../../engine';
import { headerOf, type PreparedRequest } from '../../request';
import { type Answer, discardBodyFile, type Exchange, errorCodeOf, type Plan } from '../../sending';
import { whenClosed } from '../closed-tabs';
import { DisposableList } from '../disposables';
import { Scheme } from '../ids';
import type { RequestRef, Target } from '../send/target';
import { say } from '../words';
import type { ResultEditors } from './show';
import { titleOf } from './title';

/** Answers that are kept although more have come; older ones are forgotten. */
const KEPT = 20;

/** An answer as it is shown, with its original bytes. */
export interface ShownAnswer {
  readonly uri: Uri;
  /** The request it belongs to. */
  readonly ref: RequestRef;
  readonly answer: Answer;
  readonly text: AnswerText;
  /** What was signed; null where nothing was. */
  readonly sent: SentFacts | null;
  /** The credential that was refused, and what helps. */
  readonly renewal: Renewal | null;
  /** See `typedSignatureRefused`. */
  readonly refused: PreparedRequest | null;
}

/** What helps a stored credential that was refused. */
export interface Renewal {
  readonly credential: Credential;
  readonly remedy: 'logIn' | 'replaceSecret';
}

/** The answers of this window: documents that nobody can edit, forgotten when they are closed. */
export class Answers implements TextDocumentContentProvider {
  private readonly owned = new DisposableList();
  private readonly forgotten = this.owned.add(new EventEmitter<void>());
  /** An answer was forgotten. */
  readonly onDidForget = this.forgotten.event;
  /** Oldest first. */
  private readonly shown = new Map<string, ShownAnswer>();
  private count = 0;

  /** @param timeOf local time of a moment in Unix seconds */
  constructor(
    private readonly timeOf: (seconds: number) => string,
    private readonly editors: ResultEditors,
  ) {
    this.owned.add(whenClosed(Scheme.answer, (uri) => this.forget(uri)));
  }

  /**
   * Opens an answer beside its file, in place of the one before it.
   * @param secrets to be masked besides those of the credential
   */
  async show(
    { ref }: Target,
    plan: Plan,
    exchange: Exchange,
    answer: Answer,
    secrets: readonly string[],
  ): Promise<void> {
    const redactor = redactorFor([plan], secrets);
    const text = await answerText(exchange, answer, {
      plan,
      redactor,
      say,
      timeOf: this.timeOf,
    });
    const uri = Uri.from({
      scheme: Scheme.answer,
      path: `/${redactor.text(titleOf(plan.request, answer))}`,
      query: String(++this.count),
    });
    const previous = [...this.shown.values()].filter((other) => other.ref.uri.toString() === ref.uri.toString());
    const sent = sentFacts(plan, exchange, redactor);
    const renewal = renewalOf(plan, exchange);
    const refused = typedSignatureRefused(plan, exchange);
    this.shown.set(uri.toString(), { uri, ref, answer, text, sent, renewal, refused });
    await this.editors.showAnswer(
      uri,
      ref.uri,
      previous.map((other) => other.uri),
    );
    for (const key of [...this.shown.keys()].slice(0, -KEPT)) this.forget(key);
  }

  /** The answer that a document shows. */
  get(uri: Uri): ShownAnswer | undefined {
    return this.shown.get(uri.toString());
  }

  provideTextDocumentContent(uri: Uri): string {
    const found = this.get(uri);
    return found ? answerDocument(found.text) : `# ${say({ code: 'answer.gone' })}\n`;
  }

  dispose(): void {
    for (const key of [...this.shown.keys()]) this.forget(key);
    this.owned.dispose();
  }

  private forget(key: string): void {
    const found = this.shown.get(key);
    if (!found) return;
    this.shown.delete(key);
    void discardBodyFile(found.answer);
    this.forgotten.fire();
  }
}

/** @returns null where no credential was refused, or where nothing can be done about it here */
export function renewalOf({ credential }: Pick<Plan, 'credential'>, exchange: Exchange): Renewal | null {
  const remedy = remedyOf(exchange, credential);
  return credential && (remedy === 'logIn' || remedy === 'replaceSecret') ? { credential, remedy } : null;
}

/**
 * What was sent, where the signature in it was typed, or made by another program, and refused: the doctor may find out why.
 * @returns null otherwise; ours are right by construction
 */
export function typedSignatureRefused(
  { request, credential }: Pick<Plan, 'request' | 'credential'>,
  { answer }: Pick<Exchange, 'answer'>,
): PreparedRequest | null {
  const isTyped = credential === null && (headerOf(request.headers, 'x-signature') ?? '').trim() !== '';
  return isTyped && answer && errorCodeOf(answer) === 'INVALID_SIGNATURE' ? request : null;
}
