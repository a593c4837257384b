import { type Disposable, type TextDocument, type TextDocumentContentChangeEvent, workspace } from 'vscode';

/** How long a lens outlives the sense of the line below it, in milliseconds. */
export const STEADY_MS = 1500;

/**
 * Remembers on which lines lenses stood, through edits: while a person types, a request line makes no sense for moments,
 * and a lens that goes and comes back makes the text jump.
 */
export class SteadyLines implements Disposable {
  private readonly lines = new Map<string, { set: Set<number>; editedAt: number }>();
  private readonly listeners: Disposable[];

  /** @param now in milliseconds */
  constructor(private readonly now: () => number) {
    this.listeners = [
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => this.move(document, contentChanges)),
      workspace.onDidCloseTextDocument(({ uri }) => this.lines.delete(uri.toString())),
    ];
  }

  /** Whether a lens stood on a line just before an edit of the last moment. */
  holds({ uri }: TextDocument, line: number): boolean {
    const known = this.lines.get(uri.toString());
    return known ? known.set.has(line) && this.now() - known.editedAt < STEADY_MS : false;
  }

  /** Tells where lenses stand now. */
  keep({ uri }: TextDocument, lines: Iterable<number>): void {
    const editedAt = this.lines.get(uri.toString())?.editedAt ?? Number.NEGATIVE_INFINITY;
    this.lines.set(uri.toString(), { set: new Set(lines), editedAt });
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
  }

  private move({ uri }: TextDocument, changes: readonly TextDocumentContentChangeEvent[]): void {
    const known = this.lines.get(uri.toString());
    if (!known || changes.length === 0) return;
    let lines = [...known.set];
    // Changes come from the end of the document to its beginning, or do not touch each other.
    for (const { range, text } of changes) {
      const delta = text.split('\n').length - 1 - (range.end.line - range.start.line);
      if (delta !== 0) lines = lines.map((line) => (line > range.start.line ? Math.max(line + delta, 0) : line));
    }
    this.lines.set(uri.toString(), { set: new Set(lines), editedAt: this.now() });
  }
}
