import { CodeLens, Range, type TextDocument, workspace } from 'vscode';
import { mayReceive } from '../../credentials';
import {
  type CredentialPreview,
  isPlainlyOurs,
  namedCredential,
  type PreviewContext,
  previewCredential,
} from '../../engine';
import { type BlockNode, type HttpFile, headerValue, lineOf, type RequestNode } from '../../http';
import type { ParsedDocument } from '../parsed-document';
import type { RunState } from '../send/runs';
import type { Standing } from './cell';
import { explainLens, idleLenses, restrictedLenses, runningLenses } from './titles';

/** A lens whose words are found when it comes into sight. */
export class PendingLens extends CodeLens {
  constructor(
    readonly document: TextDocument,
    line: number,
  ) {
    super(new Range(line, 0, line, 0));
  }
}

/** One pass over a document: what stands over each of its requests. */
export class DocumentPass {
  private readonly trusted = workspace.isTrusted;
  private readonly file: HttpFile;
  /** States of requests of this version. */
  private readonly states = new Map<RequestNode, RunState>();
  /** Whether a request without a named credential has one that may sign it. */
  private readonly covered: boolean;
  private asksAnswers: boolean | null = null;
  /** Identities of blocks with a request that is on its way, or was a moment ago. */
  readonly busy: ReadonlySet<object>;
  /** Whether a lens was kept although its request is not ours. */
  held = false;

  /**
   * @param states what is known of sends, by key of the request
   * @param isHeld whether a lens stood on a line just before an edit of the last moment
   * @param now in milliseconds
   */
  constructor(
    private readonly document: TextDocument,
    parsed: ParsedDocument,
    private readonly context: PreviewContext,
    states: ReadonlyMap<string, RunState>,
    private readonly isHeld: (line: number) => boolean,
    private readonly now: () => number,
  ) {
    this.file = parsed.file;
    for (const [key, state] of states) {
      const node = parsed.find(key);
      if (node) this.states.set(node, state);
    }
    this.busy = this.blocksOf(this.states);
    const { credentials, activeId, defaultOrigin } = context;
    const origin = credentials.find(({ id }) => id === activeId)?.origin ?? defaultOrigin;
    this.covered = credentials.some((credential) => mayReceive(credential, origin));
  }

  look(block: BlockNode, line: number): Standing<CodeLens>[] {
    return block.requests.map((node) =>
      this.standing(node, lineOf(this.file, node.requestLine.start) - 1 - line, line),
    );
  }

  private blocksOf(states: ReadonlyMap<RequestNode, unknown>): ReadonlySet<object> {
    const blocks = new Set<object>();
    if (states.size === 0) return blocks;
    for (const { requests, identity } of this.file.blocks) {
      if (requests.some((node) => states.has(node))) blocks.add(identity);
    }
    return blocks;
  }

  private standing(node: RequestNode, line: number, blockLine: number): Standing<CodeLens> {
    const { document } = this;
    const known = this.states.get(node);
    const state = known?.kind === 'running' && known.asking ? undefined : known;
    if (this.trusted && !state && this.covered && isPlainlyOurs(this.file, node) && namedCredential(node) === null) {
      return {
        line,
        isSteady: true,
        lensesAt: (at) => [new PendingLens(document, at), ...lensesOf(at, [explainLens(document.uri, at)])],
      };
    }
    if (state?.kind === 'running') {
      state.cancelShownAt ??= this.now();
      return { line, isSteady: false, lensesAt: (at) => lensesOf(at, runningLenses(document.uri, at)) };
    }
    const preview = previewCredential(this.file, node, this.context);
    if (preview.kind === 'foreign') return this.foreign(node, line, blockLine + line);
    if (!this.trusted) {
      const lensesAt = (at: number) => lensesOf(at, restrictedLenses(document.uri, at));
      return { line, isSteady: this.isSteady(node), lensesAt };
    }
    return {
      line,
      isSteady: !state && this.isSteady(node),
      lensesAt: (at) => lensesOf(at, idleLenses(preview, state, document.uri, at, this.now())),
    };
  }

  /** None; but a lens that stood here a moment ago waits for its request to make sense again. */
  private foreign(node: RequestNode, line: number, at: number): Standing<CodeLens> {
    if (!this.isHeld(at)) return { line, isSteady: this.isSteady(node), lensesAt: () => [] };
    this.held = true;
    const waiting: CredentialPreview = { kind: 'ask' };
    const { uri } = this.document;
    return {
      line,
      isSteady: false,
      lensesAt: (own) => lensesOf(own, idleLenses(waiting, undefined, uri, own, this.now())),
    };
  }

  /** Whether only the text and what is around it decide about a request, and no answer that another request may get. */
  private isSteady({ requestLine, headers }: RequestNode): boolean {
    return !this.mayAskAnswers() && !asksAnswer(requestLine.target) && !asksAnswer(headerValue(headers, 'host') ?? '');
  }

  /** Whether a file variable takes its value from an answer, which may come at any time. */
  private mayAskAnswers(): boolean {
    this.asksAnswers ??= this.file.variables.some(({ value }) => asksAnswer(value));
    return this.asksAnswers;
  }
}

function lensesOf(line: number, actions: ReturnType<typeof idleLenses>): CodeLens[] {
  return actions.map((action) => new CodeLens(new Range(line, 0, line, 0), action));
}

function asksAnswer(text: string): boolean {
  return text.includes('.response.') || text.includes('.request.');
}
