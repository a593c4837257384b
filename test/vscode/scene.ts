// A sandbox of its own that the window knows, a person in front of it, and files in the workspace.

import { strict as assert } from 'node:assert';
import { homedir } from 'node:os';
import {
  type CodeLens,
  commands,
  extensions,
  Position,
  type Range,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import { announceSandbox, perUserFolder, withdrawSandbox } from '../../src/credentials';
import { type RequestRecord, type Sandbox, startSandbox } from '../../src/sandbox';
import { Command } from '../../src/vscode/ids';
import { until } from '../support/workbench/wait';
import { Person } from './person';

/** What the credential `sandbox` signs with. */
export const KEY = 'sk_test_sandbox_signed';
export const SECRET = 'sandbox-secret';

export class Scene {
  readonly folder = perUserFolder(process.env, process.platform, homedir());
  sandbox!: Sandbox;
  person!: Person;
  /** What the sandbox has answered since the test began. */
  served: RequestRecord[] = [];
  private files = 0;

  /** @param name of the files, so that those of several suites do not meet */
  private constructor(private readonly name: string) {}

  /** Makes one whose parts come and go with the tests of the surrounding `describe`. */
  static here(name: string): Scene {
    const scene = new Scene(name);
    before(() => scene.build());
    after(() => scene.strike());
    beforeEach(() => {
      scene.served = [];
      scene.person = new Person();
      scene.person.meet();
    });
    afterEach(async () => {
      scene.person.leave();
      await workspace.saveAll(false); // or closing would ask
      await commands.executeCommand('workbench.action.closeAllEditors');
    });
    return scene;
  }

  /** Opens a new file of the workspace. */
  async open(text: string): Promise<TextDocument> {
    const root = workspace.workspaceFolders?.[0]?.uri;
    assert.ok(root);
    const uri = Uri.joinPath(root, `${this.name}-${++this.files}.http`);
    await workspace.fs.writeFile(uri, Buffer.from(text));
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { preview: false });
    return document;
  }

  /** Replaces a part of a document. */
  async edit(document: TextDocument, range: Range, text: string): Promise<void> {
    const editor = await window.showTextDocument(document, { viewColumn: 1 });
    assert.ok(await editor.edit((builder) => builder.replace(range, text)));
  }

  /** Where a document ends. */
  end({ lineCount }: TextDocument): Position {
    return new Position(lineCount, 0);
  }

  /** The documents of a scheme that are in sight. */
  results(scheme: string): TextDocument[] {
    return window.visibleTextEditors.map(({ document }) => document).filter(({ uri }) => uri.scheme === scheme);
  }

  /** Waits until the first of them matches, and returns its text. */
  shows(scheme: string, expected: RegExp): Promise<string> {
    return until(`${expected} in ${scheme}`, () => {
      const text = this.results(scheme)[0]?.getText() ?? '';
      return expected.test(text) && text;
    });
  }

  lenses(document: TextDocument): Thenable<CodeLens[]> {
    return commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100);
  }

  async lensTitles(document: TextDocument): Promise<string[]> {
    return (await this.lenses(document)).map(({ command }) => (command?.title ?? '').replace('\u00a0', ' '));
  }

  /** Lets the window know of the sandbox, and with it of its credentials. */
  async announce(): Promise<void> {
    await announceSandbox(this.folder, this.announcement, Date.now);
    await commands.executeCommand(Command.refreshCredentials);
  }

  /** The same the other way round. */
  async withdraw(): Promise<void> {
    await withdrawSandbox(this.folder, this.announcement, Date.now);
    await commands.executeCommand(Command.refreshCredentials);
  }

  private get announcement() {
    return { port: this.sandbox.port, pid: process.pid };
  }

  private async build(): Promise<void> {
    await extensions.getExtension('restlink.restlink-sms')?.activate();
    this.sandbox = await startSandbox({ onRequest: (record) => this.served.push(record) });
    await this.announce();
    // Chosen earlier by another suite, perhaps.
    await commands.executeCommand(Command.useCredential, 'sandbox');
  }

  private async strike(): Promise<void> {
    await withdrawSandbox(this.folder, this.announcement, Date.now);
    await this.sandbox.stop();
  }
}
