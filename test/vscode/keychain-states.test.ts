// A keychain that hangs, and a helper that crashes, while the extension host goes on with everything else. The keyring of
// the suite is a real one; it is stopped and started by signals.

import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { commands, extensions, type TextDocument, Uri, window, workspace } from 'vscode';
import {
  announceSandbox,
  CredentialIndex,
  CredentialVault,
  createKeychain,
  type Keychain,
  keychainTimes,
  perUserFolder,
  withdrawSandbox,
} from '../../src/credentials';
import { type RequestRecord, type Sandbox, startSandbox } from '../../src/sandbox';
import { Command, Scheme } from '../../src/vscode/ids';
import { lockKeyring, unlockKeyring } from '../support/keyring';
import { until } from '../support/workbench/wait';

describe('a keychain that hangs', () => {
  const folder = perUserFolder(process.env, process.platform, homedir());
  let sandbox: Sandbox;
  /** A server that a stored credential belongs to. */
  let elsewhere: Sandbox;
  let servedHere: RequestRecord[] = [];
  let servedElsewhere: RequestRecord[] = [];
  let keychain: Keychain;
  let vault: CredentialVault;
  let document: TextDocument;
  const messages: string[] = [];
  const { showErrorMessage } = window;

  before(async () => {
    const extension = extensions.getExtension('restlink.restlink-sms');
    await extension?.activate();
    sandbox = await startSandbox({ onRequest: (record) => servedHere.push(record) });
    elsewhere = await startSandbox({ onRequest: (record) => servedElsewhere.push(record) });
    await announceSandbox(folder, { port: sandbox.port, pid: process.pid }, Date.now);
    keychain = createKeychain({
      ...keychainTimes(true),
      helperPath: join(extension?.extensionPath ?? '', 'dist', 'keychain.js'),
      env: process.env,
      onWaiting: () => {},
    });
    vault = new CredentialVault({
      index: new CredentialIndex(folder, Date.now),
      stores: { osKeychain: keychain },
      sandbox: { running: async () => null, watch: () => ({ dispose() {} }) },
      environment: null,
      now: Date.now,
      newId: randomUUID,
    });
    const secret = { kind: 'hmac', key: 'sk_test_sandbox_signed', secret: 'sandbox-secret' } as const;
    await vault.add({ name: 'kept', kind: 'hmac', origin: elsewhere.url, secret, store: 'osKeychain' });
    await commands.executeCommand(Command.refreshCredentials);
    document = await open(
      `### Kept\n# @credential kept\nGET ${elsewhere.url}/api/v1/user/balance\n\n### Sandbox\n# @credential sandbox\nGET /api/v1/user/balance\n`,
    );
  });

  after(async () => {
    tellKeyring('SIGCONT');
    await vault.remove('kept');
    keychain.dispose();
    await withdrawSandbox(folder, { port: sandbox.port, pid: process.pid }, Date.now);
    await Promise.all([sandbox.stop(), elsewhere.stop()]);
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  beforeEach(() => {
    [servedHere, servedElsewhere] = [[], []];
    messages.length = 0;
    Object.assign(window, {
      showErrorMessage: async (message: string) => {
        messages.push(message);
      },
    });
  });

  afterEach(() => {
    Object.assign(window, { showErrorMessage });
    tellKeyring('SIGCONT');
  });

  it('holds up its own request, and nothing else: lenses, proposals, the sandbox and the list of credentials', async () => {
    await until('the lens of the kept one', async () => (await lensTitles()).some((title) => title.includes('kept')));
    tellKeyring('SIGSTOP');
    let isOver = false;
    const held = commands.executeCommand(Command.send, document.uri, 2).then(() => {
      isOver = true;
    });
    await until('a helper', () => helpers().length > 0);

    let ticks = 0;
    const ticking = setInterval(() => ticks++, 20);
    await commands.executeCommand(Command.send, document.uri, 6);
    assert.deepEqual(
      servedHere.map(({ status }) => status),
      [200],
    );
    const titles = await lensTitles();
    assert.ok(titles.includes('$(loading~spin) Sending…') && titles.some((title) => title.includes('sandbox')));
    await commands.executeCommand('vscode.executeCompletionItemProvider', document.uri, document.positionAt(0));
    await commands.executeCommand(Command.refreshCredentials);
    await delay(1_000);
    clearInterval(ticking);
    assert.ok(ticks > 15, `the extension host came to its timers ${ticks} times only`);
    assert.equal(isOver, false, 'the request waits all the while');
    assert.deepEqual(servedElsewhere, []);

    tellKeyring('SIGCONT');
    await held;
    assert.deepEqual(
      servedElsewhere.map(({ status }) => status),
      [200],
    );
    assert.deepEqual(messages, []);
  });

  it('and whose library crashes costs one request; the next one is sent', async () => {
    await commands.executeCommand(Command.send, document.uri, 2);
    tellKeyring('SIGSTOP');
    const lost = commands.executeCommand(Command.send, document.uri, 2);
    await until('the request is with the helper', async () =>
      (await lensTitles()).includes('$(loading~spin) Sending…'),
    );
    await delay(300);
    for (const pid of helpers()) process.kill(pid, 'SIGSEGV');
    await lost;
    await until('it is told', () => messages.length > 0);
    assert.match(messages[0] ?? '', /^The keychain library crashed before it answered\. Try again;/);
    assert.equal(servedElsewhere.length, 1);
    tellKeyring('SIGCONT');
    await commands.executeCommand(Command.send, document.uri, 2);
    assert.equal(servedElsewhere.length, 2);
  });

  it('holds up no explanation: the message is there at once, and the signature when the keychain answers', async () => {
    tellKeyring('SIGSTOP');
    const explaining = commands.executeCommand(Command.explainSignature, document.uri, 2);
    const waiting = await explained(/· not signed\n/);
    assert.match(waiting, /^# The secret of kept is being read from its keychain\.$/m);
    assert.match(waiting, /^ {2}GET\|\/api\/v1\/user\/balance\|\d{10}\|$/m);
    tellKeyring('SIGCONT');
    await explaining;
    await explained(/ · signed as kept /);
    await commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('and one that is locked says so in the explanation; the secret is read once it is unlocked', async () => {
    await window.showTextDocument(document, { viewColumn: 1 });
    await lockKeyring(process.env);
    try {
      await commands.executeCommand(Command.explainSignature, document.uri, 2);
      assert.match(await explained(/· not signed\n/), /^# .*locked/m);
    } finally {
      await unlockKeyring(process.env);
    }
    await commands.executeCommand(Command.explainSignature, document.uri, 2);
    await explained(/ · signed as kept /);
    assert.deepEqual(messages, []);
  });

  function explained(expected: RegExp): Promise<string> {
    return until(`${expected} in an explanation`, () => {
      const shown = window.visibleTextEditors.find((editor) => editor.document.uri.scheme === Scheme.explanation);
      const text = shown?.document.getText() ?? '';
      return expected.test(text) && text;
    });
  }

  async function lensTitles(): Promise<string[]> {
    type Lens = { readonly command?: { readonly title: string } };
    const lenses = await commands.executeCommand<Lens[]>('vscode.executeCodeLensProvider', document.uri, 100);
    return lenses.map(({ command }) => (command?.title ?? '').replace('\u00a0', ' '));
  }
});

/** Sends a signal to the program that answers at `org.freedesktop.secrets` on the bus of this process. */
function tellKeyring(signal: NodeJS.Signals): void {
  const bus = ['--session', '--print-reply=literal', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'];
  const question = ['org.freedesktop.DBus.GetConnectionUnixProcessID', 'string:org.freedesktop.secrets'];
  const answer = execFileSync('dbus-send', [...bus, ...question], { encoding: 'utf8' });
  const pid = Number(/uint32 (\d+)/.exec(answer)?.[1]);
  assert.ok(pid > 0, answer);
  process.kill(pid, signal);
}

/** The helper processes of this extension host. */
function helpers(): number[] {
  const children = execFileSync('ps', ['-o', 'pid=,stat=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' });
  return children
    .split('\n')
    .filter((line) => line.includes('keychain.js') && !/^\s*\d+\s+Z/.test(line))
    .map((line) => Number.parseInt(line, 10));
}

async function open(content: string): Promise<TextDocument> {
  const root = workspace.workspaceFolders?.[0]?.uri;
  assert.ok(root);
  const uri = Uri.joinPath(root, 'keychain-states.http');
  await workspace.fs.writeFile(uri, Buffer.from(content));
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document, { preview: false });
  return document;
}
