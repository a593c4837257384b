import { Diagnostic, DiagnosticSeverity, languages, Position, Range, type Uri } from 'vscode';
import type { BrokenEnvironment } from '../../engine';
import { DisposableList } from '../disposables';
import { say } from '../words';
import type { EditorFolder } from './editor-folder';

/** Marks files of variables that are left out, in the list of problems and where they are open. */
export class BrokenEnvironments {
  private readonly owned = new DisposableList();
  private readonly marks = this.owned.add(languages.createDiagnosticCollection('restlink-environments'));
  private readonly known = new Map<string, readonly BrokenEnvironment<EditorFolder>[]>();

  /**
   * Shows what was found wrong when files were read, in place of what was found there before.
   * @param where the folders that were read
   */
  show(where: string, broken: readonly BrokenEnvironment<EditorFolder>[]): void {
    this.known.set(where, broken);
    const marks = new Map<string, [Uri, Diagnostic[]]>();
    for (const one of [...this.known.values()].flat()) {
      const uri = one.place?.folder.file(one.place.name);
      if (uri) marks.set(uri.toString(), [uri, [markOf(one)]]);
    }
    this.marks.clear();
    this.marks.set([...marks.values()]);
  }

  /** Something was changed: what is wrong is found out again. */
  clear(): void {
    this.known.clear();
    this.marks.clear();
  }

  dispose(): void {
    this.owned.dispose();
  }
}

/** Where a file stops making sense, for the cursor. */
export function positionOfBroken({ line, column }: BrokenEnvironment): Position {
  return new Position(line - 1, column - 1);
}

function markOf(broken: BrokenEnvironment): Diagnostic {
  const start = positionOfBroken(broken);
  const mark = new Diagnostic(new Range(start, start.translate(0, 1)), say(broken.problem), DiagnosticSeverity.Warning);
  mark.source = 'Restlink';
  mark.code = broken.problem.code;
  return mark;
}
