import { type BlockNode, between, type Ends, type HttpFile, sameEnds } from '../../http';
import { type Cell, cellAt, cellOf, type Standing, type Variable } from './cell';

/** The lenses of a whole document; nobody changes them. */
export interface Pass<Lens> {
  readonly lenses: Lens[];
  /** Lines with lenses, from 0, in order. */
  readonly lines: readonly number[];
}

/** Finds what stands over the requests of a block. @param line first line of the block */
export type Look<Lens> = (block: BlockNode, line: number) => readonly Standing<Lens>[];

const noEnds: Ends = { head: 0, tail: 0 };

/**
 * The lenses of a document from one version to the next: those of blocks that stayed as they were are used again, and
 * taken over in one piece where no line has moved.
 */
export class LensCells<Lens> {
  private cells: readonly Cell<Lens>[] = [];
  private around: object | null = null;
  private drawn: Pass<Lens> = { lenses: [], lines: [] };
  private isSteady = true;

  /**
   * @param around all that lenses depend on besides the file; another object whenever something of it changes
   * @param unsteady identities of blocks that have to be looked at again, although nothing changed
   */
  pass({ blocks }: HttpFile, around: object, unsteady: ReadonlySet<object>, look: Look<Lens>): Pass<Lens> {
    const { head, tail } = this.keep(blocks, around);
    const before = this.cells;
    const end = before.length - tail;
    const known = new Map(before.slice(head, end).map((cell) => [cell.identity, cell]));
    const again = (cell: Cell<Lens> | undefined, block: BlockNode, line: number) => {
      const isUnsteady = unsteady.has(block.identity);
      return cell?.isSteady && !isUnsteady ? cellAt(cell, line) : cellOf(block, line, look(block, line), isUnsteady);
    };
    const run: Cell<Lens>[] = [];
    let line = (before[head - 1]?.line ?? 0) + (head === 0 ? 0 : (blocks[head - 1]?.lines ?? 0));
    for (const block of blocks.slice(head, blocks.length - tail)) {
      run.push(again(known.get(block.identity), block, line));
      line += block.lines;
    }
    const by = line - (before[end]?.line ?? line);
    if (by === 0 && this.isSteady && unsteady.size === 0) this.splice(head, run, tail);
    else {
      const shift = blocks.length - before.length;
      const same = (from: number, to: number, moved: number, down: number) =>
        before.slice(from, to).map((cell, index) => {
          const block = blocks[from + index + moved];
          return block ? again(cell, block, cell.line + down) : cell;
        });
      this.draw([...same(0, head, 0, 0), ...run, ...same(end, before.length, shift, by)]);
    }
    return this.drawn;
  }

  /** Lets all cells go where something has changed that they depend on; else finds those that are about the same blocks. */
  private keep(blocks: readonly BlockNode[], around: object): Ends {
    const ends = around === this.around ? sameEnds(this.cells, blocks) : noEnds;
    const isKept = around === this.around && areSame(this.cells, blocks, ends);
    this.around = around;
    if (isKept) return ends;
    this.draw([]);
    return noEnds;
  }

  private draw(cells: readonly Cell<Lens>[]): void {
    this.cells = cells;
    this.drawn = { lenses: all(cells, ({ lenses }) => lenses), lines: all(cells, ({ lines }) => lines) };
    this.isSteady = areSteady(cells);
  }

  /** Puts cells between those at both ends, which have not moved. */
  private splice(head: number, run: readonly Cell<Lens>[], tail: number): void {
    const { cells, drawn } = this;
    const above = sizes(cells, 0, head);
    const gone = sizes(cells, head, cells.length - tail);
    const put = <Item>(list: readonly Item[], from: number, length: number, items: Item[]) =>
      between(list, from, items, list.length - from - length);
    this.drawn = {
      lenses: put(
        drawn.lenses,
        above.lenses,
        gone.lenses,
        all(run, ({ lenses }) => lenses),
      ),
      lines: put(
        drawn.lines,
        above.lines,
        gone.lines,
        all(run, ({ lines }) => lines),
      ),
    };
    this.cells = between(cells, head, run, tail);
    this.isSteady = areSteady(run);
  }
}

function all<Lens, Item>(cells: readonly Cell<Lens>[], of: (cell: Cell<Lens>) => readonly Item[]): Item[] {
  const items: Item[] = [];
  for (const cell of cells) for (const item of of(cell)) items.push(item);
  return items;
}

/** How many lenses, and lines with lenses, some cells have. */
function sizes(cells: readonly Cell<unknown>[], from: number, to: number): { lenses: number; lines: number } {
  let lenses = 0;
  let lines = 0;
  for (let at = from; at < to; at++) {
    lenses += cells[at]?.lenses.length ?? 0;
    lines += cells[at]?.lines.length ?? 0;
  }
  return { lenses, lines };
}

function areSteady(cells: readonly Cell<unknown>[]): boolean {
  return cells.every(({ isSteady }) => isSteady);
}

/** A file variable and the index of its block. */
interface PlacedVariable extends Variable {
  readonly block: number;
}

/**
 * Whether variables are to all blocks that stay what they were: blocks that stay keep their order, so it is enough that
 * each variable is in the same block, counted from the beginning or from the end.
 */
function areSame(cells: readonly Cell<unknown>[], blocks: readonly BlockNode[], { head, tail }: Ends): boolean {
  const old = placed(cells, head, cells.length - tail);
  const now = placed(blocks, head, blocks.length - tail);
  const shift = cells.length - blocks.length;
  if (old.length !== now.length) return false;
  return old.every(({ name, value, block }, index) => {
    const other = now[index];
    if (name !== other?.name || value !== other.value) return false;
    return block === other.block || block === other.block + shift;
  });
}

function placed(
  holders: readonly { readonly variables: readonly Variable[] }[],
  from: number,
  to: number,
): readonly PlacedVariable[] {
  return holders
    .slice(from, to)
    .flatMap(({ variables }, index) => variables.map(({ name, value }) => ({ name, value, block: from + index })));
}
