import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CancellationToken } from 'vscode';
import { type BlockNode, type Ends, type HttpFile, sameEnds } from '../../http';

/** Work between two pauses, in characters: a few milliseconds. */
const SLICE = 200_000;

/**
 * Goes through the blocks of a file in slices that nobody notices.
 * @returns false when it was given up on the way
 */
export async function eachBlock(
  { blocks }: Pick<HttpFile, 'blocks'>,
  token: CancellationToken,
  work: (block: BlockNode) => void,
): Promise<boolean> {
  let done = 0;
  for (const block of blocks) {
    work(block);
    done += block.end - block.start;
    if (done < SLICE) continue;
    done = 0;
    await nextTurn();
    if (token.isCancellationRequested) return false;
  }
  return true;
}

/** Items made of a block. */
interface Made<Item> {
  readonly identity: object;
  /** First line of the block, from 0. */
  readonly line: number;
  readonly items: readonly Item[];
  readonly told: string;
}

/** What was made of one version of a document. */
interface Version<Item> {
  /** One for each block. */
  readonly made: readonly Made<Item>[];
  /** The items of all blocks, in order. */
  readonly all: readonly Item[];
}

/** How items are made of a block, and moved so many lines further down. */
export interface Maker<Item> {
  make(file: HttpFile, block: BlockNode): readonly Item[];
  moved(item: Item, lines: number): Item;
  /** What items of other blocks depend on in a block; left out: nothing. */
  told?(block: BlockNode): string;
}

/**
 * Keeps what was made of the blocks of a document from version to version: a keystroke makes the items of one, and those
 * above and below it are taken over as they are, or moved by some lines.
 */
export class PerBlock<Item> {
  private readonly versions = new WeakMap<object, Version<Item>>();

  constructor(private readonly maker: Maker<Item>) {}

  /**
   * The items of all blocks, in order; null when it was given up on the way.
   * @param document the same object for all versions of a document
   */
  async all(document: object, file: HttpFile, token: CancellationToken): Promise<Item[] | null> {
    const { blocks } = file;
    const { made, all, head, tail } = this.kept(document, file);
    const gone = made.slice(head, made.length - tail);
    const come: Made<Item>[] = [];
    const known = new Map(gone.map((one) => [one.identity, one]));
    const last = made[head - 1];
    let line = last ? last.line + (blocks[head - 1]?.lines ?? 0) : 0;
    const whole = await eachBlock({ blocks: blocks.slice(head, blocks.length - tail) }, token, (block) => {
      come.push(this.at(line, file, block, known.get(block.identity)));
      line += block.lines;
    });
    if (!whole) return null;
    const behind = made[made.length - tail];
    const below = behind && behind.line !== line ? this.lastAt(line, file, made, tail) : null;
    const allBelow = below ? itemsOf(below) : all.slice(all.length - count(made, made.length - tail, made.length));
    const version = {
      made: made.slice(0, head).concat(come, below ?? made.slice(made.length - tail)),
      all: all.slice(0, count(made, 0, head)).concat(itemsOf(come), allBelow),
    };
    this.versions.set(document, version);
    return version.all.slice();
  }

  /** The version before, and which of its blocks are as they were; nothing where others depend on what has changed. */
  private kept(document: object, { blocks }: HttpFile): Version<Item> & Ends {
    const none = { made: [], all: [], head: 0, tail: 0 };
    const before = this.versions.get(document);
    if (!before) return none;
    const { head, tail } = sameEnds(before.made, blocks);
    const gone = before.made.slice(head, before.made.length - tail);
    const come = blocks.slice(head, blocks.length - tail);
    const isSame =
      !this.maker.told ||
      (gone.length === come.length && come.every((block, index) => this.told(block) === gone[index]?.told));
    return isSame ? { ...before, head, tail } : none;
  }

  private told(block: BlockNode): string {
    return this.maker.told?.(block) ?? '';
  }

  private at(line: number, file: HttpFile, block: BlockNode, known: Made<Item> | undefined): Made<Item> {
    if (known?.line === line) return known;
    const { identity } = block;
    // In the first line columns may count differently: a byte order mark is none.
    if (!known || known.line === 0 || line === 0) {
      return { identity, line, items: this.maker.make(file, block), told: this.told(block) };
    }
    const items = known.items.map((item) => this.maker.moved(item, line - known.line));
    return { identity, line, items, told: known.told };
  }

  /** The last blocks of a version, each at its new line. */
  private lastAt(line: number, file: HttpFile, made: readonly Made<Item>[], tail: number): Made<Item>[] {
    const by = line - (made[made.length - tail]?.line ?? 0);
    return made.slice(made.length - tail).map((one, index) => {
      const block = file.blocks[file.blocks.length - tail + index];
      return block ? this.at(one.line + by, file, block, one) : one;
    });
  }
}

function itemsOf<Item>(made: readonly Made<Item>[]): Item[] {
  const all: Item[] = [];
  for (const { items } of made) for (const item of items) all.push(item);
  return all;
}

/** How many items some blocks have. */
function count(made: readonly Made<unknown>[], from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += made[at]?.items.length ?? 0;
  return sum;
}
