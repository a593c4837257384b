import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  type CodeAction,
  commands,
  DiagnosticSeverity,
  EventEmitter,
  extensions,
  languages,
  type QuickPickItem,
  Range,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import { perUserFolder } from '../../src/credentials';
import { Command, InternalCommand } from '../../src/vscode/ids';
import { answer, RawServer } from '../support/raw-server';
import { until } from '../support/workbench/wait';

const KEY = 'sk_test_InHostCanary4Kd92mQx7w';
const LIVE = 'sk_prod_InHostCanary8Zt31nRb5v';
const SECRET = 'in-host-canary-9fK2mX';
const MOVE = 'Move to Keychain…';

describe('secrets in files', function () {
  this.timeout(60_000);
  let server: RawServer;
  let place: Uri;
  let places = 0;
  let person: Person;

  before(async () => {
    await extensions.getExtension('restlink.restlink-sms')?.activate();
    server = await RawServer.start();
  });

  after(() => server.stop());

  beforeEach(() => {
    const root = workspace.workspaceFolders?.[0]?.uri;
    assert.ok(root);
    place = Uri.joinPath(root, `secrets-${++places}`);
    server.reset(answer('200 OK', '{"balance":41.2,"currency":"EUR"}'));
    person = standIn();
  });

  afterEach(async () => {
    for (const { id } of stored()) {
      person.press.push('Remove');
      await commands.executeCommand(Command.removeCredential, id);
    }
    person.leave();
    await workspace.saveAll(false);
    await commands.executeCommand('workbench.action.closeAllEditors');
    await workspace.fs.delete(place, { recursive: true, useTrash: false });
  });

  async function write(name: string, text: string): Promise<Uri> {
    const uri = Uri.joinPath(place, name);
    await workspace.fs.writeFile(uri, Buffer.from(text));
    return uri;
  }

  async function open(name: string, text: string): Promise<TextDocument> {
    const document = await workspace.openTextDocument(await write(name, text));
    await window.showTextDocument(document, { preview: false });
    return document;
  }

  const onDisk = (name: string) => readFileSync(Uri.joinPath(place, name).fsPath, 'utf8');
  const requestWith = (key: string) => `GET ${server.origin}/api/v1/user/balance\nX-API-Key: ${key}\n`;
  const movedTo = (name: string) => `# @credential ${name}\nGET ${server.origin}/api/v1/user/balance\n`;
  const told = (words: RegExp) =>
    until(`a message ${words}`, () => person.told.find(({ message }) => words.test(message)));

  it('are marked in .http documents: live keys as errors, keys for tests as warnings, those of the sandbox not at all', async () => {
    const { uri } = await open(
      'marks.http',
      `${requestWith(LIVE)}\n###\n${requestWith(KEY)}\n###\n${requestWith('sk_test_sandbox_signed')}`,
    );
    const marks = await until('two marks', () => marksOf(uri).length === 2 && marksOf(uri));
    assert.deepEqual(
      marks.map(({ range, severity }) => [range.start.line, severity]),
      [
        [1, DiagnosticSeverity.Error],
        [5, DiagnosticSeverity.Warning],
      ],
    );
    for (const { message } of marks) assert.ok(!message.includes(LIVE) && !message.includes(KEY), message);
    assert.match(marks[0]?.message ?? '', /sk_prod_…Rb5v/);
  });

  it('are marked in files of variables, open or read by an open .http document, for as long as they are there', async () => {
    const env = await write('.env', `# mine\nAPI_KEY=${KEY}\n`);
    const json = await write('http-client.private.env.json', `{"dev":{"apiKey":"${LIVE}"}}`);
    assert.deepEqual([marksOf(env), marksOf(json)], [[], []]);
    await open('reads.http', 'GET /api/v1/user/balance\n');
    const [mark] = await until('a mark in .env', () => marksOf(env).length > 0 && marksOf(env));
    assert.deepEqual(mark?.range, new Range(1, 8, 1, 8 + KEY.length));
    assert.equal((await until('a mark in the other', () => marksOf(json)[0])).severity, DiagnosticSeverity.Error);

    await commands.executeCommand('vscode.open', env);
    const document = await until('the editor', () => documentInFront(env));
    const edit = new WorkspaceEdit();
    edit.insert(env, document.positionAt(0), '\n\n');
    await workspace.applyEdit(edit);
    await until('the mark moves while somebody types', () => marksOf(env)[0]?.range.start.line === 3);
    await document.save();
    await write('http-client.private.env.json', '{"dev":{}}');
    await until('what was taken out is marked no more', () => marksOf(json).length === 0);
    await workspace.fs.delete(env);
    await commands.executeCommand('workbench.action.closeAllEditors');
    await until('a file that is gone is marked no more', () => marksOf(env).length === 0);
  });

  it('offer to be moved, by a command that is told where they stand and not what they are', async () => {
    const http = await open('offer.http', requestWith(KEY));
    const env = await open('.env', `API_KEY=${KEY}\n`);
    for (const document of [http, env]) {
      const [action] = await actionsIn(document, KEY);
      assert.equal(action?.title, MOVE);
      assert.equal(action.command?.command, InternalCommand.moveSecret);
      assert.ok(!JSON.stringify(action).includes(KEY));
    }
  });

  it('become a credential: the request names it, the file is saved, and the service is asked whether it works', async () => {
    const document = await open(
      'signed.http',
      `@key = ${KEY}\n@apiSecret = ${SECRET}\n\n${requestWith('{{key}}')}X-Timestamp: {{$timestamp}}\nX-Signature: {{sign}}\n`,
    );
    person.types.push('eu', server.origin);
    await take(document, KEY);
    const { message, buttons } = await told(/Moved/);
    assert.match(
      message,
      /^Moved to the keychain as eu\. eu works: balance 41\.20 EUR\. Git and Local History may still hold/,
    );
    assert.deepEqual(buttons, ['Open the Portal']);
    assert.deepEqual(
      person.asked.map(({ title, value, password }) => [title, value, password]),
      [
        ['Move to Keychain 1/2', 'local', false],
        ['Move to Keychain 2/2', server.origin, false],
      ],
    );
    assert.equal(document.getText().trim(), movedTo('eu').trim());
    assert.equal(document.isDirty, false);
    assert.equal(onDisk('signed.http'), document.getText());
    assert.deepEqual(
      stored().map(({ name, kind, origin, store }) => [name, kind, origin, store]),
      [['eu', 'hmac', server.origin, 'osKeychain']],
    );
    const [checked] = server.requests;
    assert.equal(checked?.headers.find(([name]) => name === 'X-API-Key')?.[1], KEY);
    assert.ok(checked?.headers.some(([name]) => name === 'X-Signature'));
    await commands.executeCommand('undo');
    assert.match(document.getText(), new RegExp(KEY));
  });

  it('ask for the API secret where requests are signed and it stands nowhere', async () => {
    const document = await open('asks.http', `${requestWith(KEY)}X-Signature: {{$shared sign}}\n`);
    person.types.push('asked', 'hmac', SECRET, server.origin);
    await take(document, KEY);
    await told(/Moved/);
    assert.deepEqual(
      person.asked.map(({ password }) => password),
      [false, null, true, false],
    );
    assert.equal(stored()[0]?.kind, 'hmac');
  });

  it('stay where they are when the person leaves, and nothing is stored', async () => {
    const text = requestWith(KEY);
    const document = await open('left.http', text);
    for (const typed of [[], ['left']]) {
      person.types.push(...typed);
      await take(document, KEY);
    }
    assert.equal(document.getText(), text);
    assert.deepEqual(stored(), []);
    assert.deepEqual(server.requests, []);
    assert.deepEqual(person.told, []);
  });

  it('are found again when the text has changed meanwhile; changes that were there are not saved', async () => {
    const document = await open('changed.http', requestWith(KEY));
    person.types.push('changed', server.origin);
    person.meanwhile = async () => {
      const edit = new WorkspaceEdit();
      edit.insert(document.uri, document.positionAt(0), '### Balance\n');
      await workspace.applyEdit(edit);
    };
    await take(document, KEY);
    const { message } = await told(/Moved/);
    assert.match(message, /Not saved yet: .*changed\.http\. Save, or the secret stays on the disk\./);
    assert.equal(document.getText(), `### Balance\n${movedTo('changed')}`);
    assert.equal(document.isDirty, true);
    assert.ok(onDisk('changed.http').includes(KEY));
  });

  it('are not lost when the text is gone meanwhile: the credential stays, and Remove is offered', async () => {
    const document = await open('gone.http', requestWith(KEY));
    person.types.push('gone', server.origin);
    person.meanwhile = async () => {
      const edit = new WorkspaceEdit();
      edit.delete(document.uri, new Range(0, 0, 9, 0));
      await workspace.applyEdit(edit);
    };
    await take(document, KEY);
    const { message, buttons } = await told(/could not be changed/);
    assert.match(message, /^gone holds the secret, but .*gone\.http could not be changed/);
    assert.deepEqual(buttons, ['Try Again', 'Remove']);
    assert.equal(stored()[0]?.name, 'gone');
  });

  it('that are stored already need no second credential', async () => {
    const first = await open('first.http', requestWith(KEY));
    person.types.push('first', server.origin);
    await take(first, KEY);
    await told(/Moved/);
    const second = await open('second.http', requestWith(KEY));
    person.types.push('first');
    await take(second, KEY);
    await told(/^The requests use first now, which holds the same secret\./);
    assert.equal(second.getText(), movedTo('first'));
    assert.equal(stored().length, 1);
  });

  it('that are needed elsewhere too are moved only when that is agreed to, and then stay there', async () => {
    const text = `POST ${server.origin}/api/v1/x?k=${KEY}\nX-API-Key: ${KEY}\n`;
    const document = await open('needed.http', text);
    await take(document, KEY);
    const { message, detail } = await told(/all the same/);
    assert.match(message, /^Move it to the keychain all the same\?$/);
    assert.match(detail, /\(.*needed\.http:1\), so it stays in the text/);
    assert.deepEqual([document.getText(), stored()], [text, []]);
    person.press.push('Move');
    person.types.push('needed', server.origin);
    await take(document, KEY);
    await told(/Moved .*stays in the text/);
    assert.equal(document.getText(), `# @credential needed\nPOST ${server.origin}/api/v1/x?k=${KEY}\n`);
  });

  it('that requests take to a strange origin are moved only when that is agreed to', async () => {
    const text = `GET https://api.example.com/v1\nX-API-Key: ${LIVE}\n`;
    const document = await open('strange.http', text);
    await take(document, LIVE);
    const { detail, buttons } = await told(/all the same/);
    assert.match(
      detail,
      /^The requests that use it go to https:\/\/api\.example\.com, which is not the service itself\./,
    );
    assert.deepEqual([buttons, document.getText(), stored()], [['Move'], text, []]);
  });

  it('of a .env file go together with their uses in .http files, those that are not open too', async () => {
    const env = await open('.env', `A=1\nAPI_KEY=${KEY}\nAPI_SECRET=${SECRET}\nB=2\n`);
    await write('api/one.http', requestWith('{{$dotenv API_KEY}}'));
    await write('api/other.http', requestWith('{{$dotenv OTHER_KEY}}'));
    await write('api/own/.env', `API_KEY=${LIVE}\n`);
    await write('api/own/shadowed.http', requestWith('{{$dotenv API_KEY}}'));
    person.press.push('Move');
    person.types.push('dot', server.origin);
    await take(env, KEY);
    await told(/Moved to the keychain as dot\. dot works/);
    const [question] = person.told;
    assert.match(question?.message ?? '', /^Move API_KEY, API_SECRET from .*\.env to the keychain\?$/);
    assert.match(question?.detail ?? '', /: 1 \(in .*one\.http\)\.\n\nOther programs that read .*\.env will miss/);
    assert.equal(onDisk('.env'), 'A=1\nB=2\n');
    assert.equal(onDisk('api/one.http'), movedTo('dot'));
    assert.equal(onDisk('api/other.http'), requestWith('{{$dotenv OTHER_KEY}}'));
    assert.equal(onDisk('api/own/shadowed.http'), requestWith('{{$dotenv API_KEY}}'));
    assert.equal(stored()[0]?.kind, 'hmac');
  });

  it('of one environment of several leave requests that name no credential', async () => {
    const json = await open(
      'http-client.private.env.json',
      `{\n  "dev": { "key": "${KEY}" },\n  "prod": { "key": "${LIVE}", "n": 1 }\n}\n`,
    );
    await write('both.http', requestWith('{{key}}'));
    person.press.push('Move');
    person.types.push('dev', server.origin);
    await take(json, KEY);
    await told(/Moved/);
    assert.match(person.told[0]?.detail ?? '', /Other environments give it another value/);
    assert.deepEqual(JSON.parse(onDisk('http-client.private.env.json')), { dev: {}, prod: { key: LIVE, n: 1 } });
    assert.equal(onDisk('both.http'), `GET ${server.origin}/api/v1/user/balance\n`);
  });
});

