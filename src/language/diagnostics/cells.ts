import { type BlockNode, between, type HttpFile, sameEnds, variableReferences } from '../../http';
import type { Diagnostic, JsonChecks, Surroundings } from '../model';
import { plainName, usesIn } from '../variables/uses';
import { type BlockFacts, blockFacts } from './block-facts';
import { NameIndex } from './name-index';
import { shifted } from './shift';

const none: readonly never[] = Object.freeze([]);
const noFacts: BlockFacts = { names: none, prompts: none, variables: none, roles: none };

/** What was found about a block. Ranges count from its start, so that they outlive edits above it. */
export class Cell {
  /** Null until the block was looked at. */
  found: readonly Diagnostic[] | null = null;
  private placed: { readonly start: number; readonly found: readonly Diagnostic[] } | null = null;
  private about: About | null = null;

  constructor(readonly identity: object) {}

  /** Whether it is known what others can depend on in this block, and what it depends on. */
  get isRead(): boolean {
    return this.about !== null;
  }

  read(file: HttpFile, block: BlockNode): void {
    this.about ??= { facts: blockFacts(file, block), uses: usesOf(file, block) };
  }

  get facts(): BlockFacts {
    return this.about?.facts ?? noFacts;
  }

  /** Names of the variables that the block uses. */
  get uses(): readonly string[] {
    return this.about?.uses ?? [];
  }

  /** Whether there is nothing to say. */
  get isClean(): boolean {
    return this.found === null || this.found.length === 0;
  }

  /** @param found with ranges of the document */
  keep(start: number, found: readonly Diagnostic[]): void {
    this.found = found.length === 0 ? found : found.map((one) => shifted(one, -start));
    this.placed = { start, found };
  }

  /** What was found, for a block that now starts here. */
  from(start: number): readonly Diagnostic[] {
    if (this.placed?.start !== start) {
      this.placed = { start, found: (this.found ?? []).map((one) => shifted(one, start)) };
    }
    return this.placed.found;
  }

  /** The same block, not looked at. */
  anew(): Cell {
    const cell = new Cell(this.identity);
    cell.about = this.about;
    return cell;
  }
}

interface About {
  readonly facts: BlockFacts;
  readonly uses: readonly string[];
}

/** Indices: the first one, and the one behind the last. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** The cells of a document, one for each block, carried from version to version. */
export class CellList {
  readonly names = new NameIndex();
  private cells: readonly Cell[] = [];
  private file: HttpFile | null = null;
  private around: Surroundings | null = null;
  private json: JsonChecks | null = null;
  /** The cells that may be empty: from the first index to before the second. */
  private open: Range = { from: 0, to: 0 };

  /** Whether this version is the present one. */
  isAt(file: HttpFile, around: Surroundings): boolean {
    return file === this.file && around === this.around;
  }

  /**
   * The cells of a version: those of blocks that are the same as before, and new ones, which have to be read.
   * @returns with the range in which they are
   */
  of({ blocks }: HttpFile): { readonly cells: readonly Cell[]; readonly unread: Range } {
    const { head, tail } = sameEnds(this.cells, blocks);
    const unread = { from: head, to: blocks.length - tail };
    if (head === blocks.length && head === this.cells.length) return { cells: this.cells, unread };
    const gone = this.cells.slice(head, this.cells.length - tail);
    const known = new Map(gone.map((cell) => [cell.identity, cell]));
    const come = blocks
      .slice(head, blocks.length - tail)
      .map(({ identity }) => known.get(identity) ?? new Cell(identity));
    return { cells: between(this.cells, head, come, tail), unread };
  }

  /**
   * Makes this version the present one.
   * @param cells of this version, all read
   * @returns the same, but empty ones in the place of those whose surroundings, or what they depend on elsewhere, have changed
   */
  settle(cells: readonly Cell[], file: HttpFile, around: Surroundings, json: JsonChecks | null): readonly Cell[] {
    if (this.isAt(file, around) && json === this.json) return this.cells;
    const before = this.cells;
    const wasFilled = before.length === 0 || this.open.from >= this.open.to;
    const { head, tail } = sameEnds(before, cells);
    const gone = before.slice(head, before.length - tail);
    const come = cells.slice(head, cells.length - tail);
    this.cells = cells;
    if (gone.length > 0 || come.length > 0) {
      for (const { facts } of gone) this.names.change(facts, -1);
      for (const { facts } of come) this.names.change(facts, 1);
      const stayed = new Set(gone);
      const fresh = new Set(come.filter((cell) => !stayed.has(cell)));
      this.cells = this.withoutStale(cells, fresh, file, around, changeOf(gone, come));
    }
    const isElsewhere = around !== this.around || json !== this.json;
    if (isElsewhere) this.cells = this.cells.map((cell) => (cell.found ? cell.anew() : cell));
    const isKept = wasFilled && this.cells === cells;
    this.open = isKept ? { from: head, to: cells.length - tail } : { from: 0, to: cells.length };
    this.file = file;
    this.around = around;
    this.json = json;
    return this.cells;
  }

  /** The range of cells of a version that may be empty. */
  openIn(cells: readonly Cell[]): Range {
    return cells === this.cells ? this.open : { from: 0, to: cells.length };
  }

