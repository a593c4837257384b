import { languages, type Diagnostic as Shown, type TextDocument, type Uri, workspace } from 'vscode';
import { isPublicSecret } from '../../credentials';
import type { Diagnostic } from '../../language';
import { DisposableList } from '../disposables';
import type { LanguageFeatures } from '../language/features';
import { markOf } from '../language/marks';
import type { VariableSources } from '../send/sources';
import {
  environmentFilesInUse,
  fileNameOf,
  isEnvironmentDocument,
  isHttpDocument,
  LONGEST_FILE,
} from './environment-files';
import { rangesIn } from './text-ranges';

/** A pause in typing. */
const REST_MS = 200;

/** What was found in a file as it was on the disk. */
interface OnDisk {
  readonly mtime: number;
  readonly size: number;
  readonly marks: readonly Shown[];
}

/**
 * Marks keys, secrets and tokens in files of variables: in those that are open, and in those that the open `.http`
 * documents take variables from.
 */
export class EnvironmentMarks {
  private readonly owned = new DisposableList();
  private readonly shown = this.owned.add(languages.createDiagnosticCollection('restlink-secrets'));
  private readonly onDisk = new Map<string, OnDisk>();
  private timer: NodeJS.Timeout | undefined;
  private looks = 0;

  constructor(
    sources: Pick<VariableSources, 'onDidChange'>,
    private readonly features: LanguageFeatures,
    private readonly reportError: (error: unknown) => void,
  ) {
    const concerned = (document: TextDocument) => {
      if (isEnvironmentDocument(document) || isHttpDocument(document)) this.lookSoon();
    };
    this.owned.add(workspace.onDidOpenTextDocument(concerned));
    this.owned.add(
      workspace.onDidChangeTextDocument(({ document }) => {
        if (isEnvironmentDocument(document)) this.lookSoon();
      }),
    );
    this.owned.add(workspace.onDidCloseTextDocument(() => this.lookSoon()));
    this.owned.add(sources.onDidChange(() => this.lookSoon()));
    this.owned.add({ dispose: () => clearTimeout(this.timer) });
    this.lookSoon();
  }

  /** What is to say about the text of a file of variables. */
  async of(uri: Uri, text: string): Promise<readonly Diagnostic[]> {
    if (text.length > LONGEST_FILE) return [];
    const { environmentDiagnostics, environmentFormatOf } = await this.features.load();
    const format = environmentFormatOf(fileNameOf(uri));
    return format === null ? [] : environmentDiagnostics(text, format, isPublicSecret);
  }

  dispose(): void {
    this.looks++;
    this.owned.dispose();
  }

  private lookSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look().catch(this.reportError), REST_MS);
  }

  private async look(): Promise<void> {
    const look = ++this.looks;
    const open = new Map(workspace.textDocuments.filter(isEnvironmentDocument).map((one) => [one.uri.toString(), one]));
    const files = new Map((await environmentFilesInUse()).map((uri) => [uri.toString(), uri]));
    for (const [key, { uri }] of open) files.set(key, uri);
    const marks = await Promise.all(
      [...files].map(async ([key, uri]): Promise<[Uri, readonly Shown[]]> => {
        const document = open.get(key);
        return [uri, document ? await this.marksIn(uri, document.getText()) : await this.marksOnDisk(uri)];
      }),
    );
    if (look !== this.looks) return; // a newer look is on its way
    for (const key of this.onDisk.keys()) if (!files.has(key)) this.onDisk.delete(key);
    this.shown.forEach((uri) => {
      if (!files.has(uri.toString())) this.shown.delete(uri);
    });
    for (const [uri, found] of marks) this.shown.set(uri, found);
  }

  /** A file that did not change is not read again. */
  private async marksOnDisk(uri: Uri): Promise<readonly Shown[]> {
    const key = uri.toString();
    try {
      const { mtime, size } = await workspace.fs.stat(uri);
      const known = this.onDisk.get(key);
      if (known?.mtime === mtime && known.size === size) return known.marks;
      if (size > LONGEST_FILE) return [];
      const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
      const marks = await this.marksIn(uri, text);
      this.onDisk.set(key, { mtime, size, marks });
      return marks;
    } catch {
      this.onDisk.delete(key); // it is gone, or not to be read
      return [];
    }
  }

  private async marksIn(uri: Uri, text: string): Promise<readonly Shown[]> {
    const diagnostics = await this.of(uri, text);
    if (diagnostics.length === 0) return [];
    const rangeOf = rangesIn(text);
    return diagnostics.map((diagnostic) => markOf(diagnostic, rangeOf));
  }
}
