import { FileSystemError, FileType, l10n, type TextDocument, Uri, window, workspace } from 'vscode';
import type { BodyFile, BodyFiles } from '../../request';
import { Setting } from '../ids';
import { setting } from '../settings';
import { foldersOf } from './sources';

/**
 * Reads the files that bodies name, through the editor: relative to the document, then to the root of its workspace
 * folder. Files outside of the workspace are asked for once in a window, or refused (product section 8).
 */
export class EditorBodyFiles {
  private readonly allowed = new Set<string>();

  /** The files as a request of a document sees them. */
  of(document: TextDocument): BodyFiles {
    return { read: (path) => this.read(document, path) };
  }

  private async read(document: TextDocument, path: string): Promise<BodyFile> {
    let reason: string | null = null;
    for (const uri of bodyFileCandidates(document, path)) {
      try {
        const { type } = await workspace.fs.stat(uri);
        if (type & FileType.Directory) {
          reason ??= l10n.t('it is a folder.');
          continue;
        }
        const refused = await this.refusal(uri);
        if (refused !== null) return { ok: false, reason: refused };
        return { ok: true, bytes: await workspace.fs.readFile(uri) };
      } catch (error) {
        if (!isMissing(error)) reason ??= fileProblem(error);
      }
    }
    return { ok: false, reason };
  }

  /** @returns why a file must not be read, or null */
  private async refusal(uri: Uri): Promise<string | null> {
    if (this.allowed.has(uri.toString()) || (await isInWorkspace(uri))) return null;
    if (setting('workspaceBodyFiles') === 'never') {
      return l10n.t('it lies outside of the workspace (setting {0}).', Setting.workspaceBodyFiles);
    }
    const read = l10n.t('Read and Send');
    const question = l10n.t('Send the content of a file outside of the workspace?');
    const detail = uri.scheme === 'file' ? uri.fsPath : uri.toString(true);
    const answer = await window.showWarningMessage(question, { modal: true, detail }, read);
    if (answer !== read) return l10n.t('it lies outside of the workspace, and you did not allow it.');
    this.allowed.add(uri.toString());
    return null;
  }
}

/** Where a body file may lie, the first place first. */
export function bodyFileCandidates(document: TextDocument, path: string): readonly Uri[] {
  const folders = foldersOf(document);
  const [own] = folders;
  if (/^(?:[/\\]|[a-z]:[/\\])/i.test(path)) {
    const absolute = Uri.file(path);
    return [own ? own.with({ path: absolute.path }) : absolute];
  }
  const root = folders.at(-1);
  const bases = own && root && own.toString() !== root.toString() ? [own, root] : folders.slice(0, 1);
  return bases.map((base) => Uri.joinPath(base, path.replaceAll('\\', '/')));
}

/** Whether a file lies in a folder of the workspace, and not behind a link that leads out of it. */
async function isInWorkspace(uri: Uri): Promise<boolean> {
  const folder = workspace.getWorkspaceFolder(uri);
  if (!folder) return false;
  for (let at = uri; at.path.length > folder.uri.path.length; at = Uri.joinPath(at, '..')) {
    const { type } = await workspace.fs.stat(at);
    if (type & FileType.SymbolicLink) return false;
  }
  return true;
}

function isMissing(error: unknown): boolean {
  return error instanceof FileSystemError && (error.code === 'FileNotFound' || error.code === 'FileNotADirectory');
}

function fileProblem(error: unknown): string {
  if (error instanceof FileSystemError && error.code === 'NoPermissions') return l10n.t('permission was denied.');
  return l10n.t('it cannot be read.');
}
