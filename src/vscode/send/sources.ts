import { randomBytes } from 'node:crypto';
import { parseEnv } from 'node:util';
import { EventEmitter, type LogOutputChannel, type TextDocument, Uri, workspace } from 'vscode';
import { ENVIRONMENT_FILES, type EnvironmentFile, environmentFrom, type VariableContext } from '../../http';
import { DisposableList } from '../disposables';
import { Scheme } from '../ids';

const DOTENV = '.env';

/** Variables that come from files beside a document and above it. */
export interface FileVariables {
  readonly environment: ReadonlyMap<string, string>;
  readonly dotenv: ReadonlyMap<string, string>;
}

/** Reads the files that variables come from, through the editor, so that it works for documents of any scheme. */
export class VariableSources {
  private readonly owned = new DisposableList();
  private readonly changed = this.owned.add(new EventEmitter<void>());
  /** One of these files was changed, made or deleted. */
  readonly onDidChange = this.changed.event;
  private readonly known = new Map<string, Promise<FileVariables>>();

  constructor(
    private readonly log: Pick<LogOutputChannel, 'warn'>,
    private readonly now: () => Date,
  ) {
    const pattern = `**/{${[DOTENV, ...ENVIRONMENT_FILES].join(',')}}`;
    const watcher = this.owned.add(workspace.createFileSystemWatcher(pattern));
    const forget = () => {
      this.known.clear();
      this.changed.fire();
    };
    this.owned.add(watcher.onDidChange(forget));
    this.owned.add(watcher.onDidCreate(forget));
    this.owned.add(watcher.onDidDelete(forget));
  }

  /** Read now: for a send. */
  async read(document: TextDocument): Promise<FileVariables> {
    const folders = foldersOf(document);
    const [dotenv, environment] = await Promise.all([this.readDotenv(folders), this.readEnvironment(folders)]);
    return { dotenv, environment };
  }

  /** As last read: for what is shown while a person types. */
  cached(document: TextDocument): Promise<FileVariables> {
    const key = foldersOf(document).join('\n');
    const known = this.known.get(key);
    if (known) return known;
    const reading = this.read(document);
    this.known.set(key, reading);
    return reading;
  }

  /**
   * Everything that variables are made of, for one send or one look.
   * @param secrets values that neither the process nor a `.env` file may yield
   */
  context(
    files: FileVariables,
    prompts: ReadonlyMap<string, string>,
    secrets: ReadonlySet<string> = new Set(),
  ): Omit<VariableContext, 'fallback'> {
    return {
      overrides: new Map(),
      prompts,
      environment: files.environment,
      now: this.now,
      randomBytes: (count) => randomBytes(count),
      processEnv: (name) => process.env[name],
      dotenv: (name) => files.dotenv.get(name),
      requestValue: () => undefined,
      isSecret: (value) => secrets.has(value),
    };
  }

  dispose(): void {
    this.owned.dispose();
  }

  /** The first `.env` file: beside the document, else at the root of its workspace folder. */
  private async readDotenv(folders: readonly Uri[]): Promise<ReadonlyMap<string, string>> {
    for (const folder of new Set([folders[0], folders.at(-1)])) {
      const text = folder && (await readText(Uri.joinPath(folder, DOTENV)));
      if (text === undefined || text === null) continue;
      const values = Object.entries(parseEnv(text));
      return new Map(values.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
    }
    return new Map();
  }

  /** What all environments share; nearer folders win over their parents. */
  private async readEnvironment(folders: readonly Uri[]): Promise<ReadonlyMap<string, string>> {
    const files: EnvironmentFile[] = [];
    for (const folder of folders) {
      const found = await Promise.all(ENVIRONMENT_FILES.map((name) => this.readJson(Uri.joinPath(folder, name))));
      files.unshift(...found.filter((file): file is EnvironmentFile => file !== null));
    }
    return environmentFrom(files, null).variables ?? new Map();
  }

  private async readJson(uri: Uri): Promise<EnvironmentFile | null> {
    const text = await readText(uri);
    if (text === null) return null;
    try {
      return JSON.parse(text) as EnvironmentFile;
    } catch {
      this.log.warn(`${workspace.asRelativePath(uri)} is not valid JSON and was left out.`);
      return null;
    }
  }
}

/**
 * The folders in which files of a document are looked for: its own first, then its parents up to the root of its
 * workspace folder. A document that lies nowhere, such as an untitled one, has the root alone.
 */
export function foldersOf({ uri, isUntitled }: TextDocument): readonly Uri[] {
  const root = (workspace.getWorkspaceFolder(uri) ?? workspace.workspaceFolders?.[0])?.uri;
  if (isUntitled || uri.scheme === Scheme.endpoint) return root ? [root] : [];
  const own = Uri.joinPath(uri, '..');
  const folders = [own];
  if (!root || !workspace.getWorkspaceFolder(uri)) return folders;
  for (let at = own; at.path.length > root.path.length; ) {
    at = Uri.joinPath(at, '..');
    folders.push(at);
  }
  return folders;
}

/** @returns null when there is no such file, or it cannot be read */
async function readText(uri: Uri): Promise<string | null> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}
