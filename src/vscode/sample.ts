import { type ExtensionContext, FileType, Uri, window, workspace } from 'vscode';

/** Below the extension's folder, and below its storage. */
const FOLDER = 'sample';
const FIRST = 'first-steps.http';

/**
 * Opens the sample in a copy of the person's own, which keeps what they change: it lies in the extension's storage, so
 * that it needs no open folder and adds nothing to the one that is open. Files that are there already stay as they are.
 */
export async function openSample({ extensionUri, globalStorageUri }: ExtensionContext): Promise<void> {
  const source = Uri.joinPath(extensionUri, 'media', FOLDER);
  const target = Uri.joinPath(globalStorageUri, FOLDER);
  await workspace.fs.createDirectory(target);
  const present = new Set((await workspace.fs.readDirectory(target)).map(([name]) => name));
  for (const [name, type] of await workspace.fs.readDirectory(source)) {
    if (type !== FileType.File || present.has(name)) continue;
    await workspace.fs.writeFile(Uri.joinPath(target, name), await workspace.fs.readFile(Uri.joinPath(source, name)));
  }
  await window.showTextDocument(Uri.joinPath(target, FIRST), { preview: false });
}
