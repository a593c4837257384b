import { ProgressLocation, RelativePattern, type TextDocument, Uri, window, workspace } from 'vscode';
import { EditorFolder } from '../../environments';
import { foldersOf } from '../../send/sources';
import { isHttpDocument, isWritable, LONGEST_FILE } from '../environment-files';

/** More files of one folder are not searched. */
const MOST_FILES = 500;

/** Read at the same time. */
const AT_ONCE = 20;

const PATTERN = '**/*.{http,rest}';
const ELSEWHERE = '**/{node_modules,.git}/**';

/** `.http` documents that may use a file of variables. */
export interface FoundUsers {
  readonly documents: readonly TextDocument[];
  /** Whether there were more files than are searched. */
  readonly cutOff: boolean;
}

/**
 * The `.http` documents that may use variables of a file: at or below its folder, and with one of their names in the text.
 * @returns null when the person stopped it
 */
export async function usersOf(
  environmentFile: Uri,
  names: readonly string[],
  title: string,
): Promise<FoundUsers | null> {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(options, async (_, token) => {
    const folder = Uri.joinPath(environmentFile, '..');
    const uris = workspace.getWorkspaceFolder(environmentFile)
      ? await workspace.findFiles(new RelativePattern(folder, PATTERN), ELSEWHERE, MOST_FILES + 1, token)
      : await besides(folder);
    const documents = new Map<string, TextDocument>();
    const takes = (document: TextDocument) =>
      isHttpDocument(document) && isWritable(document.uri) && readsFrom(document, folder) && mentions(document, names);
    for (const document of workspace.textDocuments) {
      if (takes(document)) documents.set(document.uri.toString(), document);
    }
    const others = uris.slice(0, MOST_FILES).filter((uri) => !documents.has(uri.toString()));
    for (let at = 0; at < others.length && !token.isCancellationRequested; at += AT_ONCE) {
      await Promise.all(
        others.slice(at, at + AT_ONCE).map(async (uri) => {
          if (!(await fileMentions(uri, names))) return;
          const document = await workspace.openTextDocument(uri);
          if (takes(document)) documents.set(uri.toString(), document);
        }),
      );
    }
    return token.isCancellationRequested
      ? null
      : { documents: [...documents.values()], cutOff: uris.length > MOST_FILES };
  });
}

/** Outside of the workspace nothing is searched but the folder itself: it may be the person's home. */
async function besides(folder: Uri): Promise<readonly Uri[]> {
  const names = await new EditorFolder(folder).names();
  return names.filter((name) => /\.(?:http|rest)$/.test(name)).map((name) => Uri.joinPath(folder, name));
}

function readsFrom(document: TextDocument, folder: Uri): boolean {
  return foldersOf(document).some((uri) => uri.toString() === folder.toString());
}

function mentions(document: TextDocument, names: readonly string[]): boolean {
  const text = document.getText();
  return names.some((name) => text.includes(name));
}

/** So that only documents are opened that matter. */
async function fileMentions(uri: Uri, names: readonly string[]): Promise<boolean> {
  try {
    const { size } = await workspace.fs.stat(uri);
    if (size > LONGEST_FILE) return false;
    const bytes = Buffer.from(await workspace.fs.readFile(uri));
    return names.some((name) => bytes.includes(name));
  } catch {
    return false; // gone, or not to be read
  }
}
