import { parseBlock } from './block';
import type { BlockTree } from './draft';
import type { FileValue } from './reading';
import { Source } from './syntax/source';

const nothingKnown: FileValue = () => undefined;

/** A file variable that a block asked for, and what it was told. */
interface Answer {
  readonly name: string;
  /** Offset in the text that the block is read from. */
  readonly at: number;
  readonly value: string | undefined;
}

/**
 * A block as long as its text stays as it is, wherever edits above move it: the identity of `BlockNode`. Its nodes are read
 * when first asked for, with offsets in the text that it was cut from; `by` of `PlacedBlock` leads to where it stands now.
 */
export class BlockRecord {
  private made: BlockTree | null = null;
  /** What was read before file variables were known, if they matter. */
  private first: BlockTree | null = null;
  private answers: readonly Answer[] | null = null;

  constructor(
    private text: string,
    private place: number,
    readonly length: number,
    /** How many line breaks it holds. */
    readonly lines: number,
    /** Line of its request line, counted from its first line; -1 when it is not usual. */
    readonly requestLine: number,
    /** Whether another block follows: its last line is then not one that may still grow. */
    readonly isClosed: boolean,
    /** Whether a script begins in it that nothing ends, so that an end far below would matter. */
    readonly opensScript: boolean,
  ) {}

  /** Where the block starts in the text that it is read from. */
  get at(): number {
    return this.place;
  }

  /** Whether it holds one request and, outside of it, nothing: no variables, comments, scripts or findings. */
  get isUsual(): boolean {
    return this.requestLine !== -1;
  }

  /** A part of its text, by offsets that count from its start. */
  slice(start: number, end: number): string {
    return this.text.slice(this.place + Math.max(start, 0), this.place + Math.min(end, this.length));
  }

  get tree(): BlockTree {
    this.made ??= this.read(nothingKnown);
    return this.made;
  }

  /** The tree as it reads while file variables are not known: what they are is found out from these. */
  get treeAlone(): BlockTree {
    return this.first ?? this.tree;
  }

  get usesVariables(): boolean {
    return !this.isUsual && this.tree.usesVariables;
  }

  /** Takes the same text from elsewhere, so that the old text can be forgotten; nodes are read again when asked for. */
  moveTo(text: string, at: number): void {
    if (this.answers !== null) return; // read with variables that are not known here
    this.text = text;
    this.place = at;
    this.made = null;
  }

  /**
   * The block as it reads with these file variables; itself when they say nothing new.
   * @param by what leads from its offsets to those of the file
   */
  withVariables(fileValue: FileValue, by: number): BlockRecord {
    if (!this.usesVariables) return this;
    if (this.answers?.every(({ name, at, value }) => fileValue(name, at + by) === value)) return this;
    const told: Answer[] = [];
    const tree = this.read((name, at) => {
      const value = fileValue(name, at + by);
      told.push({ name, at, value });
      return value;
    });
    // Nobody has seen it yet, if it was never told anything.
    const record = this.answers === null ? this : this.copy();
    record.first = this.treeAlone;
    record.made = tree;
    record.answers = told;
    return record;
  }

  private copy(): BlockRecord {
    const { text, place, length, lines, requestLine, isClosed, opensScript } = this;
    return new BlockRecord(text, place, length, lines, requestLine, isClosed, opensScript);
  }

  private read(fileValue: FileValue): BlockTree {
    const source = new Source(this.text, this.place, this.place + this.length);
    const lines = source.starts.length;
    return parseBlock(source, 0, this.isClosed ? lines - 1 : lines, fileValue);
  }
}
