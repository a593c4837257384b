import { strict as assert } from 'node:assert';
import { homedir } from 'node:os';
import { type CodeLens, commands, env, extensions, Selection, type TextDocument, Uri, window, workspace } from 'vscode';
import { announceSandbox, perUserFolder, withdrawSandbox } from '../../src/credentials';
import { type RequestRecord, type Sandbox, startSandbox } from '../../src/sandbox';
import { DocumentStore } from '../../src/vscode/documents';
import { Command, Scheme } from '../../src/vscode/ids';
import { cancelRun } from '../../src/vscode/send/cancel';
import { Runs } from '../../src/vscode/send/runs';
import { locate } from '../../src/vscode/send/target';
import { until } from '../support/workbench/wait';

const BALANCE = '### Balance\nGET {{baseUrl}}/api/v1/user/balance\n';
const slowSend = (to: string) =>
  `### Slow\nPOST {{baseUrl}}/api/v1/sms/send\nContent-Type: application/json\n\n{ "to": ["${to}"], "message": "Hi", "sender_id": "MyApp" }\n`;

describe('sending from an .http document', () => {
  const folder = perUserFolder(process.env, process.platform, homedir());
  const announcement = () => ({ port: sandbox.port, pid: process.pid });
  let sandbox: Sandbox;
  let served: RequestRecord[] = [];
  let told: Told;

  before(async () => {
    await extensions.getExtension('restlink.restlink-sms')?.activate();
    sandbox = await startSandbox({ onRequest: (record) => served.push(record) });
    await announce();
  });

  after(async () => {
    await withdrawSandbox(folder, announcement(), Date.now);
    await sandbox.stop();
  });

  beforeEach(() => {
    served = [];
    told = listenToMessages();
  });

  afterEach(async () => {
    told.restore();
    await workspace.saveAll(false); // or closing would ask
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function announce(): Promise<void> {
    await announceSandbox(folder, announcement(), Date.now);
    await commands.executeCommand(Command.refreshCredentials);
  }

  it('stands as a lens over each request that is ours, with the credential that signs, and over no other', async () => {
    const document = await open(
      `${BALANCE}\n### Foreign\nGET https://example.com/\n\n### Plain\n# @no-sign\nGET /api/v1/user/balance\n`,
    );
    const titles = await until('the sandbox in the lens', async () => {
      const found = await lensTitles(document);
      return found[0]?.endsWith('sandbox') && found;
    });
    assert.deepEqual(titles, ['$(key) Sign and Send · sandbox', 'Explain', '$(play) Send', 'Explain']);
  });

  it('shows the answer beside the file, leaves the focus in it, and keeps the lens where it is', async () => {
    const document = await open(BALANCE);
    await commands.executeCommand(Command.send, document.uri, 1);
    const answer = await until('an answer', () => shownAnswers()[0]);
    assert.equal(answer.languageId, 'restlink-answer');
    assert.match(answer.lineAt(0).text, /^HTTP\/1\.1 200 OK · \d+ ms · .* · signed as sandbox \(sk_test_…gned\) at \d/);
    assert.match(answer.getText(), /\n\n\{\n {2}"balance": 1250\.5,\n/);
    assert.equal(tabTitle(answer.uri), 'Balance · 200 OK');
    assert.equal(window.activeTextEditor?.document, document);
    assert.match(
      (await lensTitles(document)).join(' | '),
      /^\$\(key\) Sign and Send · sandbox \| 200 · \d+ ms \| Explain$/,
    );
    assert.deepEqual(
      (await lenses(answer)).map((lens) => lens.command?.title),
      ['Save Body', 'Copy', 'Explain Signature', 'Send Again'],
    );
  });

  it('puts the next answer in the place of the last one, and forgets the result at the next edit', async () => {
    const document = await open(`${BALANCE}\n### Wrong\nGET {{baseUrl}}/api/v1/sms/status/nothing\n`);
    await commands.executeCommand(Command.send, document.uri, 1);
    await commands.executeCommand(Command.send, document.uri, 4);
    const answers = await until('one answer, the last', () => {
      const shown = shownAnswers();
      return shown.length === 1 && shown[0]?.uri.path.includes('404') && shown;
    });
    assert.match(answers[0]?.getText() ?? '', /^HTTP\/1\.1 404 Not Found .*\n# NOT_FOUND: /);
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    assert.equal(tabs.filter(({ label }) => label.includes(' · ')).length, 1);
    const editor = await window.showTextDocument(document, window.tabGroups.all[0]?.viewColumn);
    await editor.edit((edit) => edit.insert(document.positionAt(document.getText().length), '\n'));
    await until(
      'lenses without results',
      async () => !(await lensTitles(document)).some((title) => / ms$/.test(title)),
    );
  });

  it('sends the request at the cursor, and the last one once more', async () => {
    const document = await open(`${BALANCE}\n### Stats\nGET {{baseUrl}}/api/v1/sms/stats?period=7d\n`);
    const editor = await window.showTextDocument(document);
    editor.selection = new Selection(4, 0, 4, 0);
    await commands.executeCommand(Command.send);
    await commands.executeCommand(Command.rerunLast);
    assert.deepEqual(
      served.map(({ path, status }) => [path.split('?')[0], status]),
      [
        ['/api/v1/sms/stats', 200],
        ['/api/v1/sms/stats', 200],
      ],
    );
  });

  it('sends once, however often it is clicked meanwhile', async () => {
    const document = await open(BALANCE);
    await Promise.all([1, 2, 3].map(() => commands.executeCommand(Command.send, document.uri, 1)));
    assert.equal(served.length, 1);
  });

  it('stops on Cancel', async () => {
    const document = await open(slowSend('+14155550110'));
    const sending = commands.executeCommand(Command.send, document.uri, 1);
    await until('a running lens', async () => (await lensTitles(document))[0] === '$(loading~spin) Sending…');
    assert.deepEqual(await lensTitles(document), ['$(loading~spin) Sending…', 'Cancel', 'Explain']);
    await new Promise((resolve) => setTimeout(resolve, 600));
    const before = Date.now();
    await commands.executeCommand(Command.cancel, document.uri, 1);
    await sending;
    assert.ok(Date.now() - before < 5000);
    assert.deepEqual(shownAnswers(), []);
    assert.deepEqual(await lensTitles(document), ['$(key) Sign and Send · sandbox', 'stopped', 'Explain']);
    assert.match(
      told.messages.join(),
      /Stopped\. The request may have been accepted: .* It is not sent again by itself/,
    );
  });

  it('is deaf on its lens Cancel for half a second, so that a double click stops nothing', async () => {
    const document = await open(BALANCE);
    const documents = new DocumentStore();
    const target = await locate(documents, document.uri, 1);
    assert.ok(target);
    const runs = new Runs();
    const run = runs.begin(target.ref);
    assert.ok(run);
    assert.equal(runs.begin(target.ref), null);
    const stopped = async (now: number, ...place: unknown[]) => {
      await cancelRun(runs, documents, () => now, place[0], place[1]);
      return run.signal.aborted;
    };
    assert.equal(await stopped(1000, document.uri, 1), false, 'before the lens was seen');
    run.cancelShownAt = 1000;
    assert.equal(await stopped(1499, document.uri, 1), false);
    assert.equal(await stopped(1500, document.uri, 1), true);
    runs.dispose();
  });

  it('lists every variable without a value, and sends nothing', async () => {
    const document = await open('GET {{baseUrl}}/api/v1/sms/status/{{id}}\nX-Trace: {{trace}}\n');
    await commands.executeCommand(Command.send, document.uri, 0);
    const message = await until('a message', () => told.messages[0]);
    assert.match(message, /^Nothing was sent: 2 variables have no value: id \(line 1\), trace \(line 2\)\./);
    assert.deepEqual(told.buttons[0], ['Show']);
    assert.deepEqual(served, []);
  });

  it('names the missing credential, with what to do about it', async () => {
    await withdrawSandbox(folder, announcement(), Date.now);
    try {
      await commands.executeCommand(Command.refreshCredentials);
      const document = await open(BALANCE);
      await until('lenses without credential', async () => (await lensTitles(document)).length === 3);
      const titles = ['$(key) Add credential to send', '$(beaker) Try in the sandbox', 'Explain'];
      assert.deepEqual(await lensTitles(document), titles);
      await commands.executeCommand(Command.send, document.uri, 1);
      const message = await until('a message', () => told.messages[0]);
      assert.match(message, /^There is no credential for https:\/\/restlink23telecom\.com\./);
      assert.deepEqual(told.buttons[0], ['Add Credential', 'Try the Sandbox', 'Show']);
      assert.deepEqual(served, []);
    } finally {
      await announce();
    }
  });

  it('keeps the lens for a moment while the line below it makes no sense', async () => {
    const document = await open(BALANCE);
    await until('a lens', async () => (await lensTitles(document)).length > 0);
    const editor = await window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(document.positionAt(0), '\n\n'));
    const target = document.lineAt(3).range;
    await editor.edit((edit) => edit.replace(target, 'GET https://exam'));
    assert.equal((await lensTitles(document)).length, 2);
    await until('no lens', async () => (await lensTitles(document)).length === 0);
  });

  it('masks a token in the answer, and asks before its bytes are saved', async () => {
    const document = await open(
      'POST {{baseUrl}}/api/v1/user/auth\nContent-Type: application/json\n\n{ "login": "demo", "password": "demo" }\n',
    );
    // What has its words already comes first in this list, not on the screen.
    assert.deepEqual((await lensTitles(document)).sort(), ['$(play) Send', 'Explain']);
    await commands.executeCommand(Command.send, document.uri, 0);
    const answer = await until('an answer', () => shownAnswers()[0]);
    assert.match(answer.getText(), /^HTTP\/1\.1 200 OK .* · sent without credential\n/);
    assert.match(answer.getText(), /"token": "••••••"/);
    await commands.executeCommand(Command.saveBody, answer.uri);
    assert.deepEqual(told.messages, ['This body holds secrets.']);
    await commands.executeCommand(Command.copyAnswer, answer.uri);
    const masked = '{\n  "status": true,\n  "token": "••••••"\n}';
    await until('the masked body in the clipboard', async () => (await env.clipboard.readText()) === masked);
  });

  it('copies signed headers with the key as a placeholder', async () => {
    const document = await open(BALANCE);
    await commands.executeCommand(Command.copySignedHeaders, document.uri, 1);
    assert.match(told.messages.join(), /^Signed headers copied\./);
    const headers = /^X-API-Key: YOUR_API_KEY\nX-Timestamp: \d{10}\nX-Signature: [0-9a-f]{64}\n$/;
    await until('the headers in the clipboard', async () => headers.test(await env.clipboard.readText()));
    assert.deepEqual(served, []);
  });

  it('sends a body from a file beside the document, and asks for one outside of the workspace', async () => {
    const root = workspace.workspaceFolders?.[0]?.uri;
    assert.ok(root);
    const file = Uri.joinPath(root, 'with-file.http');
    const body = '{ "to": ["+14155551234"], "message": "From a file", "sender_id": "MyApp" }';
    await workspace.fs.writeFile(Uri.joinPath(root, 'body.json'), Buffer.from(body));
    await workspace.fs.writeFile(Uri.joinPath(root, '..', 'outside.json'), Buffer.from(body));
    const request = (path: string) =>
      `POST {{baseUrl}}/api/v1/sms/send\nContent-Type: application/json\n\n< ${path}\n\n`;
    const text = `###\n${request('./body.json')}###\n${request('../outside.json')}`;
    await workspace.fs.writeFile(file, Buffer.from(text));
    await commands.executeCommand(Command.send, file, 1);
    assert.deepEqual(
      served.map(({ status }) => status),
      [200],
    );
    await commands.executeCommand(Command.send, file, 7);
    await until('the refusal', () => told.messages.length > 1);
    assert.match(told.messages[0] ?? '', /outside of the workspace\?$/);
    assert.match(told.messages[1] ?? '', /"\.\.\/outside\.json" was not read: it lies outside of the workspace/);
    assert.equal(served.length, 1);
  });
});

interface Told {
  readonly messages: string[];
  readonly buttons: string[][];
  restore(): void;
}

/** Takes the messages of the extension, and answers each by closing it. */
function listenToMessages(): Told {
  const kinds = ['showErrorMessage', 'showWarningMessage', 'showInformationMessage'] as const;
  const originals = kinds.map((kind) => [kind, window[kind]] as const);
  const told: Told = {
    messages: [],
    buttons: [],
    restore: () => {
      for (const [kind, original] of originals) Object.assign(window, { [kind]: original });
    },
  };
  const listen = async (message: string, ...items: unknown[]) => {
    told.messages.push(message);
    told.buttons.push(items.filter((item): item is string => typeof item === 'string'));
  };
  for (const kind of kinds) Object.assign(window, { [kind]: listen });
  return told;
}

let files = 0;

/** Opens a new file of the workspace: the name of an untitled document would be that of the one before it. */
async function open(content: string): Promise<TextDocument> {
  const root = workspace.workspaceFolders?.[0]?.uri;
  assert.ok(root);
  const uri = Uri.joinPath(root, `send-${++files}.http`);
  await workspace.fs.writeFile(uri, Buffer.from(content));
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document, { preview: false });
  return document;
}

async function lenses(document: TextDocument): Promise<CodeLens[]> {
  return commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 100);
}

async function lensTitles(document: TextDocument): Promise<string[]> {
  return (await lenses(document)).map(({ command }) => (command?.title ?? '').replace('\u00a0', ' '));
}

function shownAnswers(): TextDocument[] {
  return window.visibleTextEditors.map(({ document }) => document).filter(({ uri }) => uri.scheme === Scheme.answer);
}

function tabTitle(uri: Uri): string {
  return uri.path.slice(1);
}
