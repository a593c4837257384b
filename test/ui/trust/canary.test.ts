// Canary secrets go through everything that a person does in the editor; afterwards everything that was written is searched.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Canaries, findCanaries, findCanariesBelow } from '../../support/canary';
import { asText, ECHOES, echo } from '../../support/echo';
import { ProcessesSeen } from '../../support/processes-seen';
import { answer, RawServer } from '../../support/raw-server';
import { type Session, screenshotOnFailure, startSession, until, type Workbench } from '../../support/workbench';

const canaries = {
  key: 'sk_prod_EditorCanary-6Kv3Mz8Qx1b2a3',
  secret: 'Editor canary/"quoted"+ü\\☃ 7Hn2',
  token: `${part({ alg: 'HS256' })}.${part({ sub: 'editor canary', exp: 4102444800 })}.Ed1tor_s1gnature-Bytes`,
  password: 'Editor pässword/"4Jd"+8',
  webhookSecret: 'hook canary/Zt9+"w"=5Lp',
} satisfies Canaries;

const FILE = 'canary.http';
const requests = `# The request names are what the test sends.

### signed
# @credential canary
POST {{baseUrl}}/api/v1/x?a=1
Content-Type: application/json

{"a":1}

### bearer
# @credential pasted
GET {{baseUrl}}/api/v1/user/workspaces

### webhook
# @credential canary
# @prompt signing_secret The signing secret of the webhook
PUT {{baseUrl}}/api/v1/user/webhooks
Content-Type: application/json

{"signing_secret":"{{signing_secret}}"}

### login
# @name login
# @no-sign
# @prompt password
POST ORIGIN/api/v1/user/auth
Content-Type: application/json

{"login":"me","password":"{{password}}"}

### chained
# @no-sign
POST ORIGIN/echo?token={{login.response.body.$.token}}
Authorization: Bearer {{login.response.body.$.token}}

{{login.response.body.$.token}}

### foreign
# @no-sign
# @prompt typed
GET ELSEWHERE/x?k={{typed}}
X-Note: {{typed}}
`;