/** Opened by the editor alone, so that it is closed with its tab: what an extension opens lives on for minutes. */
function documentInFront(uri: Uri): TextDocument | null {
  const document = window.activeTextEditor?.document;
  return document?.uri.toString() === uri.toString() ? document : null;
}

function marksOf(uri: Uri) {
  return languages
    .getDiagnostics(uri)
    .filter(({ source, message }) => source === 'Restlink' && / stands in /.test(message));
}

async function actionsIn(document: TextDocument, text: string): Promise<CodeAction[]> {
  const at = document.positionAt(document.getText().lastIndexOf(text));
  const all = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new Range(at, at),
  );
  return all.filter(({ title }) => title === MOVE);
}

/** Takes the quick fix, and waits for what a person waits for. */
async function take(document: TextDocument, text: string): Promise<void> {
  const [action] = await until('the quick fix', async () => {
    const actions = await actionsIn(document, text);
    return actions.length > 0 && actions;
  });
  const { command, arguments: args = [] } = action?.command ?? {};
  assert.ok(command);
  await commands.executeCommand(command, ...args);
}

interface Stored {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly origin: string;
  readonly store: string;
}

function stored(): Stored[] {
  const file = join(perUserFolder(process.env, process.platform, homedir()), 'credentials.json');
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { credentials: Stored[] }).credentials;
  } catch {
    return [];
  }
}

