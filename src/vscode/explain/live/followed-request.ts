import { lineOf, type RequestNode, requestAtLine } from '../../../http';
import type { ParsedDocument } from '../../parsed-document';

interface LineChange {
  readonly range: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
  readonly text: string;
}

/** A request that is followed through edits, also those of its own name, method and target. */
export class FollowedRequest {
  private uprooted = false;

  /**
   * @param key see `ParsedDocument.keyOf`
   * @param line of its request line, from 0
   */
  constructor(
    private key: string,
    private line: number,
  ) {}

  /** Whether it is this request. */
  is(key: string): boolean {
    return this.key === key;
  }

  /** Follows changes that come from the end of the document to its beginning, or do not touch each other. */
  move(changes: readonly LineChange[]): void {
    for (const { range, text } of changes) {
      const { start, end } = range;
      const by = text.split('\n').length - 1 - (end.line - start.line);
      // Where the line itself was replaced with others, such as by a formatter, it has to be looked for.
      if (start.line < end.line && start.line <= this.line && this.line <= end.line) this.uprooted = true;
      if (this.line > start.line) this.line = Math.max(this.line + by, 0);
    }
  }

  /** The request in its document as it is now; null when it is gone. */
  find(parsed: ParsedDocument): RequestNode | null {
    const { file } = parsed;
    const here = requestAtLine(file, this.line + 1);
    const known = this.uprooted ? parsed.find(this.key) : null;
    const found = known ?? here ?? parsed.find(this.key);
    if (!found) return null;
    this.uprooted = false;
    this.key = parsed.keyOf(found);
    this.line = lineOf(file, found.requestLine.start) - 1;
    return found;
  }
}
