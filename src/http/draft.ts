import type {
  BadHeaderNode,
  BlockNode,
  BodyNode,
  CommentNode,
  DirectiveNode,
  Finding,
  HeaderNode,
  RequestLineNode,
  RequestNode,
  ScriptNode,
  SeparatorNode,
  VariableNode,
} from './nodes';
import type { RequestLineParts } from './request-line';
import { ParsedRequest } from './written';

/** What is read of a block. */
export type BlockTree = Omit<BlockNode, 'identity' | 'lines'>;

const none: readonly never[] = Object.freeze([]);

/** What requests and blocks collect while they are read. Most collect nothing, so a list is made for its first item only. */
class Draft {
  private ownComments: CommentNode[] | null = null;
  private ownScripts: ScriptNode[] | null = null;
  private ownFindings: Finding[] | null = null;
  private said: Set<string> | null = null;

  get comments(): CommentNode[] {
    this.ownComments ??= [];
    return this.ownComments;
  }

  get hasComments(): boolean {
    return this.ownComments !== null;
  }

  get scripts(): ScriptNode[] {
    this.ownScripts ??= [];
    return this.ownScripts;
  }

  get findings(): Finding[] {
    this.ownFindings ??= [];
    return this.ownFindings;
  }

  /** Adds a finding unless one with the same code was added this way before: one word per request is enough. */
  sayOnce(added: Finding): void {
    this.said ??= new Set();
    if (this.said.has(added.problem.code)) return;
    this.said.add(added.problem.code);
    this.findings.push(added);
  }

  protected get finalComments(): readonly CommentNode[] {
    return final(this.ownComments);
  }

  protected get finalScripts(): readonly ScriptNode[] {
    return final(this.ownScripts);
  }

  protected get finalFindings(): readonly Finding[] {
    return final(this.ownFindings);
  }
}

/** A request while it is being read. */
export class RequestDraft extends Draft {
  private ownDirectives: DirectiveNode[] | null = null;
  headers: HeaderNode[] = [];
  body: BodyNode | null = null;
  syntax: RequestNode['syntax'] = 'http';
  contentEnd = 0;
  /** The request line, once it is found; null for a `curl` command. */
  head: RequestLineParts | null = null;
  private ownDropped: HeaderNode[] | null = null;
  private ownBad: BadHeaderNode[] | null = null;

  constructor(
    readonly start: number,
    readonly separator: SeparatorNode | null,
  ) {
    super();
  }

  get droppedHeaders(): HeaderNode[] {
    this.ownDropped ??= [];
    return this.ownDropped;
  }

  get badHeaders(): BadHeaderNode[] {
    this.ownBad ??= [];
    return this.ownBad;
  }

  get directives(): readonly DirectiveNode[] {
    return this.ownDirectives ?? none;
  }

  addDirective(directive: DirectiveNode): void {
    if (this.ownDirectives) this.ownDirectives.push(directive);
    else this.ownDirectives = [directive];
  }

  /** Gives the request its final form. */
  finish(requestLine: RequestLineNode, end: number): RequestNode {
    return new ParsedRequest(
      this.start,
      end,
      this.contentEnd,
      this.separator,
      this.directives.length > 1 ? this.directives.slice() : this.directives,
      requestLine,
      this.syntax,
      final(this.headers),
      final(this.ownDropped),
      final(this.ownBad),
      this.body,
      this.finalScripts,
      this.finalComments,
      this.finalFindings,
    );
  }
}

/** A block while it is being read. */
export class BlockDraft extends Draft {
  private requests: readonly RequestNode[] = none;
  /** The requests behind the first one, where `###` is missing. */
  private more: RequestNode[] | null = null;
  private ownVariables: VariableNode[] | null = null;
  usesVariables = false;

  constructor(readonly separator: SeparatorNode | null) {
    super();
  }

  get variables(): VariableNode[] {
    this.ownVariables ??= [];
    return this.ownVariables;
  }

  addRequest(request: RequestNode): void {
    if (this.requests.length === 0) this.requests = [request];
    else {
      this.more ??= [];
      this.more.push(request);
    }
  }

  /** Gives the block its final form. */
  finish(start: number, end: number): BlockTree {
    return {
      kind: 'block',
      start,
      end,
      separator: this.separator,
      requests: this.more ? [...this.requests, ...this.more] : this.requests,
      variables: final(this.ownVariables),
      comments: this.finalComments,
      scripts: this.finalScripts,
      findings: this.finalFindings,
      usesVariables: this.usesVariables,
    };
  }
}

/** All empty lists are one, and the others lose the room that `push` makes for more: most hold one or two items. */
function final<Item>(items: readonly Item[] | null): readonly Item[] {
  return items === null || items.length === 0 ? none : items.slice();
}