interface Told {
  readonly message: string;
  readonly detail: string;
  readonly buttons: string[];
}

interface Asked {
  readonly title: string;
  readonly value: string;
  /** Null for a list. */
  readonly password: boolean | null;
}

interface Person {
  readonly told: Told[];
  readonly asked: Asked[];
  /** What is typed into inputs, and picked from lists by a word of the row; nothing left means Escape. */
  readonly types: string[];
  /** Buttons that are pressed where they are offered, in order. */
  readonly press: string[];
  /** Happens before the first answer. */
  meanwhile: (() => Promise<void>) | null;
  leave(): void;
}

/** Answers inputs and messages in place of a person. */
function standIn(): Person {
  const tell = async (message: string, ...rest: unknown[]) => {
    const options = rest.find((one): one is { detail?: string } => typeof one === 'object' && one !== null);
    const buttons = rest.filter((one): one is string => typeof one === 'string');
    person.told.push({ message, detail: options?.detail ?? '', buttons });
    if (person.press[0] === undefined || !buttons.includes(person.press[0])) return undefined;
    return person.press.shift();
  };
  const inPlace = {
    showErrorMessage: tell,
    showWarningMessage: tell,
    showInformationMessage: tell,
    createInputBox: () => new FakeInput(person),
    createQuickPick: () => new FakeInput(person),
  };
  const originals = (Object.keys(inPlace) as (keyof typeof inPlace)[]).map((name) => [name, window[name]] as const);
  const person: Person = {
    told: [],
    asked: [],
    types: [],
    press: [],
    meanwhile: null,
    leave: () => {
      for (const [name, original] of originals) Object.assign(window, { [name]: original });
    },
  };
  for (const [name, stand] of Object.entries(inPlace)) Object.assign(window, { [name]: stand });
  return person;
}

