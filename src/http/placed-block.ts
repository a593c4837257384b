import type { BlockTree } from './draft';
import { moved } from './moved';
import type { BlockNode, CommentNode, Finding, RequestNode, ScriptNode, SeparatorNode, VariableNode } from './nodes';
import { PlacedRequest, type Trees } from './placed-request';
import type { BlockRecord } from './record';

const none: readonly never[] = Object.freeze([]);

/** A block where it stands in one version of a document. What is found in it is read when first asked for. */
export class PlacedBlock implements BlockNode, Trees {
  // Truly private: who walks through the members of a node must not find its way to the text, or round in circles.
  readonly #record: BlockRecord;
  readonly #start: number;
  #tree: BlockTree | null = null;
  #requests: readonly RequestNode[] | null = null;

  constructor(record: BlockRecord, start: number) {
    this.#record = record;
    this.#start = start;
  }

  get kind(): 'block' {
    return 'block';
  }

  get start(): number {
    return this.#start;
  }

  get end(): number {
    return this.#start + this.#record.length;
  }

  get lines(): number {
    return this.#record.lines;
  }

  get identity(): object {
    return this.#record;
  }

  get usesVariables(): boolean {
    return this.#record.usesVariables;
  }

  get separator(): SeparatorNode | null {
    return this.tree().separator;
  }

  get requests(): readonly RequestNode[] {
    this.#requests ??= this.#record.isUsual ? [new PlacedRequest(this)] : this.tree().requests;
    return this.#requests;
  }

  get variables(): readonly VariableNode[] {
    return this.#record.isUsual ? none : this.tree().variables;
  }

  get comments(): readonly CommentNode[] {
    return this.#record.isUsual ? none : this.tree().comments;
  }

  get scripts(): readonly ScriptNode[] {
    return this.#record.isUsual ? none : this.tree().scripts;
  }

  get findings(): readonly Finding[] {
    return this.#record.isUsual ? none : this.tree().findings;
  }

  /** Everything in the block, with the offsets of this version. */
  tree(): BlockTree {
    this.#tree ??= moved(this.#record.tree, this.#start - this.#record.at);
    return this.#tree;
  }

  /** The same with offsets that mean nothing here: for names and other texts, which do not move. */
  treeAnywhere(): BlockTree {
    return this.#tree ?? this.#record.tree;
  }
}
