import { CR, isBlank, LF, skipBlanks, startsWithBom, trimEnd } from './chars';

/** A text with the places of its lines. Lines are counted from 0; CRLF, LF and a lone CR end a line, as in VS Code. */
export class Source {
  /** Start offset of every line. */
  readonly starts: number[];
  readonly hasCarriageReturns: boolean;
  /** Whether a script can stand in it at all. */
  readonly mayHoldScripts: boolean;
  private readonly bom: boolean;

  constructor(readonly text: string) {
    this.hasCarriageReturns = text.includes('\r');
    const lone = this.hasCarriageReturns && /\r(?!\n)/.test(text);
    this.starts = lone ? startsAtAnyBreak(text) : startsAtLineFeeds(text);
    this.mayHoldScripts = text.includes('{%');
    this.bom = startsWithBom(text);
  }

  /** First character of a line, behind a byte order mark. */
  start(line: number): number {
    return line === 0 && this.bom ? 1 : this.offset(line);
  }

  /** Where a line starts; the end of the text for the line after the last one. */
  offset(line: number): number {
    return this.starts[line] ?? this.text.length;
  }

  /** Behind the last character of a line, before its line break. */
  end(line: number): number {
    const next = this.starts[line + 1];
    if (next === undefined) return this.text.length;
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

  /** Whether a line holds nothing but blanks. */
  isBlankLine(line: number): boolean {
    return this.first(line) >= this.end(line);
  }
}

/** Counted first, so that the array has its size from the start: growing it costs more than searching twice. */
function startsAtLineFeeds(text: string): number[] {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  const starts = new Array<number>(count);
  starts[0] = 0;
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts[line++] = at + 1;
  return starts;
}

function startsAtAnyBreak(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) starts.push(at + 1);
  }
  return starts;
}
