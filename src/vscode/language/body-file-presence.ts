import { EventEmitter, FileType, type TextDocument, workspace } from 'vscode';
import { DisposableList } from '../disposables';
import { bodyFileCandidates } from '../send/body-files';

/** So that an unpacked archive or a build is looked at once. */
const REST_MS = 500;

/** Whether the files that bodies name are there; looked up in the background, and again when files come and go. */
export class BodyFilePresence {
  private readonly owned = new DisposableList();
  private readonly changed = this.owned.add(new EventEmitter<void>());
  /** Something is known that was not known before, or is no longer so. */
  readonly onDidChange = this.changed.event;
  private readonly known = new Map<string, boolean | undefined>();
  private timer: NodeJS.Timeout | undefined;

  constructor() {
    const watcher = this.owned.add(workspace.createFileSystemWatcher('**/*', false, true, false));
    this.owned.add(watcher.onDidCreate(() => this.forget()));
    this.owned.add(watcher.onDidDelete(() => this.forget()));
    this.owned.add({ dispose: () => clearTimeout(this.timer) });
  }

  /** @returns undefined while that is being found out */
  has(document: TextDocument, path: string): boolean | undefined {
    const candidates = bodyFileCandidates(document, path);
    const key = candidates.join('\n');
    if (this.known.has(key)) return this.known.get(key);
    this.known.set(key, undefined);
    void Promise.all(candidates.map(isFile)).then((found) => {
      this.known.set(key, found.includes(true));
      this.changed.fire();
    });
    return undefined;
  }

  dispose(): void {
    this.owned.dispose();
  }

  private forget(): void {
    if (this.known.size === 0) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.known.clear();
      this.changed.fire();
    }, REST_MS);
  }
}

async function isFile(uri: Parameters<typeof workspace.fs.stat>[0]): Promise<boolean> {
  try {
    return ((await workspace.fs.stat(uri)).type & FileType.Directory) === 0;
  } catch {
    return false;
  }
}
