import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CancellationToken } from 'vscode';
import { type BlockNode, type HttpFile, lineOf } from '../../http';

/** Work between two pauses, in characters: a few milliseconds. */
const SLICE = 200_000;

/**
 * Goes through the blocks of a file in slices that nobody notices.
 * @returns false when it was given up on the way
 */
export async function eachBlock(
  { blocks }: HttpFile,
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

/** Items made of blocks, and the line on which the block stood then. */
interface Made<Item> {
  readonly line: number;
  readonly items: readonly Item[];
}

/** Keeps what was made of a block as long as its text and its place stay the same: a keystroke makes the items of one. */
export class PerBlock<Item> {
  private readonly made = new WeakMap<object, Made<Item>>();

  constructor(private readonly make: (file: HttpFile, block: BlockNode) => readonly Item[]) {}

  /** The items of all blocks, in order; null when it was given up on the way. */
  async all(file: HttpFile, token: CancellationToken): Promise<Item[] | null> {
    const all: Item[] = [];
    const whole = await eachBlock(file, token, (block) => {
      for (const item of this.of(file, block)) all.push(item);
    });
    return whole ? all : null;
  }

  private of(file: HttpFile, block: BlockNode): readonly Item[] {
    const line = lineOf(file, block.start);
    const known = this.made.get(block.identity);
    if (known?.line === line) return known.items;
    const items = this.make(file, block);
    this.made.set(block.identity, { line, items });
    return items;
  }
}
