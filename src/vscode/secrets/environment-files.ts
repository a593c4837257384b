import { type TextDocument, Uri, workspace } from 'vscode';
import { EditorFolder } from '../environments';
import { LanguageId, Scheme } from '../ids';
import { foldersOf, isVariableFile } from '../send/sources';

/** Longer files are not looked at: nobody keeps variables in them. */
export const LONGEST_FILE = 1_000_000;

/** Whether a document is a file of variables that a person writes, and not an old version of one. */
export function isEnvironmentDocument({ uri, isClosed }: TextDocument): boolean {
  return isVariableFile(uri) && !isClosed && isWritable(uri);
}

/** Whether a document is a `.http` file of the person's. */
export function isHttpDocument({ languageId, uri, isClosed }: TextDocument): boolean {
  return languageId === LanguageId.http && uri.scheme !== Scheme.endpoint && !isClosed;
}

/** The files of variables beside the open `.http` documents and above them, whether they are open themselves or not. */
export async function environmentFilesInUse(): Promise<readonly Uri[]> {
  const folders = new Map<string, Uri>();
  for (const document of workspace.textDocuments) {
    if (!isHttpDocument(document)) continue;
    for (const folder of foldersOf(document)) folders.set(folder.toString(), folder);
  }
  const files = await Promise.all(
    [...folders.values()].map(async (uri) => {
      const names = await new EditorFolder(uri).names();
      return names.map((name) => Uri.joinPath(uri, name)).filter(isVariableFile);
    }),
  );
  return files.flat();
}

/** A file system that is not known is taken for one that can be written. */
export function isWritable({ scheme }: Uri): boolean {
  return scheme === 'untitled' || workspace.fs.isWritableFileSystem(scheme) !== false;
}

/** The name of a file without its folder. */
export function fileNameOf({ path }: Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
