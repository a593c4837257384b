import { type RequestLineNode, type Span, variableReferences } from '../../http';

/** A stand-in for a character of a variable: it occurs in no address. */
export const HIDDEN = '\u0000';

/** No server takes a longer address: of such a one only the beginning is looked at. */
const LONGEST = 64_000;

/**
 * The target of a request line as it is written, with the places of its parts. Variables keep their length: what stands
 * between the braces is hidden, so that a `?` or `&` in it cuts nothing.
 */
export class TargetText {
  readonly text: string;
  readonly masked: string;
  /** From where the path begins to where the query or the end comes. */
  readonly path: Span;
  /** Behind the `?`, up to a fragment; null when there is no query. */
  readonly query: Span | null;
  /** The `#` and what follows; null when there is none. */
  readonly fragment: Span | null;

  /** Where the lines of the target end in its text. */
  private readonly ends: readonly number[];

  constructor(private readonly line: RequestLineNode) {
    let length = 0;
    this.ends = line.targetSpans.map(({ start, end }) => {
      length += end - start;
      return length;
    });
    this.text = line.target.slice(0, LONGEST);
    this.masked = mask(this.text);
    const end = this.masked.length;
    const hash = this.masked.indexOf('#');
    const stop = hash === -1 ? end : hash;
    const mark = this.masked.indexOf('?');
    const hasQuery = mark !== -1 && mark < stop;
    const origin = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(this.masked) ?? /^\u0000+/.exec(this.masked);
    this.path = { start: Math.min(origin?.[0].length ?? 0, stop), end: hasQuery ? mark : stop };
    this.query = hasQuery ? { start: mark + 1, end: stop } : null;
    this.fragment = hash === -1 ? null : { start: hash, end };
  }

  slice({ start, end }: Span): string {
    return this.text.slice(start, end);
  }

  /** Where a range of the target stands in the document; from its first to its last character where lines lie between. */
  inDocument({ start, end }: Span): Span {
    if (start >= end) {
      const at = this.offset(start);
      return { start: at, end: at };
    }
    return { start: this.offset(start), end: this.offset(end - 1) + 1 };
  }

  /** The line of the target that holds a range wholly, if the range is all of it and the line is not the first. */
  ownLine(span: Span): Span | null {
    const place = this.inDocument(span);
    const [, ...more] = this.line.targetSpans;
    return more.find(({ start, end }) => start === place.start && end === place.end) ?? null;
  }

  /** By halving: a target may go on over thousands of lines. */
  private offset(index: number): number {
    const { targetSpans, end } = this.line;
    let low = 0;
    let high = this.ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.ends[middle] ?? 0) <= index) low = middle + 1;
      else high = middle;
    }
    const span = targetSpans[low];
    return span ? span.start + index - (this.ends[low - 1] ?? 0) : (targetSpans.at(-1)?.end ?? end);
  }
}

function mask(text: string): string {
  if (!text.includes('{{')) return text;
  let masked = '';
  let at = 0;
  for (const { start, end } of variableReferences(text)) {
    masked += text.slice(at, start) + HIDDEN.repeat(end - start);
    at = end;
  }
  return masked + text.slice(at);
}
