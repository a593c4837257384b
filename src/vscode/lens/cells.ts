import type { BlockNode, HttpFile } from '../../http';

/** What stands over one request. It holds on to no version of the document. */
export interface Standing<Lens> {
  /** Line of the request line, counted from the first line of its block. */
  readonly line: number;
  /** Whether it is so until its block, the file's variables or what is known around them changes. */
  readonly isSteady: boolean;
  /** The lenses, for the line of the document that the request line is on; none for a request that is not ours. */
  lensesAt(line: number): readonly Lens[];
}

interface Cell<Lens> {
  readonly identity: object;
  /** First line of the block, from 0. */
  readonly line: number;
  readonly standings: readonly Standing<Lens>[];
  readonly lenses: readonly Lens[];
  /** Lines with lenses. */
  readonly lines: readonly number[];
  readonly isSteady: boolean;
}

/** A file variable and the index of its block. */
interface Variable {
  readonly name: string;
  readonly value: string;
  readonly block: number;
}

/** The lenses of a whole document. */
export interface Pass<Lens> {
  readonly lenses: Lens[];
  /** Lines with lenses, from 0, in order. */
  readonly lines: number[];
}

/** Finds what stands over the requests of a block. @param line first line of the block */
export type Look<Lens> = (block: BlockNode, line: number) => readonly Standing<Lens>[];

const nothing: readonly never[] = Object.freeze([]);

/** The lenses of a document from one version to the next: those of blocks that stayed as they were are used again. */
export class LensCells<Lens> {
  private cells: readonly Cell<Lens>[] = [];
  private around: object | null = null;
  private variables: readonly Variable[] = [];

  /**
   * @param around all that lenses depend on besides the file; another object whenever something of it changes
   * @param isUnsteady whether a block has to be looked at again, although nothing changed
   */
  pass(file: HttpFile, around: object, isUnsteady: (block: BlockNode) => boolean, look: Look<Lens>): Pass<Lens> {
    const { blocks } = file;
    const variables = variablesIn(blocks);
    const shift = this.cells.length - blocks.length;
    const known = around === this.around && areSame(this.variables, variables, shift) ? this.cells : [];
    const cells: Cell<Lens>[] = [];
    const lenses: Lens[] = [];
    const lines: number[] = [];
    let line = 0;
    let isAligned = true;
    for (const [index, block] of blocks.entries()) {
      const { identity } = block;
      const ahead: Cell<Lens> | undefined = isAligned ? known[index] : undefined;
      isAligned = ahead?.identity === identity;
      const old: Cell<Lens> | undefined = isAligned ? ahead : known[index + shift];
      const cell =
        old?.identity === identity && old.isSteady && !isUnsteady(block)
          ? atLine(old, line)
          : cellOf(identity, line, look(block, line), isUnsteady(block));
      cells.push(cell);
      for (const lens of cell.lenses) lenses.push(lens);
      for (const own of cell.lines) lines.push(own);
      line += block.lines;
    }
    this.cells = cells;
    this.around = around;
    this.variables = variables;
    return { lenses, lines };
  }
}

function atLine<Lens>(cell: Cell<Lens>, line: number): Cell<Lens> {
  return cell.line === line ? cell : cellOf(cell.identity, line, cell.standings, false);
}

function cellOf<Lens>(
  identity: object,
  line: number,
  standings: readonly Standing<Lens>[],
  isUnsteady: boolean,
): Cell<Lens> {
  const lenses: Lens[] = [];
  const lines: number[] = [];
  for (const standing of standings) {
    const own = standing.lensesAt(line + standing.line);
    if (own.length === 0) continue;
    lenses.push(...own);
    lines.push(line + standing.line);
  }
  const isSteady = !isUnsteady && standings.every((standing) => standing.isSteady);
  return { identity, line, standings, lenses: trimmed(lenses), lines: trimmed(lines), isSteady };
}

function trimmed<Item>(items: readonly Item[]): readonly Item[] {
  return items.length === 0 ? nothing : items;
}

function variablesIn(blocks: readonly BlockNode[]): readonly Variable[] {
  return blocks.flatMap(({ variables }, block) => variables.map(({ name, value }) => ({ name, value, block })));
}

/**
 * Whether variables are to all blocks that stay what they were: blocks that stay keep their order, so it is enough that
 * each variable is in the same block, counted from the beginning or from the end.
 */
function areSame(old: readonly Variable[], now: readonly Variable[], shift: number): boolean {
  if (old.length !== now.length) return false;
  return old.every(({ name, value, block }, index) => {
    const other = now[index];
    if (name !== other?.name || value !== other.value) return false;
    return block === other.block || block === other.block + shift;
  });
}
