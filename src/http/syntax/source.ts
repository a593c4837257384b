import { CR, isBlank, LF, skipBlanks, startsWithBom, trimEnd } from './chars';
import { lineStarts } from './line-starts';

/** A text, or a part of it, with the places of its lines. Lines are counted from 0; CRLF, LF and a lone CR end a line, as in VS Code. */
export class Source {
  /** Start offset of every line. */
  readonly starts: number[];
  readonly hasCarriageReturns: boolean;
  /** Whether a script can stand in it at all. */
  readonly mayHoldScripts: boolean;
  private readonly bom: boolean;
  /** Lines that hold nothing but `}}`; looked for when first asked. */
  private closings: number[] | null = null;

  /**
   * @param from where the part begins that is read: the start of a line
   * @param to where it ends
   */
  constructor(
    readonly text: string,
    from = 0,
    private readonly to = text.length,
  ) {
    const part = text.slice(from, to);
    this.hasCarriageReturns = part.includes('\r');
    this.starts = lineStarts(part, from);
    this.mayHoldScripts = part.includes('{%');
    this.bom = from === 0 && startsWithBom(text);
  }

  /** First character of a line, behind a byte order mark. */
  start(line: number): number {
    return line === 0 && this.bom ? 1 : this.offset(line);
  }

  /** Where a line starts; the end of the text for the line after the last one. */
  offset(line: number): number {
    return this.starts[line] ?? this.to;
  }

  /** Behind the last character of a line, before its line break. */
  end(line: number): number {
    const next = this.starts[line + 1];
    if (next === undefined) return this.to;
    const last = next - 1;
    const crlf =
      this.hasCarriageReturns && this.text.charCodeAt(last) === LF && this.text.charCodeAt(last - 1) === CR && last > 0;
    return crlf ? Math.max(last - 1, this.offset(line)) : last;
  }

  /** First character of a line that is no blank; `end(line)` when the line is blank. */
  first(line: number): number {
    const start = this.start(line);
    return isBlank(this.text.charCodeAt(start)) ? skipBlanks(this.text, start, this.end(line)) : start;
  }

  /** Behind the last character of a line that is no blank. */
  last(line: number): number {
    return trimEnd(this.text, this.start(line), this.end(line));
  }

  /**
   * The next line that holds nothing but `}}`.
   * @returns its number, or -1 when there is none from `from` on before `last`
   */
  closingBraces(from: number, last: number): number {
    this.closings ??= this.findClosings();
    let low = 0;
    let high = this.closings.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.closings[middle] ?? 0) < from) low = middle + 1;
      else high = middle;
    }
    const line = this.closings[low] ?? last;
    return line < last ? line : -1;
  }

  private findClosings(): number[] {
    const found: number[] = [];
    for (let line = 0; line < this.starts.length; line++) {
      const first = this.first(line);
      if (this.text.startsWith('}}', first) && this.last(line) === first + 2) found.push(line);
    }
    return found;
  }
}
