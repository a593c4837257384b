import type { HttpFile, Span } from '../../http';
import type { Diagnostic, JsonChecks, Surroundings } from '../model';
import { VariableStates } from '../variables/states';
import { blockDiagnostics } from './block-diagnostics';
import { type Cell, CellList } from './cells';
import { repeatedNames } from './repeated-names';
import { Suggestions } from './suggestions';
import type { VariableQuestions } from './variables';

/** How a look at a file is taken. */
export interface DiagnoseOptions {
  /** Syntax and schema of JSON bodies; null or left out: they are not looked at. */
  readonly json?: JsonChecks | null;
  /** Ends a look that nobody waits for any more. */
  readonly signal?: AbortSignal;
  /** Lets others have their turn; called again and again between two blocks. */
  pause(): Promise<void>;
}

/** Work between two pauses, in blocks of 2,000 characters: some milliseconds. */
const SLICE = 24;
const CHARACTERS = 2_000;

/**
 * Finds out what there is to say about one document, version after version. What was found about a block is kept as long
 * as its text, and what it depends on elsewhere, stay as they are: an edit costs what it touches.
 */
export class Diagnoser {
  private readonly cells = new CellList();
  private newest = 0;
  private settled = 0;

  /**
   * Of several looks that overlap, one at an older version gives way to one at a newer.
   * @param around the same object as long as nothing of it changes
   * @returns in the order of the text; empty when it was abandoned
   */
  async diagnose(
    file: HttpFile,
    around: Surroundings,
    { json = null, signal, pause }: DiagnoseOptions,
  ): Promise<readonly Diagnostic[]> {
    const turn = ++this.newest;
    const slices = new Slices(pause);
    const { blocks } = file;
    const { cells: found, unread } = this.cells.of(file);
    for (let at = unread.from; at < unread.to; at++) {
      const block = blocks[at];
      const cell = found[at];
      if (!block || !cell || cell.isRead) continue;
      await slices.next();
      if (signal?.aborted) return [];
      cell.read(file, block);
      slices.spent(block, 0.1);
    }
    if (turn < this.settled && !this.cells.isAt(file, around)) return [];
    this.settled = Math.max(turn, this.settled);
    const cells = this.cells.settle(found, file, around, json);
    let questions: VariableQuestions | null = null;
    const { from, to } = this.cells.openIn(cells);
    for (let at = from; at < to; at++) {
      const block = blocks[at];
      const cell = cells[at];
      if (!block || !cell || cell.found) continue;
      await slices.next();
      if (signal?.aborted) return [];
      questions ??= this.questions(file, around);
      cell.keep(block.start, await blockDiagnostics(questions, block, json, pause));
      slices.spent(block, 1);
    }
    this.cells.filled(cells);
    return this.collect(file, cells);
  }

  private questions(file: HttpFile, around: Surroundings): VariableQuestions {
    const states = new VariableStates(file, around);
    return { file, around, names: this.cells.names, states, suggestions: new Suggestions(file, around) };
  }

  private collect({ blocks }: HttpFile, cells: readonly Cell[]): readonly Diagnostic[] {
    const { names } = this.cells;
    const all: Diagnostic[] = [];
    for (let at = 0; at < cells.length; at++) {
      const cell = cells[at];
      if (!cell || (cell.isClean && !names.hasRepeated)) continue;
      const start = blocks[at]?.start ?? 0;
      if (names.hasRepeated) for (const one of repeatedNames(cell.facts, names, start)) all.push(one);
      if (!cell.isClean) for (const one of cell.from(start)) all.push(one);
    }
    return all;
  }
}

/** Cuts work into pieces that nobody notices. */
class Slices {
  private work = 0;

  constructor(private readonly pause: () => Promise<void>) {}

  /** Waits where enough was done without a pause. */
  async next(): Promise<void> {
    if (this.work < SLICE) return;
    this.work = 0;
    await this.pause();
  }

  /** @param weight how much a block of common size takes, next to looking at it */
  spent({ start, end }: Span, weight: number): void {
    this.work += weight * (1 + (end - start) / CHARACTERS);
  }
}
