import { FileSystemError, FileType, l10n, Uri, workspace } from 'vscode';
import type { EnvironmentFolder } from '../../engine';

/** A folder of variables, read through the editor, so that it works for documents of any scheme. */
export class EditorFolder implements EnvironmentFolder {
  constructor(readonly uri: Uri) {}

  async names(): Promise<readonly string[]> {
    try {
      const entries = await workspace.fs.readDirectory(this.uri);
      return entries.filter(([, type]) => !(type & FileType.Directory)).map(([name]) => name);
    } catch {
      return [];
    }
  }

  async read(name: string): ReturnType<EnvironmentFolder['read']> {
    try {
      return new TextDecoder().decode(await workspace.fs.readFile(this.file(name)));
    } catch (error) {
      const isDenied = error instanceof FileSystemError && error.code === 'NoPermissions';
      return isDenied ? { unreadable: l10n.t('permission was denied') } : null;
    }
  }

  label(name: string): string {
    return workspace.asRelativePath(this.file(name));
  }

  file(name: string): Uri {
    return Uri.joinPath(this.uri, name);
  }
}
