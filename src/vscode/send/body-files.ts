import { type FileStat, FileSystemError, FileType, l10n, type TextDocument, Uri, window, workspace } from 'vscode';
import type { BodyFile, BodyFiles } from '../../request';
import { Setting } from '../ids';
import { setting } from '../settings';
import { brief, plain } from '../words';
import { foldersOf } from './sources';

/** More cannot be meant as the body of a request. */
const LARGEST_MB = 100;

/**
 * Reads the files that bodies name, through the editor: relative to the document, then to the root of its workspace
 * folder. Files outside of the workspace are asked for once in a window, or refused (product section 8).
 */
export class EditorBodyFiles {
  private readonly allowed = new Set<string>();

  /** The files as a request of a document sees them. */
  of(document: TextDocument): BodyFiles {
    return { read: (path) => this.read(document, path, (uri) => this.refusal(document, uri)) };
  }

  /** The same for a look: what would have to be asked for is not read. @param document null for a text that lies nowhere */
  withoutAsking(document: TextDocument | null): BodyFiles {
    const refusal = async (uri: Uri) =>
      (await this.isAllowed(uri))
        ? null
        : l10n.t('it lies outside of the workspace, and is asked for only when it is sent.');
    return { read: (path) => this.read(document, path, refusal) };
  }

  private async read(
    document: TextDocument | null,
    path: string,
    refusal: (uri: Uri) => Promise<string | null>,
  ): Promise<BodyFile> {
    let reason: string | null = null;
    for (const uri of bodyFileCandidates(document, path)) {
      try {
        const unfit = whyUnfit(await workspace.fs.stat(uri));
        if (unfit !== null) {
          reason ??= unfit;
          continue;
        }
        const refused = await refusal(uri);
        if (refused !== null) return { ok: false, reason: refused, outside: true };
        return { ok: true, bytes: await workspace.fs.readFile(uri) };
      } catch (error) {
        if (!isMissing(error)) reason ??= fileProblem(error);
      }
    }
    return { ok: false, reason };
  }

  private async isAllowed(uri: Uri): Promise<boolean> {
    return this.allowed.has(uri.toString()) || (await whyOutside(uri)) === null;
  }

  /** @returns why a file must not be read, or null */
  private async refusal(document: TextDocument, uri: Uri): Promise<string | null> {
    const outside = await whyOutside(uri);
    if (outside === null || this.allowed.has(uri.toString())) return null;
    if (setting('workspaceBodyFiles') === 'never') {
      return l10n.t('it lies outside of the workspace (setting {0}).', Setting.workspaceBodyFiles);
    }
    const read = l10n.t('Read and Send');
    const question = l10n.t('Send the content of a file outside of the workspace?');
    const detail = [
      shown(uri),
      l10n.t('{0} asks for it, to send it in the body of a request.', brief(shown(document.uri), 200)),
      ...(outside === 'link'
        ? [l10n.t('The path goes through a link, which may lead anywhere on this computer.')]
        : []),
    ].join('\n\n');
    const answer = await window.showWarningMessage(question, { modal: true, detail }, read);
    if (answer !== read) return l10n.t('it lies outside of the workspace, and you did not allow it.');
    this.allowed.add(uri.toString());
    return null;
  }
}

/** Where a body file may lie, the first place first. */
export function bodyFileCandidates(document: TextDocument | null, path: string): readonly Uri[] {
  const folders = foldersOf(document);
  const [own] = folders;
  // A computer in a name is logged in to by Windows before anybody was asked.
  if (/^[/\\]{2}/.test(path)) return [];
  if (/^(?:[/\\]|[a-z]:[/\\])/i.test(path)) {
    const absolute = Uri.file(path);
    return [own ? own.with({ path: absolute.path }) : absolute];
  }
  const root = folders.at(-1);
  const bases = own && root && own.toString() !== root.toString() ? [own, root] : folders.slice(0, 1);
  return bases.map((base) => Uri.joinPath(base, path.replaceAll('\\', '/')));
}

/** Null for a file in a folder of the workspace that is not behind a link, as a link may lead out of it. */
async function whyOutside(uri: Uri): Promise<'elsewhere' | 'link' | null> {
  const folder = workspace.getWorkspaceFolder(uri);
  if (!folder) return 'elsewhere';
  for (let at = uri; at.path.length > folder.uri.path.length; at = Uri.joinPath(at, '..')) {
    const { type } = await workspace.fs.stat(at);
    if (type & FileType.SymbolicLink) return 'link';
  }
  return null;
}

/** A pipe or a device may have no end, and a huge file would only fill the memory. */
function whyUnfit({ type, size }: FileStat): string | null {
  if (type & FileType.Directory) return l10n.t('it is a folder.');
  if ((type & FileType.File) === 0) return l10n.t('it is a pipe or a device, not a file.');
  return size > LARGEST_MB * 1024 * 1024 ? l10n.t('it is larger than {0} MB.', LARGEST_MB) : null;
}

function shown(uri: Uri): string {
  return plain(uri.scheme === 'file' ? uri.fsPath : uri.toString(true));
}

function isMissing(error: unknown): boolean {
  return error instanceof FileSystemError && (error.code === 'FileNotFound' || error.code === 'FileNotADirectory');
}

function fileProblem(error: unknown): string {
  if (error instanceof FileSystemError && error.code === 'NoPermissions') return l10n.t('permission was denied.');
  return l10n.t('it cannot be read.');
}
