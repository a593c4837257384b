import { HttpDocument, type HttpFile } from '../http';
import { type KnownNames, ParsedDocument } from './parsed-document';

/** What is asked of a document of the editor. */
export interface LiveText {
  readonly version: number;
  readonly eol: number;
  readonly lineCount: number;
  lineAt(line: number): { readonly text: string };
  getText(): string;
}

/** A change as the editor reports it: its offsets count in the text before all changes of the event. */
export interface LiveChange {
  readonly range: { readonly start: { readonly line: number } };
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/** `EndOfLine.CRLF`. */
const CRLF = 2;

/**
 * The parse of a document of the editor. It follows the changes that the editor reports: to ask for the whole text would
 * cost more than all the rest. Where something does not fit, it is parsed anew.
 */
export class DocumentMirror {
  private readonly names: KnownNames = new WeakMap();
  private source: HttpDocument;
  private eol: number;
  private parsed: ParsedDocument;

  constructor(live: LiveText) {
    this.source = new HttpDocument(live.getText());
    this.eol = live.eol;
    this.parsed = new ParsedDocument(live.version, this.source.file, this.names);
  }

  /** The parse of the document as it is now. */
  get(live: LiveText): ParsedDocument {
    if (this.parsed.version !== live.version) {
      this.source = new HttpDocument(live.getText());
      this.eol = live.eol;
      this.parsed = new ParsedDocument(live.version, this.source.file, this.names);
    }
    return this.parsed;
  }

  /** Follows an event; when it cannot, the next `get` parses anew. */
  follow(live: LiveText, changes: readonly LiveChange[]): void {
    if (live.version !== this.parsed.version + 1 || live.eol !== this.eol || changes.length === 0) return;
    const file = this.edited(live, changes);
    if (file && agrees(file, live, changes)) this.parsed = new ParsedDocument(live.version, file, this.names);
  }

  private edited({ eol }: LiveText, changes: readonly LiveChange[]): HttpFile | null {
    const edits = changes.map(({ rangeOffset: start, rangeLength, text }) => ({
      start,
      end: start + rangeLength,
      // A document has one kind of line break, whatever was put into it.
      text:
        text.includes('\n') || text.includes('\r') ? text.replace(/\r\n|\r|\n/g, eol === CRLF ? '\r\n' : '\n') : text,
    }));
    try {
      return this.source.edit(edits);
    } catch (error) {
      if (error instanceof RangeError) return null; // not about the text that is known here
      throw error;
    }
  }
}

/** Whether a file is the text of a document, as far as a few looks tell: number of lines, a changed line, the last one. */
function agrees(file: HttpFile, live: LiveText, changes: readonly LiveChange[]): boolean {
  if (file.lineStarts.length !== live.lineCount) return false;
  const changed = Math.min(...changes.map(({ range }) => range.start.line));
  return [changed, live.lineCount - 1].every((line) => live.lineAt(line).text === lineText(file, line));
}

function lineText(file: HttpFile, line: number): string {
  const { lineStarts, length } = file;
  return file.slice(lineStarts[line] ?? length, lineStarts[line + 1] ?? length).replace(/[\r\n]+$/, '');
}
