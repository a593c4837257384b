import { setTimeout as sleep } from 'node:timers/promises';
import { type TextDocument, WorkspaceEdit, workspace } from 'vscode';
import type { Change } from './model';

/** What became of changes. */
export interface Applied {
  readonly done: boolean;
  /** Documents that had other changes before, or that could not be saved: what was taken out is still on the disk. */
  readonly unsaved: readonly TextDocument[];
}

/**
 * Makes all changes in one step, which one *Undo* takes back. Documents that had no other changes are saved: a secret must
 * not stay on the disk. Those that had some stay as they are, for the person to save.
 */
export async function apply(changes: readonly Change[]): Promise<Applied> {
  const documents = [...new Set(changes.map(({ document }) => document))];
  const isClean = ({ isDirty, isUntitled }: TextDocument) => !isDirty && !isUntitled;
  const clean = documents.filter(isClean);
  const dirty = documents.filter((document) => !isClean(document) && !document.isUntitled);
  const edit = new WorkspaceEdit();
  for (const { document, edits, rangeOf } of changes) {
    for (const one of edits) edit.replace(document.uri, rangeOf(one), one.text);
  }
  if (!(await workspace.applyEdit(edit))) return { done: false, unsaved: [] };
  const unsaved = [...dirty];
  for (const document of clean) if (!(await isSaved(document))) unsaved.push(document);
  return { done: true, unsaved };
}

/** A save that meets another one, such as that of *Auto Save*, may come to nothing. */
const SAVE_PAUSES_MS = [0, 300, 1_000];

/** A document that cannot be saved stays changed, and the editor says why. */
async function isSaved(document: TextDocument): Promise<boolean> {
  for (const pause of SAVE_PAUSES_MS) {
    if (pause > 0) await sleep(pause);
    if (pause > 0 && !document.isDirty) return true;
    try {
      if (await document.save()) return true;
    } catch {
      return false;
    }
  }
  return !document.isDirty;
}