describe('canary secrets in the editor', function () {
  this.timeout(240_000);

  let session: Session;
  let workbench: Workbench;
  let server: RawServer;
  let elsewhere: RawServer;
  let processes: ProcessesSeen;
  let workspace: string;
  /** What the person saw and what the page said in its console. */
  const seen: { readonly where: string; readonly text: string }[] = [];

  before(async () => {
    [server, elsewhere] = await Promise.all([RawServer.start(), RawServer.start()]);
    processes = new ProcessesSeen(/keychain\.js|extensionHost/);
    workspace = mkdtempSync(join(tmpdir(), 'canary-'));
    const text = requests.replaceAll('ORIGIN', server.origin).replaceAll('ELSEWHERE', elsewhere.origin);
    writeFileSync(join(workspace, FILE), text);
    session = await startSession({ workspace, settings: { 'restlink.sandbox.port': 0 } });
    workbench = await session.open(FILE);
    workbench.page.on('console', (message) => seen.push({ where: 'console', text: message.text() }));
    await workbench.trees.show('Restlink SMS');
  });

  after(async () => {
    processes?.stop();
    await session?.stop();
    await Promise.all([server?.stop(), elsewhere?.stop()]);
    rmSync(workspace, { recursive: true, force: true });
  });

  afterEach(screenshotOnFailure(() => workbench));

  /** Keeps what is on the screen now. */
  async function look(where: string): Promise<void> {
    seen.push({ where, text: await workbench.page.evaluate<string>('document.documentElement.outerHTML') });
  }

  async function walk(title: string, answers: readonly string[]): Promise<void> {
    for (const [i, text] of answers.entries()) {
      await workbench.quickInput.waitFor(`${title} (${i + 1}/`);
      await (i === 1 && title === 'Add Credential'
        ? workbench.quickInput.pick(text)
        : workbench.quickInput.enter(text));
      await look(`${title} ${i + 1}`);
    }
  }

  /** Sends the request below a heading, and waits until an answer or a message has come of it. */
  async function send(name: string): Promise<void> {
    const line = requests.split('\n').indexOf(`### ${name}`) + 2;
    await workbench.editors.goToLine(FILE, line);
    await workbench.command('Restlink: Sign and Send');
  }

  /** Keeps the whole text of the answer that has just come, and how it looks. */
  async function readAnswer(name: string, status = ''): Promise<void> {
    const { editors, lenses } = workbench;
    const where = `${name} ${status}`;
    await until('the end of the send', async () => (await lenses.texts()).every((text) => !text.includes('Sending')));
    seen.push({ where, text: await editors.wholeText(new RegExp(`^${name} · ${status}`)) });
    await look(where);
  }

  it('are typed into every flow that takes one', async () => {
    const { messages } = workbench;
    const { key, secret, token, password } = canaries;
    server.respond = answer('200 OK', JSON.stringify({ balance: 1, currency: 'EUR', key, secret, token }));
    await workbench.command('Restlink: Add Credential…');
    await walk('Add Credential', ['canary', 'API key + HMAC signature', key, secret, server.origin]);
    await messages.waitFor(/canary works/);

    server.respond = echo('401 Unauthorized', asText);
    await workbench.command('Restlink: Add Credential…');
    await walk('Add Credential', ['pasted', 'Pasted token', token, server.origin]);
    await messages.waitFor(/pasted was stored, but the service refused it/);
    await look('a refusal');
    await messages.click(/pasted was stored/, 'Keep Anyway');

    await workbench.command('Restlink: Log In to the Portal…');
    await workbench.quickInput.pick('New Login…');
    await walk('Log In to the Portal', ['me', 'login', password, server.origin]);
    assert.match(await messages.dialog(), /The login failed/);
    await look('a failed login');
    await messages.clickInDialog('Cancel');
    await messages.dismissAll();
  });

  it('sign requests whose answers show everything that was sent', async () => {
    for (const [i, [status, form]] of ECHOES.entries()) {
      server.reset(echo(status, form));
      const withToken = i < 2;
      for (const name of withToken ? ['signed', 'bearer'] : ['signed']) {
        const before = server.requests.length;
        await send(name);
        await until('the request', () => server.requests.length > before);
        await readAnswer(name, status);
      }
      const sent = JSON.stringify(server.requests.map(({ headers }) => headers));
      assert.ok(sent.includes(canaries.key), 'the test sends what it is about');
      assert.equal(sent.includes(canaries.token), withToken);
    }
    await workbench.command('Restlink: Copy Answer');
    await clipboard('Copy Answer');
  });

  it('sign what is explained, and what is diagnosed', async () => {
    const { editors, quickInput } = workbench;
    const explained = / · signature$/;
    await workbench.command('Restlink: Explain Signature');
    await editors.waitForText(explained, /as it was sent/);
    seen.push({ where: 'an explained answer', text: await editors.wholeText(explained) });
    await editors.goToLine(FILE, requests.split('\n').indexOf('### signed') + 2);
    await workbench.command('Restlink: Explain Signature');
    await editors.waitForText(explained, /signed as canary/);
    await workbench.page.keyboard.type(' ');
    await workbench.page.keyboard.press('Backspace');
    await look('an explanation');
    seen.push({ where: 'an explanation', text: await editors.wholeText(explained) });

    const timestamp = Math.floor(Date.now() / 1000);
    const body = JSON.stringify({ secret: canaries.secret, key: canaries.key });
    const wrong = createHmac('sha256', canaries.secret).update(`post|/api/v1/x|${timestamp}|${body}`).digest('hex');
    const headers = { 'X-API-Key': canaries.key, 'X-Timestamp': String(timestamp), 'X-Signature': wrong };
    const failing = JSON.stringify({
      method: 'POST',
      url: `${server.origin}/api/v1/x?k=${canaries.key}`,
      headers,
      body,
    });
    await workbench.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(failing)})`);
    await editors.goToLine(FILE, 1);
    await workbench.command('Restlink: Diagnose Failing Signature…');
    const diagnosis = / · diagnosis$/;
    await editors.waitForText(diagnosis, /lowercase-method/);
    await look('a diagnosis');
    seen.push({ where: 'a diagnosis', text: await editors.wholeText(diagnosis) });
    await workbench.command('Restlink: Compare Messages');
    await until('a comparison', async () => (await editors.titles()).some((title) => title.includes('↔')));
    await look('a comparison');
    await editors.goToLine(FILE, 1);
    assert.equal(await quickInput.isOpen(), false);
  });

  it('are typed at prompts, and chained from one answer to the next request', async () => {
    const { quickInput } = workbench;
    server.reset(echo('400 Bad Request', asText));
    await send('webhook');
    await quickInput.waitFor(/: signing_secret/);
    assert.equal(await quickInput.isMasked(), true);
    await quickInput.enter(canaries.webhookSecret);
    await until('the webhook request', () => server.requests.length === 1);
    await readAnswer('webhook');

    server.reset(answer('200 OK', JSON.stringify({ status: true, token: canaries.token })));
    await send('login');
    await quickInput.waitFor(/password/);
    assert.equal(await quickInput.isMasked(), true);
    await quickInput.enter(canaries.password);
    await until('the login', () => server.requests.length === 1);
    await readAnswer('login');

    server.reset(echo('200 OK', asText));
    await send('chained');
    await until('the chained request', () => server.requests.length === 1);
    assert.ok(server.requests[0]?.target.includes(canaries.token));
    await readAnswer('chained');
    await workbench.editors.goToLine(
      FILE,
      requests.split('\n').findIndex((text) => text.startsWith('Authorization:')) + 1,
    );
    await workbench.page.keyboard.press('End');
    for (let i = 0; i < 4; i++) await workbench.page.keyboard.press('ArrowLeft');
    await workbench.coding.hover(/from login as last sent/);
    await look('hover');
    await workbench.page.keyboard.press('Escape');
  });

  it('are refused on their way elsewhere, and are not repeated in the refusal', async () => {
    const { messages, quickInput } = workbench;
    for (const value of [canaries.secret, canaries.key]) {
      await send('foreign');
      await quickInput.waitFor(/typed/);
      await quickInput.enter(value);
      await messages.waitFor(/holds the secret of the credential canary/);
      await look('a refusal');
      await messages.dismissAll();
    }
    assert.equal(elsewhere.connections, 0);
  });

  it('are used while the server fails, and while the keychain is locked', async () => {
    const { messages } = workbench;
    server.reset((socket) => socket.destroy());
    await send('signed');
    await messages.waitFor(/broke before an answer/);
    await look('a broken connection');
    await messages.dismissAll();
    server.reset((socket, request) => socket.end(`HTTP/1.1 200 OK\r\nX-${asText(request)}\r\n\r\n${asText(request)}`));
    await send('signed');
    await until('an outcome', async () => server.requests.length > 0);
    await look('an answer that makes no sense');
    await messages.dismissAll();
    await session.keyring.lock();
    await send('signed');
    await messages.waitFor(/keychain/);
    await look('a locked keychain');
    await session.keyring.unlock();
    await messages.dismissAll();
    await workbench.editors.goToLine(FILE, 5);
    await workbench.command('Restlink: Copy Signed Headers');
    await messages.waitFor(/Signed headers copied/);
    await clipboard('Copy Signed Headers');
  });

  it('are named by no question about their credential', async () => {
    await workbench.trees.contextMenu('Credentials', 'canary', 'Remove Credential…');
    await look('the question before a removal');
    await workbench.messages.clickInDialog('Remove');
    await until('it is gone', async () =>
      (await workbench.trees.rows('Credentials')).every(({ label }) => label !== 'canary'),
    );
  });

  it('were on no screen, in no console and in no clipboard', () => {
    assert.ok(seen.length > 30, `only ${seen.length} looks`);
    const found = seen.flatMap(({ where, text }) => findCanaries(text, canaries).map((what) => `${where}: ${what}`));
    assert.deepEqual(found, []);
  });

  it('nor in what the browser stores', async () => {
    const stored = await session.browserStorage();
    assert.ok(stored.includes(FILE), 'the state of the editor is in it');
    assert.deepEqual(findCanaries(stored, canaries), []);
  });

  it('nor in any file: settings, state, logs, backups, the per-user folder, temporary files, the keyring itself', () => {
    assert.ok(
      logs().some((text) => text.includes('canary works')),
      'the log of the extension is among them',
    );
    for (const folder of session.folders) assert.deepEqual(findCanariesBelow(folder, canaries), []);
  });

  it('nor in the arguments of any process, nor in the environment of ours', () => {
    const lines = [...processes.commandLines];
    assert.ok(
      lines.some((line) => line.includes('keychain.js')),
      'the helper was seen',
    );
    assert.ok(processes.environments.size > 0, 'environments were seen');
    assert.deepEqual(
      lines.flatMap((line) => findCanaries(line, canaries)),
      [],
    );
    assert.deepEqual(
      [...processes.environments.values()].flatMap((text) => findCanaries(text, canaries)),
      [],
    );
  });

  /** What the output channel *Restlink* wrote. */
  function logs(): string[] {
    const files = readdirSync(session.userData, { recursive: true, encoding: 'utf8' });
    return files
      .filter((name) => name.endsWith('Restlink.log'))
      .map((name) => readFileSync(join(session.userData, name), 'utf8'));
  }

  async function clipboard(where: string): Promise<void> {
    const text = await workbench.page.evaluate<string>('navigator.clipboard.readText()');
    assert.notEqual(text, '', where);
    seen.push({ where, text });
  }
});

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