/** An input box and a list in one. */
class FakeInput {
  title = '';
  step: number | undefined;
  totalSteps: number | undefined;
  value = '';
  password = false;
  prompt = '';
  validationMessage: unknown;
  buttons: unknown[] = [];
  items: readonly (QuickPickItem & { readonly value: unknown })[] | null = null;
  selectedItems: readonly QuickPickItem[] = [];
  activeItems: readonly QuickPickItem[] = [];
  private readonly accepted = new EventEmitter<void>();
  private readonly hidden = new EventEmitter<void>();
  readonly onDidAccept = this.accepted.event;
  readonly onDidHide = this.hidden.event;
  readonly onDidChangeValue = new EventEmitter<string>().event;
  readonly onDidTriggerButton = new EventEmitter<unknown>().event;

  constructor(private readonly person: Person) {}

  show(): void {
    void this.answer();
  }

  hide(): void {
    // by the extension, when it has its answer
  }

  dispose(): void {
    this.accepted.dispose();
    this.hidden.dispose();
  }

  private async answer(): Promise<void> {
    const { person, items } = this;
    const steps = this.totalSteps === undefined ? '' : ` ${this.step}/${this.totalSteps}`;
    person.asked.push({ title: this.title + steps, value: this.value, password: items ? null : this.password });
    const { meanwhile } = person;
    person.meanwhile = null;
    await meanwhile?.();
    const typed = person.types.shift();
    if (typed === undefined) return this.hidden.fire();
    const chosen = items?.find(({ label, value }) => value === typed || label.includes(typed));
    assert.ok(!items || chosen, `${typed} is in the list`);
    if (chosen) this.selectedItems = [chosen];
    else this.value = typed;
    this.accepted.fire();
  }
}
