import type { BlockTree } from './draft';
import type {
  BadHeaderNode,
  BodyNode,
  CommentNode,
  DirectiveNode,
  Finding,
  HeaderNode,
  RequestLineNode,
  RequestNode,
  ScriptNode,
  SeparatorNode,
  Span,
} from './nodes';

/** The block of a request. */
export interface Trees extends Span {
  /** What is in it, with the offsets of this version. */
  tree(): BlockTree;
  /** The same with offsets that mean nothing here. */
  treeAnywhere(): BlockTree;
}

/** The one request of a usual block, read when something of it is asked for. */
export class PlacedRequest implements RequestNode {
  // Truly private: who walks through the members of a node must not walk in circles.
  readonly #block: Trees;

  constructor(block: Trees) {
    this.#block = block;
  }

  get kind(): 'request' {
    return 'request';
  }

  get start(): number {
    return this.#block.start;
  }

  get end(): number {
    return this.#block.end;
  }

  get title(): string {
    return this.#anywhere().title;
  }

  get name(): string | null {
    return this.#anywhere().name;
  }

  get syntax(): RequestNode['syntax'] {
    return this.#anywhere().syntax;
  }

  get contentEnd(): number {
    return this.#here().contentEnd;
  }

  get separator(): SeparatorNode | null {
    return this.#here().separator;
  }

  get directives(): readonly DirectiveNode[] {
    return this.#here().directives;
  }

  get requestLine(): RequestLineNode {
    return this.#here().requestLine;
  }

  get headers(): readonly HeaderNode[] {
    return this.#here().headers;
  }

  get droppedHeaders(): readonly HeaderNode[] {
    return this.#here().droppedHeaders;
  }

  get badHeaders(): readonly BadHeaderNode[] {
    return this.#here().badHeaders;
  }

  get body(): BodyNode | null {
    return this.#here().body;
  }

  get scripts(): readonly ScriptNode[] {
    return this.#here().scripts;
  }

  get comments(): readonly CommentNode[] {
    return this.#here().comments;
  }

  get findings(): readonly Finding[] {
    return this.#here().findings;
  }

  #here(): RequestNode {
    return only(this.#block.tree());
  }

  #anywhere(): RequestNode {
    return only(this.#block.treeAnywhere());
  }
}

function only({ requests }: BlockTree): RequestNode {
  const [request] = requests;
  if (!request) throw new Error('a block was called usual that holds no request');
  return request;
}
