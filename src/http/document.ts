import { type Edit, editsOf, type TextChange } from './edit';
import { spliceLines } from './line-splice';
import type { BlockNode, HttpFile } from './nodes';
import { parseText } from './parse';
import { ParsedFile } from './parsed-file';
import { PlacedBlock } from './placed-block';
import type { BlockRecord } from './record';
import { settled } from './settle';
import { splice } from './splice';

/** How many times the length of the text the blocks may hold on to, before they all take theirs from the newest text. */
const MAX_HELD = 3;

/**
 * A `.http` text that changes. An edit reads only the blocks again that it touches; each version is an `HttpFile` of its
 * own, and earlier ones stay as they are.
 */
export class HttpDocument {
  private current: ParsedFile;
  /** Characters of the texts that the blocks are read from. */
  private held: number;

  constructor(text: string) {
    this.current = parseText(text);
    this.held = text.length;
  }

  /** The newest version. */
  get file(): HttpFile {
    return this.current;
  }

  /**
   * Applies changes that all are about the newest version: offsets count in its text, and no two overlap.
   * @returns the version that they make
   * @throws RangeError when changes overlap or lie outside of the text; then nothing has changed
   */
  edit(changes: readonly TextChange[]): HttpFile {
    const edits = editsOf(this.current.length, changes);
    if (edits.length > 0) this.current = this.next(edits);
    return this.current;
  }

  private next(edits: readonly Edit[]): ParsedFile {
    const { current } = this;
    const { records: found, starts, regions, held } = splice(current.before(), edits);
    const records = settled(found, starts);
    const lines = current.takeLines();
    if (lines) spliceLines(lines, regions);
    const blocks = current.madeBlocks && placedAgain(current.madeBlocks, records, starts);
    const length = current.length + (edits[edits.length - 1]?.by ?? 0);
    const next = new ParsedFile(records, starts, length, null, lines, blocks);
    this.held += held;
    if (this.held > MAX_HELD * (length + 1000)) {
      const { text } = next;
      for (const [index, record] of records.entries()) record.moveTo(text, starts[index] ?? 0);
      this.held = length;
    }
    return next;
  }
}

/** The blocks of a new version: those that stand where they stood are the same. */
function placedAgain(
  old: readonly BlockNode[],
  records: readonly BlockRecord[],
  starts: readonly number[],
): readonly BlockNode[] {
  const shift = old.length - records.length;
  return records.map((record, index) => {
    const start = starts[index] ?? 0;
    const before = old[index];
    if (before?.identity === record && before.start === start) return before;
    const behind = old[index + shift];
    return behind?.identity === record && behind.start === start ? behind : new PlacedBlock(record, start);
  });
}
