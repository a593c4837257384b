import { append } from './lists';
import type { BlockNode, Finding, HttpFile, RequestNode, VariableNode } from './nodes';
import { PlacedBlock } from './placed-block';
import type { BlockRecord } from './record';
import { lineStarts } from './syntax/line-starts';

/** One version of a document: blocks and where they start. Lists are made when first asked for. */
export class ParsedFile implements HttpFile {
  readonly #records: readonly BlockRecord[];
  readonly #starts: readonly number[];
  #lineStarts: number[] | null;
  #blocks: readonly BlockNode[] | null = null;
  #requests: readonly RequestNode[] | null = null;
  #variables: readonly VariableNode[] | null = null;
  #findings: readonly Finding[] | null = null;

  /**
   * @param starts where each block starts
   * @param lines where each line starts, if that is known
   * @param blocks if they are made
   */
  constructor(
    readonly text: string,
    records: readonly BlockRecord[],
    starts: readonly number[],
    lines: number[] | null = null,
    blocks: readonly BlockNode[] | null = null,
  ) {
    this.#records = records;
    this.#starts = starts;
    this.#lineStarts = lines;
    this.#blocks = blocks;
  }

  slice(start: number, end: number): string {
    return this.text.slice(start, end);
  }

  get blocks(): readonly BlockNode[] {
    this.#blocks ??= this.#records.map((record, index) => new PlacedBlock(record, this.#starts[index] ?? 0));
    return this.#blocks;
  }

  get requests(): readonly RequestNode[] {
    this.#requests ??= collect(this.blocks, ({ requests }) => requests);
    return this.#requests;
  }

  get variables(): readonly VariableNode[] {
    this.#variables ??= collect(this.blocks, ({ variables }) => variables);
    return this.#variables;
  }

  get findings(): readonly Finding[] {
    this.#findings ??= collect(this.blocks, ({ findings }) => findings);
    return this.#findings;
  }

  get lineStarts(): readonly number[] {
    this.#lineStarts ??= lineStarts(this.text);
    return this.#lineStarts;
  }

  /** Hands the list of line starts over to a next version; this one finds them anew if it is asked once more. */
  takeLines(): number[] | null {
    const lines = this.#lineStarts;
    this.#lineStarts = null;
    return lines;
  }

  /** What a next version is made from; null where nobody asked for it so far. */
  parts(): {
    readonly records: readonly BlockRecord[];
    readonly starts: readonly number[];
    readonly blocks: readonly BlockNode[] | null;
  } {
    return { records: this.#records, starts: this.#starts, blocks: this.#blocks };
  }
}

function collect<Item>(blocks: readonly BlockNode[], of: (block: BlockNode) => readonly Item[]): readonly Item[] {
  const all: Item[] = [];
  for (const block of blocks) append(all, of(block));
  return all;
}
