import { strict as assert } from 'node:assert';
import { homedir } from 'node:os';
import {
  ConfigurationTarget,
  commands,
  extensions,
  type InputBoxOptions,
  languages,
  type QuickPickItem,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import { announceSandbox, perUserFolder, withdrawSandbox } from '../../src/credentials';
import { type RequestRecord, type Sandbox, startSandbox } from '../../src/sandbox';
import { Command, Scheme, Setting } from '../../src/vscode/ids';
import { until } from '../support/workbench/wait';

const CHAIN = `### Send
# @name send
POST {{baseUrl}}/api/v1/sms/send
Content-Type: application/json

{ "to": ["+14155551234"], "message": "Hi", "sender_id": "MyApp" }

### Status
GET {{baseUrl}}/api/v1/sms/status/{{send.response.body.$.messages[0].message_id}}
`;

describe('variables of an .http document', function () {
  this.timeout(60_000);
  const folder = perUserFolder(process.env, process.platform, homedir());
  const announcement = () => ({ port: sandbox.port, pid: process.pid });
  let sandbox: Sandbox;
  let served: RequestRecord[] = [];
  let person: Person;
  let place: Uri;
  let places = 0;

  before(async () => {
    await extensions.getExtension('restlink.restlink-sms')?.activate();
    sandbox = await startSandbox({ onRequest: (record) => served.push(record) });
    await announceSandbox(folder, announcement(), Date.now);
    await commands.executeCommand(Command.refreshCredentials);
  });

  after(async () => {
    await withdrawSandbox(folder, announcement(), Date.now);
    await sandbox.stop();
  });

  beforeEach(() => {
    const root = workspace.workspaceFolders?.[0]?.uri;
    assert.ok(root);
    place = Uri.joinPath(root, `variables-${++places}`);
    served = [];
    person = standIn();
  });

  afterEach(async () => {
    person.leave();
    await workspace.getConfiguration().update(Setting.environment, undefined, ConfigurationTarget.Workspace);
    await workspace.saveAll(false);
    await commands.executeCommand('workbench.action.closeAllEditors');
    await workspace.fs.delete(place, { recursive: true, useTrash: false });
  });

  async function write(name: string, text: string): Promise<Uri> {
    const uri = Uri.joinPath(place, name);
    await workspace.fs.writeFile(uri, Buffer.from(text));
    return uri;
  }

  async function open(text: string, name = 'requests.http'): Promise<TextDocument> {
    const document = await workspace.openTextDocument(await write(name, text));
    await window.showTextDocument(document, { preview: false });
    return document;
  }

  const send = (document: TextDocument, line: number) => commands.executeCommand(Command.send, document.uri, line);
  const paths = () => served.map(({ path }) => path.split('/').at(-1));

  it('take values from the answer to an earlier request of the same document, and of no other', async () => {
    const document = await open(CHAIN);
    await send(document, 8);
    const message = await until('a message', () => person.told[0]);
    assert.match(message, /^Nothing was sent\. The request "send" was not sent so far/);
    assert.deepEqual(served, []);
    await send(document, 2);
    await send(document, 8);
    assert.deepEqual(
      served.map(({ status }) => status),
      [200, 200],
    );
    const id = /"message_id": "(.*)"/.exec(shownAnswer())?.[1];
    assert.ok(id && paths()[1] === id, shownAnswer());
    const other = await open(CHAIN, 'other.http');
    await send(other, 8);
    await until('another message', () => person.told[1]);
    assert.equal(served.length, 2);
  });

  it('tell every value that is missing at once, each with its place and reason', async () => {
    const document = await open(
      `@a = {{b}}\n@b = {{a}}\n${CHAIN}X-One: {{nowhere}}\nX-Two: {{a}}\nX-Three: {{send.response.body.$.x}}\n`,
    );
    await send(document, 10);
    const message = await until('a message', () => person.told[0]);
    assert.match(message, /^Nothing was sent: \d values are missing\. /);
    for (const part of [
      /line 2: The variable a refers to itself: a → b → a/,
      /line 12: The variable nowhere has no value/,
      /line 14: The request "send" was not sent so far, so send\.response\.body\.\$\.x has no value/,
    ]) {
      assert.match(message, part);
    }
    assert.deepEqual(served, []);
  });

  it('of prompts are asked for at each send, with the last answer to begin with, masked where they look secret', async () => {
    const document = await open(
      '# @prompt id Which message?\n# @prompt apiKey\nGET {{baseUrl}}/api/v1/sms/status/{{id}}\nX-Trace: {{apiKey}}\n',
    );
    person.answers.push('first', 'hidden');
    await send(document, 2);
    person.answers.push('second', 'hidden');
    await send(document, 2);
    assert.deepEqual(paths(), ['first', 'second']);
    const file = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
    assert.deepEqual(
      person.asked.map(({ title, prompt, value, password }) => [title, prompt, value, password]),
      [
        [`Asked by ${file}: id (1/2)`, 'The file says: "Which message?"', '', false],
        [`Asked by ${file}: apiKey (2/2)`, undefined, '', true],
        [`Asked by ${file}: id (1/2)`, 'The file says: "Which message?"', 'first', false],
        [`Asked by ${file}: apiKey (2/2)`, undefined, 'hidden', true],
      ],
    );
  });

  it('come from the environment that is chosen from a list, which says where each comes from', async () => {
    await write('http-client.env.json', '{"$shared":{"id":"shared"},"dev":{"id":"dev"},"prod":{}}');
    await write('http-client.private.env.json', '{"dev":{"id":"private"}}');
    const document = await open('GET {{baseUrl}}/api/v1/sms/status/{{id}}\n');
    await send(document, 0);
    person.choices.push('dev');
    await commands.executeCommand(Command.switchEnvironment);
    assert.equal(workspace.getConfiguration().get(Setting.environment), 'dev');
    await send(document, 0);
    person.choices.push('No environment');
    await commands.executeCommand(Command.switchEnvironment);
    await send(document, 0);
    assert.deepEqual(paths(), ['shared', 'private', 'shared']);
    const file = (name: string) => workspace.asRelativePath(Uri.joinPath(place, name));
    assert.deepEqual(
      person.lists[0]?.map(({ label, description }) => [label, description]),
      [
        ['$(circle-slash) No environment', 'selected'],
        ['$(server-environment) dev', `${file('http-client.private.env.json')}, ${file('http-client.env.json')}`],
        ['$(server-environment) prod', file('http-client.env.json')],
      ],
    );
    assert.match(person.lists[1]?.[1]?.description ?? '', / · selected$/);
  });

  it('come from the setting of REST Client as well', async () => {
    const setting = 'rest-client.environmentVariables';
    const document = await open('GET {{baseUrl}}/api/v1/sms/status/{{id}}\n');
    const value = { $shared: { part: 'x' }, staging: { id: '{{$shared part}}-y' } };
    try {
      await workspace.getConfiguration().update(setting, value, ConfigurationTarget.Workspace);
    } catch {
      return; // a host that keeps settings of extensions that are not installed out
    }
    try {
      person.choices.push('staging');
      await commands.executeCommand(Command.switchEnvironment);
      await send(document, 0);
      assert.deepEqual(paths(), ['x-y']);
    } finally {
      await workspace.getConfiguration().update(setting, undefined, ConfigurationTarget.Workspace);
    }
  });

  it('have no environment at first: the list says how to make one, and makes it', async () => {
    await open('GET {{baseUrl}}/api/v1/user/balance\n');
    person.choices.push('Create http-client.env.json');
    await commands.executeCommand(Command.switchEnvironment);
    assert.equal(person.lists[0]?.length, 2);
    const made = window.activeTextEditor?.document;
    assert.equal(made?.uri.toString(), Uri.joinPath(place, 'http-client.env.json').toString());
    assert.deepEqual(Object.keys(JSON.parse(made?.getText() ?? '') as object), ['$shared', 'dev', 'prod']);
  });

  it('of a broken file are left out: it is marked in it, told when they are missing, and listed', async () => {
    const broken = await write('http-client.env.json', '{\n  "dev": { "id": "1" "x": 2 }\n}');
    const document = await open('GET {{baseUrl}}/api/v1/sms/status/{{id}}\n');
    await send(document, 0);
    const message = await until('a message', () => person.told[0]);
    assert.match(
      message,
      /^Nothing was sent\. The variable id has no value\..*http-client\.env\.json:2:22 is no valid JSON/,
    );
    assert.deepEqual(person.buttons[0], ['Show', `Open ${workspace.asRelativePath(broken)}`]);
    const ours = () => languages.getDiagnostics(broken).filter(({ source }) => source === 'Restlink');
    const [mark] = await until('a mark in the file', () => ours().length > 0 && ours());
    assert.deepEqual([mark?.range.start.line, mark?.range.start.character], [1, 21]);
    await commands.executeCommand(Command.switchEnvironment);
    assert.ok(person.lists[0]?.some(({ label }) => label.startsWith('$(warning) ') && label.includes(':2:22')));
    await write('http-client.env.json', '{}');
    await until('no mark any more', async () => {
      await send(document, 0);
      return ours().length === 0;
    });
  });
});

function shownAnswer(): string {
  const editors = window.visibleTextEditors.filter(({ document }) => document.uri.scheme === Scheme.answer);
  return editors[0]?.document.getText() ?? '';
}

interface Person {
  readonly told: string[];
  readonly buttons: string[][];
  readonly asked: InputBoxOptions[];
  /** What is answered to questions, in order; nothing left means giving up. */
  readonly answers: string[];
  readonly lists: QuickPickItem[][];
  /** What is chosen from lists: words of a label. */
  readonly choices: string[];
  leave(): void;
}

/** Answers questions and messages of the extension in place of a person. */
function standIn(): Person {
  const person: Person = {
    told: [],
    buttons: [],
    asked: [],
    answers: [],
    lists: [],
    choices: [],
    leave: () => {
      for (const [name, original] of originals) Object.assign(window, { [name]: original });
    },
  };
  const tell = async (message: string, ...items: unknown[]) => {
    person.told.push(message);
    person.buttons.push(items.filter((item): item is string => typeof item === 'string'));
  };
  const inPlace = {
    showErrorMessage: tell,
    showWarningMessage: tell,
    showInformationMessage: tell,
    showInputBox: async (options: InputBoxOptions = {}) => {
      person.asked.push(options);
      return person.answers.shift();
    },
    showQuickPick: async (items: readonly QuickPickItem[] | Thenable<readonly QuickPickItem[]>) => {
      const list = [...(await items)];
      person.lists.push(list);
      const wanted = person.choices.shift();
      return wanted === undefined ? undefined : list.find(({ label }) => label.endsWith(wanted));
    },
  };
  const originals = (Object.keys(inPlace) as (keyof typeof inPlace)[]).map((name) => [name, window[name]] as const);
  for (const [name, stand] of Object.entries(inPlace)) Object.assign(window, { [name]: stand });
  return person;
}
