import { type Disposable, type TextDocument, type TextDocumentContentChangeEvent, workspace } from 'vscode';
import { movedLines } from './moved-lines';

/** How long a lens outlives the sense of the line below it, in milliseconds. */
export const STEADY_MS = 1500;

interface Known {
  lines: readonly number[];
  /** The same for questions; made for the first one. */
  set: ReadonlySet<number> | null;
  editedAt: number;
}

/**
 * Remembers on which lines lenses stood, through edits: while a person types, a request line makes no sense for moments,
 * and a lens that goes and comes back makes the text jump.
 */
export class SteadyLines implements Disposable {
  private readonly known = new Map<string, Known>();
  private readonly listeners: Disposable[];

  /** @param now in milliseconds */
  constructor(private readonly now: () => number) {
    this.listeners = [
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => this.move(document, contentChanges)),
      workspace.onDidCloseTextDocument(({ uri }) => this.known.delete(uri.toString())),
    ];
  }

  /** Whether a lens stood on a line just before an edit of the last moment. */
  holds({ uri }: TextDocument, line: number): boolean {
    const known = this.known.get(uri.toString());
    if (!known || this.now() - known.editedAt >= STEADY_MS) return false;
    known.set ??= new Set(known.lines);
    return known.set.has(line);
  }

  /** Tells where lenses stand now. */
  keep({ uri }: TextDocument, lines: readonly number[]): void {
    const editedAt = this.known.get(uri.toString())?.editedAt ?? Number.NEGATIVE_INFINITY;
    this.known.set(uri.toString(), { lines, set: null, editedAt });
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
  }

  private move({ uri }: TextDocument, changes: readonly TextDocumentContentChangeEvent[]): void {
    const known = this.known.get(uri.toString());
    if (!known || changes.length === 0) return;
    const lines = movedLines(known.lines, changes);
    if (lines !== known.lines) known.set = null;
    known.lines = lines;
    known.editedAt = this.now();
  }
}
