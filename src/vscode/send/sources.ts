import { randomBytes } from 'node:crypto';
import { EventEmitter, type TextDocument, Uri, workspace } from 'vscode';
import { EarlierAnswers, type EnvironmentSet, type EnvironmentVariables, readEnvironments } from '../../engine';
import { DOTENV, ENVIRONMENT_FILES, type VariableContext } from '../../http';
import type { Exchange, Plan } from '../../sending';
import { DisposableList } from '../disposables';
import type { DocumentStore } from '../documents';
import {
  BrokenEnvironments,
  concernsEnvironments,
  EditorFolder,
  type EnvironmentChoice,
  environmentsOfSettings,
  selectEnvironment,
  selectedEnvironment,
} from '../environments';
import { Scheme } from '../ids';
import { PromptMemory } from './prompt-memory';

/** Everything that is known of a document's variables besides its text, without asking and without sending. */
export interface FileVariables extends EnvironmentVariables {
  /** Answers given before. */
  readonly prompts: ReadonlyMap<string, string>;
  readonly requestValue: VariableContext['requestValue'];
}

/** Files that variables come from. */
const FILES = [DOTENV, `${DOTENV}.*`, ...ENVIRONMENT_FILES];

/**
 * What variables are made of in this window: environments from files and settings, the selected one of them, answers to
 * prompts, and earlier exchanges.
 */
export class VariableSources implements EnvironmentChoice {
  private readonly owned = new DisposableList();
  private readonly changed = this.owned.add(new EventEmitter<void>());
  /** Something of it is another than before: a file, a setting, the selected environment, an answer. */
  readonly onDidChange = this.changed.event;
  /** Answers to prompts. */
  readonly prompts = new PromptMemory();
  private readonly earlier = new EarlierAnswers();
  private readonly broken = this.owned.add(new BrokenEnvironments());
  private generation = 0;
  private readonly known = new Map<string, Promise<EnvironmentSet<EditorFolder>>>();

  constructor(
    private readonly documents: DocumentStore,
    private readonly now: () => Date,
  ) {
    const forget = () => this.forget();
    const watcher = this.owned.add(workspace.createFileSystemWatcher(`**/{${FILES.join(',')}}`));
    this.owned.add(watcher.onDidChange(forget));
    this.owned.add(watcher.onDidCreate(forget));
    this.owned.add(watcher.onDidDelete(forget));
    this.owned.add(
      // Files outside of the workspace are not watched.
      workspace.onDidSaveTextDocument(({ uri }) => {
        if (isVariableFile(uri)) this.forget();
      }),
    );
    this.owned.add(
      workspace.onDidChangeConfiguration((event) => {
        if (concernsEnvironments(event)) this.forget();
      }),
    );
    this.owned.add(
      // Another document may get the same address.
      workspace.onDidCloseTextDocument(({ uri, isUntitled }) => {
        if (isUntitled) this.forgetDocument(uri);
      }),
    );
    this.owned.add(
      workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri } of files) this.forgetDocument(oldUri);
      }),
    );
    this.owned.add(
      workspace.onDidDeleteFiles(({ files }) => {
        for (const uri of files) this.forgetDocument(uri);
      }),
    );
  }

  /** Read now: for a send. */
  async read(document: TextDocument): Promise<FileVariables> {
    const set = this.readSet(document);
    this.known.set(keyOf(document), set);
    return this.variablesOf(document, await set);
  }

  /** As last read: for what is shown while a person types. */
  async cached(document: TextDocument): Promise<FileVariables> {
    return this.variablesOf(document, await this.environments(document));
  }

  /** Everything that variables are made of, for one send or one look. @param prompts answers that count */
  context(files: FileVariables, prompts = files.prompts): Omit<VariableContext, 'fallback'> {
    return {
      overrides: new Map(),
      prompts,
      environment: files.environment,
      now: this.now,
      randomBytes: (count) => randomBytes(count),
      processEnv: (name) => process.env[name],
      dotenv: (name) => files.dotenv.get(name),
      requestValue: files.requestValue,
    };
  }

  environments(document: TextDocument | null): Promise<EnvironmentSet<EditorFolder>> {
    const key = keyOf(document);
    const known = this.known.get(key);
    if (known) return known;
    const reading = this.readSet(document);
    this.known.set(key, reading);
    return reading;
  }

  selected(): string | null {
    return selectedEnvironment();
  }

  select(name: string | null): Promise<void> {
    return selectEnvironment(name);
  }

  /** Keeps an exchange for later requests of its document, in memory only. */
  async remember(document: TextDocument, { request }: Plan, exchange: Exchange): Promise<void> {
    await this.earlier.remember(document.uri.toString(), request, exchange);
    if (request.name !== null) this.changed.fire();
  }

  /** Keeps answers to prompts for the next time, in memory only. */
  rememberPrompts({ uri }: TextDocument, answers: ReadonlyMap<string, string>): void {
    const known = this.prompts.of(uri);
    const isNew = [...answers].some(([name, answer]) => known.get(name) !== answer);
    for (const [name, answer] of answers) this.prompts.remember(uri, name, answer);
    if (isNew) this.changed.fire();
  }

  /** Secrets that earlier answers and masked prompts have given to requests: to be masked wherever they would show. */
  get secrets(): readonly string[] {
    return [...this.earlier.secrets, ...this.prompts.secrets];
  }

  /** Whether a value holds one of those, and is not to be shown. */
  isSecret(value: string): boolean {
    return this.secrets.some((secret) => secret !== '' && value.includes(secret));
  }

  dispose(): void {
    this.owned.dispose();
  }

  private variablesOf(document: TextDocument, set: EnvironmentSet<EditorFolder>): FileVariables {
    return {
      ...set.variables(this.selected()),
      prompts: this.prompts.of(document.uri),
      requestValue: this.earlier.valuesFor(document.uri.toString(), () => this.documents.get(document).file),
    };
  }

  private async readSet(document: TextDocument | null): Promise<EnvironmentSet<EditorFolder>> {
    const { generation } = this;
    const folders = foldersOf(document).map((uri) => new EditorFolder(uri));
    const set = await readEnvironments(folders, environmentsOfSettings(document?.uri ?? null));
    // What was read before a change must not bring back what the change has put right.
    if (generation === this.generation) this.broken.show(keyOf(document), set.broken);
    return set;
  }

  private forgetDocument(uri: Uri): void {
    this.earlier.forget(uri.toString());
    this.prompts.forget(uri);
    this.changed.fire();
  }

  private forget(): void {
    this.generation++;
    this.known.clear();
    this.broken.clear();
    this.changed.fire();
  }
}

/** Whether a file holds variables, by its name. */
export function isVariableFile({ path }: Uri): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name === DOTENV || name.startsWith(`${DOTENV}.`) || ENVIRONMENT_FILES.some((file) => file === name);
}

function keyOf(document: TextDocument | null): string {
  return foldersOf(document).join('\n');
}

/**
 * The folders in which files of a document are looked for: its own first, then its parents up to the root of its
 * workspace folder. A document that lies nowhere, such as an untitled one, has the root alone.
 */
export function foldersOf(document: Pick<TextDocument, 'uri' | 'isUntitled'> | null): readonly Uri[] {
  const [first] = workspace.workspaceFolders ?? [];
  if (!document) return first ? [first.uri] : [];
  const { uri, isUntitled } = document;
  const root = (workspace.getWorkspaceFolder(uri) ?? first)?.uri;
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