  /** Notes that all cells of a version are filled. */
  filled(cells: readonly Cell[]): void {
    if (cells === this.cells) this.open = { from: 0, to: 0 };
  }

  /** A name that changed in one block matters to all that use it, by whichever detour. */
  private withoutStale(
    cells: readonly Cell[],
    fresh: ReadonlySet<Cell>,
    file: HttpFile,
    around: Surroundings,
    { variables, requests, roles }: Change,
  ): readonly Cell[] {
    if (variables.size === 0 && !requests && roles.size === 0) return cells;
    const inRole = this.names.roles.withTargets(roles);
    const values = valuesIn(file, around);
    const askers = requests ? values.filter(([, value]) => asksRequest(value)).map(([name]) => name) : [];
    const affected = withDependents(new Set([...variables, ...askers]), values);
    return cells.map((cell) => {
      if (fresh.has(cell)) return cell;
      const isStale =
        cell.found === null ||
        (inRole.size > 0 && cell.facts.variables.some(({ name }) => inRole.has(name))) ||
        cell.uses.some((name) => affected.has(name) || (requests && name.includes('.'))) ||
        (affected.size > 0 && cell.found.some(({ problem }) => problem.code.includes('variable.')));
      return isStale ? cell.anew() : cell;
    });
  }
}

interface Change {
  /** Names of variables and prompts that are new, gone, or have another value or place. */
  readonly variables: ReadonlySet<string>;
  /** Whether the names of requests are others now. */
  readonly requests: boolean;
  /** Names of variables that stand for a secret now and did not before, or the other way round. */
  readonly roles: ReadonlySet<string>;
}

function changeOf(gone: readonly Cell[], come: readonly Cell[]): Change {
  const [then, now] = [factsOf(gone), factsOf(come)];
  const requests = then.names.join('\n') !== now.names.join('\n');
  const changed = new Set<string>();
  if (then.prompts.join('\n') !== now.prompts.join('\n')) {
    for (const name of [...then.prompts, ...now.prompts]) changed.add(name);
  }
  // Within one block only the order of values matters to others; where blocks come, go or move, places do too.
  const isOneBlock = gone.length === 1 && come.length === 1;
  for (const name of new Set([...then.values.keys(), ...now.values.keys()])) {
    if (!isOneBlock || then.values.get(name) !== now.values.get(name)) changed.add(name);
  }
  return { variables: changed, requests, roles: changedRoles(gone, come) };
}

/** Names of variables whose roles differ, by how often each role is there. */
function changedRoles(gone: readonly Cell[], come: readonly Cell[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  const names = new Set<string>();
  const count = (cells: readonly Cell[], step: number) => {
    for (const { facts } of cells) {
      for (const { name, kind, to } of facts.roles) {
        const key = `${kind} ${to} ${name}`;
        counts.set(key, (counts.get(key) ?? 0) + step);
      }
    }
  };
  count(gone, -1);
  count(come, 1);
  if (counts.size === 0) return names;
  for (const { facts } of [...gone, ...come]) {
    for (const { name, kind, to } of facts.roles) {
      if (counts.get(`${kind} ${to} ${name}`) === 0) continue;
      names.add(name);
      if (to !== null) names.add(to);
    }
  }
  return names;
}

function factsOf(cells: readonly Cell[]) {
  const values = new Map<string, string>();
  for (const { facts } of cells) {
    for (const { name, value } of facts.variables) values.set(name, `${values.get(name) ?? ''}\n${value}`);
  }
  return {
    names: cells.flatMap(({ facts }) => facts.names.map(({ name }) => name)),
    prompts: cells.flatMap(({ facts }) => facts.prompts),
    values,
  };
}

/** Variables of the file and the environment, with their values. */
function valuesIn(file: HttpFile, { variables }: Surroundings): readonly (readonly [string, string])[] {
  return [...file.variables.map(({ name, value }) => [name, value] as const), ...variables.environment];
}

/** Whether a value may take something from what a request was answered. */
function asksRequest(value: string): boolean {
  return value.includes('{{') && variableReferences(value).some(({ name }) => name.includes('.'));
}

/** Names, and those of variables whose values refer to them. */
function withDependents(
  names: ReadonlySet<string>,
  values: readonly (readonly [string, string])[],
): ReadonlySet<string> {
  const affected = new Set(names);
  if (names.size === 0) return affected;
  const referring = values.filter(([, value]) => value.includes('{{'));
  for (let size = -1; size !== affected.size; ) {
    size = affected.size;
    for (const [name, value] of referring) {
      if (variableReferences(value).some((reference) => plainOf(reference, affected))) affected.add(name);
    }
  }
  return affected;
}

function plainOf(reference: ReturnType<typeof variableReferences>[number], affected: ReadonlySet<string>): boolean {
  return affected.has(reference.name) || affected.has(plainName(reference)?.name ?? reference.name);
}

function usesOf(file: HttpFile, block: BlockNode): readonly string[] {
  const uses = new Set<string>();
  for (const use of usesIn(file, block)) {
    uses.add(use.name);
    const plain = plainName(use);
    if (plain) uses.add(plain.name);
  }
  return uses.size === 0 ? none : [...uses];
}
