import { indexAt } from './edit';
import { append } from './lists';
import type { BlockNode, Finding, HttpFile, RequestNode, VariableNode } from './nodes';
import { PlacedBlock } from './placed-block';
import type { BlockRecord } from './record';
import type { Before } from './splice';
import { lineStarts } from './syntax/line-starts';
import { Definitions } from './variables/definitions';

/** One version of a document: blocks and where they start. Lists are made when first asked for. */
export class ParsedFile implements HttpFile {
  readonly #records: readonly BlockRecord[];
  readonly #starts: readonly number[];
  #text: string | null;
  #lineStarts: number[] | null;
  #blocks: readonly BlockNode[] | null = null;
  #requests: readonly RequestNode[] | null = null;
  #variables: readonly VariableNode[] | null = null;
  #definitions: Definitions | null = null;
  #findings: readonly Finding[] | null = null;

  /**
   * @param starts where each block starts
   * @param text if it is made
   * @param lines where each line starts, if that is known
   * @param blocks if they are made
   */
  constructor(
    records: readonly BlockRecord[],
    starts: readonly number[],
    readonly length: number,
    text: string | null = null,
    lines: number[] | null = null,
    blocks: readonly BlockNode[] | null = null,
  ) {
    this.#records = records;
    this.#starts = starts;
    this.#text = text;
    this.#lineStarts = lines;
    this.#blocks = blocks;
  }

  get text(): string {
    this.#text ??= this.#records.map((record) => record.slice(0, record.length)).join('');
    return this.#text;
  }

  slice(start: number, end: number): string {
    if (this.#text !== null) return this.#text.slice(start, end);
    let text = '';
    for (let index = Math.max(indexAt(this.#starts, start), 0); index < this.#starts.length; index++) {
      const by = this.#starts[index] ?? 0;
      if (by >= end) break;
      text += this.#records[index]?.slice(start - by, end - by) ?? '';
    }
    return text;
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

  get definitions(): Definitions {
    this.#definitions ??= new Definitions(this.variables);
    return this.#definitions;
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

  /** What a next version is made from. */
  before(): Before {
    return {
      records: this.#records,
      starts: this.#starts,
      length: this.length,
      slice: (start, end) => this.slice(start, end),
    };
  }

  /** The blocks, if somebody has asked for them. */
  get madeBlocks(): readonly BlockNode[] | null {
    return this.#blocks;
  }
}

function collect<Item>(blocks: readonly BlockNode[], of: (block: BlockNode) => readonly Item[]): readonly Item[] {
  const all: Item[] = [];
  for (const block of blocks) append(all, of(block));
  return all;
}
