import type { HttpFile } from '../../http';
import type { Diagnostic, JsonBodies, Surroundings } from '../model';
import { VariableStates } from '../variables/states';
import { blockDiagnostics } from './block-diagnostics';
import { CellList } from './cells';
import { repeatedNames } from './repeated-names';
import type { VariableQuestions } from './variables';

/** How a look at a file is taken. */
export interface DiagnoseOptions {
  /** Syntax and schema of JSON bodies; null or left out: they are not looked at. */
  readonly json?: JsonBodies | null;
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

  /**
   * @param around the same object as long as nothing of it changes
   * @returns in the order of the text; empty when it was abandoned
   */
  async diagnose(
    file: HttpFile,
    around: Surroundings,
    { json = null, signal, pause }: DiagnoseOptions,
  ): Promise<readonly Diagnostic[]> {
    const { blocks } = file;
    const cells = this.cells.update(file, around, json);
    const names = this.cells.names;
    let questions: VariableQuestions | null = null;
    let work = 0;
    for (let at = 0; at < blocks.length; at++) {
      const [block, cell] = [blocks[at], cells[at]];
      if (!block || !cell || cell.found) continue;
      if (work >= SLICE) {
        work = 0;
        await pause();
      }
      if (signal?.aborted) return [];
      questions ??= { file, around, names, states: new VariableStates(file, around) };
      cell.keep(block.start, await blockDiagnostics(questions, block, json));
      work += 1 + (block.end - block.start) / CHARACTERS;
    }
    const all: Diagnostic[] = [];
    for (let at = 0; at < blocks.length; at++) {
      const cell = cells[at];
      const start = blocks[at]?.start ?? 0;
      if (!cell) continue;
      if (names.hasRepeated) for (const one of repeatedNames(cell.facts, names, start)) all.push(one);
      if (!cell.isClean) for (const one of cell.from(start)) all.push(one);
    }
    return all;
  }
}
