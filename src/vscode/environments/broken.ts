import { Diagnostic, DiagnosticSeverity, languages, Position, Range, type Uri } from 'vscode';
import type { BrokenEnvironment } from '../../engine';
import { DisposableList } from '../disposables';
import { say } from '../words';
import type { EditorFolder } from './editor-folder';

/** Marks files of variables that are left out, in the list of problems and where they are open. */
export class BrokenEnvironments {
  private readonly owned = new DisposableList();
  private readonly marks = this.owned.add(languages.createDiagnosticCollection('restlink-environments'));
  private readonly known = new Map<string, { readonly uri: Uri; readonly marks: Diagnostic[] }>();

  /** Shows what was found wrong when files were read. */
  show(broken: readonly BrokenEnvironment<EditorFolder>[]): void {
    for (const one of broken) {
      if (!one.place) continue;
      const uri = one.place.folder.file(one.place.name);
      this.known.set(uri.toString(), { uri, marks: [markOf(one)] });
    }
    this.marks.set([...this.known.values()].map(({ uri, marks }) => [uri, marks]));
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
