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

/** A request while it is being read. */
export class RequestDraft {
  directives: DirectiveNode[] = [];
  comments: CommentNode[] = [];
  scripts: ScriptNode[] = [];
  findings: Finding[] = [];
  headers: HeaderNode[] = [];
  droppedHeaders: HeaderNode[] = [];
  badHeaders: BadHeaderNode[] = [];
  body: BodyNode | null = null;
  syntax: RequestNode['syntax'] = 'http';
  contentEnd = 0;
  /** The request line, once it is found; null for a `curl` command. */
  head: RequestLineParts | null = null;

  constructor(
    readonly start: number,
    readonly separator: SeparatorNode | null,
  ) {}

  /** Gives the request its final form. */
  finish(requestLine: RequestLineNode, end: number): RequestNode {
    const title = this.separator?.title ?? '';
    return {
      kind: 'request',
      start: this.start,
      end,
      separator: this.separator,
      title,
      name: nameOf(this.directives) || title || null,
      directives: frozen(this.directives),
      requestLine,
      syntax: this.syntax,
      headers: frozen(this.headers),
      droppedHeaders: frozen(this.droppedHeaders),
      badHeaders: frozen(this.badHeaders),
      body: this.body,
      scripts: frozen(this.scripts),
      comments: frozen(this.comments),
      findings: frozen(this.findings),
      contentEnd: this.contentEnd,
    };
  }
}

/** A block while it is being read. */
export class BlockDraft {
  readonly requests: RequestNode[] = [];
  readonly variables: VariableNode[] = [];
  readonly findings: Finding[] = [];
  comments: CommentNode[] = [];
  scripts: ScriptNode[] = [];
  usesVariables = false;

  constructor(readonly separator: SeparatorNode | null) {}

  /** Gives the block its final form. */
  finish(start: number, end: number): BlockNode {
    return {
      kind: 'block',
      start,
      end,
      separator: this.separator,
      requests: frozen(this.requests),
      variables: frozen(this.variables),
      comments: frozen(this.comments),
      scripts: frozen(this.scripts),
      findings: frozen(this.findings),
      usesVariables: this.usesVariables,
    };
  }
}

const none: readonly never[] = Object.freeze([]);

/** Thousands of empty lists are one, and the others lose the room that `push` makes for more: most hold one or two. */
function frozen<Item>(items: readonly Item[]): readonly Item[] {
  return items.length === 0 ? none : items.slice();
}

function nameOf(directives: readonly DirectiveNode[]): string {
  for (const { key, value } of directives) {
    if (key === 'name' && value !== '') return value;
  }
  return '';
}
