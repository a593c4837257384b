import { type Edit, indexAt } from './edit';
import type { BlockRecord } from './record';
import { scan, scriptClosing } from './scan';

/** A part of the text that was scanned again, from the start of a block to the start of another one. */
export interface Region {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly start: number;
  /** The new text. */
  readonly text: string;
}

/** What a text was before an edit. */
export interface Before {
  readonly records: readonly BlockRecord[];
  /** Where each block starts. */
  readonly starts: readonly number[];
  readonly length: number;
  slice(start: number, end: number): string;
}

/** A part of the new text, from the start of a block on. */
interface Window {
  readonly text: string;
  /** Whether it goes on to the end. */
  readonly isRest: boolean;
}

/** Blocks behind an edit among which an old one should start again. */
const REACH = 2;

/** The blocks of an edited text. */
export interface Spliced {
  readonly records: BlockRecord[];
  readonly starts: number[];
  readonly regions: readonly Region[];
  /** How many characters of text the new records hold on to. */
  readonly held: number;
}

/** Finds the blocks of a text from those before an edit: only around the edits it is scanned again. */
export function splice(before: Before, edits: readonly Edit[]): Spliced {
  return new Splicer(before, edits).run();
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

  private readonly oldRecords: readonly BlockRecord[];
  private readonly oldStarts: readonly number[];

  constructor(
    private readonly before: Before,
    private readonly edits: readonly Edit[],
  ) {
    this.oldRecords = before.records;
    this.oldStarts = before.starts;
  }

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
      if (!record || (record.opensScript && this.isClosedNow(this.next))) break;
      this.records.push(record);
      this.starts.push(start);
    }
    return this.next;
  }

  /** Whether a script that nothing ended has an end in what an edit brings. */
  private isClosedNow(index: number): boolean {
    if (this.edit >= this.edits.length) return false;
    return scriptClosing(this.window(index, this.edit, Number.POSITIVE_INFINITY).text, 0) !== -1;
  }

  /**
   * Scans from an old block on, until behind an edit an old block starts again. Only so much of the new text is made as
   * that takes: to make the whole one costs more than all the rest.
   */
  private scanRegion(first: number): void {
    const before = this.edit;
    for (let reach = REACH; ; reach *= 16) {
      const window = this.window(first, before, reach);
      const scanned = this.scanWindow(window, first);
      // Whether a script has an end is decided by the rest of the text.
      const isDecided = scanned.resume < this.oldRecords.length && !scanned.found.some((record) => record.opensScript);
      if (!window.isRest && !isDecided) {
        this.edit = before;
        continue;
      }
      this.take(window, first, before, scanned);
      return;
    }
  }

  private scanWindow({ text }: Window, first: number): { found: BlockRecord[]; resume: number } {
    const before = this.edit;
    const start = this.newStart(first, before);
    let resume = this.oldRecords.length;
    const found = scan(text, start === 0, (offset) => {
      const at = start + offset;
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
    return { found, resume };
  }

  private take(
    { text }: Window,
    first: number,
    before: number,
    { found, resume }: { found: readonly BlockRecord[]; resume: number },
  ): void {
    if (resume === this.oldRecords.length) this.edit = this.edits.length;
    const last = found[found.length - 1];
    const start = this.newStart(first, before);
    this.regions.push({
      oldStart: this.oldStarts[first] ?? 0,
      oldEnd: this.oldStarts[resume] ?? Number.POSITIVE_INFINITY,
      start,
      text: text.slice(0, last ? last.at + last.length : 0),
    });
    this.add(found, start, before, text);
    this.next = resume;
  }

  /** The new text from an old block on, to some blocks behind an edit and all that begin on the way. */
  private window(first: number, edit: number, reach: number): Window {
    const { length } = this.before;
    let text = '';
    let at = this.oldStarts[first] ?? 0;
    let end = this.boundaryBehind(this.edits[edit]?.end ?? at, reach);
    for (let next = edit; next < this.edits.length; next++) {
      const change = this.edits[next];
      if (!change || (change.start >= end && end < length)) break;
      text += this.before.slice(at, change.start) + change.text;
      at = change.end;
      if (at > end) end = this.boundaryBehind(at, 1);
    }
    return { text: text + this.before.slice(at, end), isRest: end === length };
  }

  /** Where, some old blocks behind the one at an old offset, another one starts. */
  private boundaryBehind(offset: number, reach: number): number {
    return this.oldStarts[indexAt(this.oldStarts, offset) + reach] ?? this.before.length;
  }

  private newStart(index: number, passed: number): number {
    return (this.oldStarts[index] ?? 0) + this.by(passed);
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
  private add(found: readonly BlockRecord[], start: number, passedBefore: number, text: string): void {
    const fresh: BlockRecord[] = [];
    let passed = passedBefore;
    for (const record of found) {
      const at = start + record.at;
      passed = this.passedAt(at, passed);
      const same = this.sameAs(record, at, passed);
      if (!same) fresh.push(record);
      this.records.push(same ?? record);
      this.starts.push(at);
    }
    this.rehome(fresh, text);
  }

  private sameAs(record: BlockRecord, at: number, passed: number): BlockRecord | null {
    const index = this.oldIndexAt(at, passed);
    const old = this.oldRecords[index];
    if (!old || old.length !== record.length || old.isClosed !== record.isClosed) return null;
    const touches = (this.edits[passed]?.start ?? Number.POSITIVE_INFINITY) < (this.oldStarts[index] ?? 0) + old.length;
    return touches || old.opensScript !== record.opensScript ? null : old;
  }

  /** Lets new records hold on to a copy of their own text, so that all that was scanned is not kept as long as they live. */
  private rehome(fresh: readonly BlockRecord[], text: string): void {
    const [first] = fresh;
    const last = fresh[fresh.length - 1];
    if (!first || !last) return;
    const start = first.at;
    const end = last.at + last.length;
    if (end - start > text.length / 2) {
      // Hardly anything would be let go, and copying megabytes is felt.
      this.held += text.length;
      return;
    }
    const copy = copied(text.slice(start, end));
    for (const record of fresh) record.moveTo(copy, record.at - start);
    this.held += copy.length;
  }
}

/** A string that shares no memory with the one it was cut from: engines keep that one as long as a part of it lives. */
function copied(text: string): string {
  return ` ${text}`.slice(1);
}
