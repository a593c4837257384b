import { type Edit, indexAt } from './edit';
import type { BlockRecord } from './record';
import { scan, scriptClosing } from './scan';

/** A part of the text that was scanned again, from the start of a block to the start of another one. */
export interface Region {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly start: number;
  readonly end: number;
}

/** The blocks of an edited text. */
export interface Spliced {
  readonly records: BlockRecord[];
  readonly starts: number[];
  readonly regions: readonly Region[];
  /** How many characters of text the new records hold on to. */
  readonly held: number;
}

/** Finds the blocks of a text from those before an edit: only around the edits it is scanned again. */
export function splice(
  records: readonly BlockRecord[],
  starts: readonly number[],
  text: string,
  edits: readonly Edit[],
): Spliced {
  return new Splicer(records, starts, text, edits).run();
}

class Splicer {
  private readonly records: BlockRecord[] = [];
  private readonly starts: number[] = [];
  private readonly regions: Region[] = [];
  private held = 0;
  /** The first old block that is not taken over or replaced yet. */
  private next = 0;
  /** The first edit that is not behind us. */
  private edit = 0;

  constructor(
    private readonly oldRecords: readonly BlockRecord[],
    private readonly oldStarts: readonly number[],
    private readonly text: string,
    private readonly edits: readonly Edit[],
  ) {}

  run(): Spliced {
    while (this.edit < this.edits.length) this.scanRegion(this.takeOver(this.firstTouched(this.edit)));
    this.takeOver(this.oldRecords.length);
    const { records, starts, regions, held } = this;
    return { records, starts, regions, held };
  }

  /** The block before the one that an edit begins in: a `###` that goes joins the two. */
  private firstTouched(edit: number): number {
    return Math.max(indexAt(this.oldStarts, this.edits[edit]?.start ?? 0) - 1, this.next, 0);
  }

  /** What leads to new offsets behind the first `count` edits. */
  private by(count: number): number {
    return this.edits[count - 1]?.by ?? 0;
  }

  /**
   * Takes over old blocks up to one.
   * @returns where it stopped: at a block with a script without end, if the text below has an end for it now
   */
  private takeOver(until: number): number {
    const by = this.by(this.edit);
    for (; this.next < until; this.next++) {
      const record = this.oldRecords[this.next];
      const start = (this.oldStarts[this.next] ?? 0) + by;
      if (!record || (record.opensScript && this.edit < this.edits.length && scriptClosing(this.text, start) !== -1))
        break;
      this.records.push(record);
      this.starts.push(start);
    }
    return this.next;
  }

  /** Scans from an old block on, until behind an edit an old block starts again. */
  private scanRegion(first: number): void {
    const oldStart = this.oldStarts[first] ?? 0;
    const start = oldStart + this.by(this.edit);
    const before = this.edit;
    let resume = this.oldRecords.length;
    const found = scan(this.text, start, (at) => {
      const passed = this.passedAt(at, this.edit);
      this.edit = passed;
      if (passed === before) return false;
      const index = this.oldIndexAt(at, passed);
      // A place within the text of the next edit is none of the old text, whatever its offset would be there.
      const isWithin = (this.edits[passed]?.start ?? Number.POSITIVE_INFINITY) < (this.oldStarts[index] ?? 0);
      if (index === -1 || isWithin) return false;
      resume = index;
      return true;
    });
    if (resume === this.oldRecords.length) this.edit = this.edits.length;
    const last = found[found.length - 1];
    const end = last ? last.at + last.length : start;
    this.regions.push({ oldStart, oldEnd: this.oldStarts[resume] ?? Number.POSITIVE_INFINITY, start, end });
    this.add(found, before);
    this.next = resume;
  }

  /** How many edits lie before a new offset, counted on from `count`. */
  private passedAt(at: number, count: number): number {
    let passed = count;
    while ((this.edits[passed]?.newEnd ?? Number.POSITIVE_INFINITY) <= at) passed++;
    return passed;
  }

  /** The old block that starts at a new offset, or -1. */
  private oldIndexAt(at: number, passed: number): number {
    const oldAt = at - this.by(passed);
    const index = indexAt(this.oldStarts, oldAt);
    return this.oldStarts[index] === oldAt ? index : -1;
  }

  /** Adds scanned blocks; those whose text is an old one's stay that one. */
  private add(found: readonly BlockRecord[], passedBefore: number): void {
    const fresh: BlockRecord[] = [];
    let passed = passedBefore;
    for (const record of found) {
      passed = this.passedAt(record.at, passed);
      const same = this.sameAs(record, passed);
      if (!same) fresh.push(record);
      this.records.push(same ?? record);
      this.starts.push(record.at);
    }
    this.rehome(fresh);
  }

  private sameAs(record: BlockRecord, passed: number): BlockRecord | null {
    const index = this.oldIndexAt(record.at, passed);
    const old = this.oldRecords[index];
    if (!old || old.length !== record.length || old.isClosed !== record.isClosed) return null;
    const touches = (this.edits[passed]?.start ?? Number.POSITIVE_INFINITY) < (this.oldStarts[index] ?? 0) + old.length;
    return touches || old.opensScript !== record.opensScript ? null : old;
  }

  /** Lets new records hold on to a copy of their own text, so that the whole one is not kept as long as they live. */
  private rehome(fresh: readonly BlockRecord[]): void {
    const [first] = fresh;
    const last = fresh[fresh.length - 1];
    if (!first || !last) return;
    const start = first.at;
    const end = last.at + last.length;
    if (end - start > this.text.length / 2) {
      // Hardly anything would be let go, and copying megabytes is felt.
      this.held += this.text.length;
      return;
    }
    const copy = copied(this.text.slice(start, end));
    for (const record of fresh) record.moveTo(copy, record.at - start);
    this.held += copy.length;
  }
}

/** A string that shares no memory with the one it was cut from: engines keep that one as long as a part of it lives. */
function copied(text: string): string {
  return ` ${text}`.slice(1);
}
