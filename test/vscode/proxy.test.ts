// The editor behind a proxy (`http.proxy`), with real tunnels to real servers. What the servers are called leads nowhere but
// through the proxy.

import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationTarget, commands, extensions, Uri, window, workspace } from 'vscode';
import { CredentialIndex, CredentialVault, createKeychain, keychainTimes, perUserFolder } from '../../src/credentials';
import { Command, Scheme } from '../../src/vscode/ids';
import { issued } from '../support/certificate';
import { ConnectProxy } from '../support/connect-proxy';
import { RawServer } from '../support/raw-server';
import { until } from '../support/workbench/wait';
import { Person } from './person';

const ORIGIN = 'https://restlink.test';
const PATH = '/api/v1/user/balance';
const KEY = 'sk_test_BehindTheProxy0c3d4';
const PASSWORD = 'hidden-word';
const BASIC = `Basic ${Buffer.from(`me:${PASSWORD}`).toString('base64')}`;
/** Node 20 forgets NODE_EXTRA_CA_CERTS, by which the test is trusted, where the editor adds the certificates of the system. */
const FORGETS = Number(process.versions.node.split('.')[0]) < 22;
type Setting = 'proxy' | 'noProxy' | 'proxySupport' | 'systemCertificates';

describe('behind a proxy', () => {
  const folder = perUserFolder(process.env, process.platform, homedir());
  const changed = new Set<Setting>();
  let vault: CredentialVault | undefined;
  let closeKeychain: () => void;
  let trusted: RawServer;
  /** Its certificate comes from an authority that nobody here knows. */
  let unknown: RawServer;
  let proxy: ConnectProxy;
  let person: Person;
  let files = 0;

  before(async function () {
    // A desktop editor on somebody's computer; the suite in code-server brings an authority that Node trusts from its start.
    if (!process.env.CI && !process.env.TEST_SERVER_KEY) this.skip();
    const extension = extensions.getExtension('restlink.restlink-sms');
    await extension?.activate();
    const { TEST_SERVER_KEY = '', TEST_SERVER_CERTIFICATE = '' } = process.env;
    const tls = { key: readFileSync(TEST_SERVER_KEY), cert: readFileSync(TEST_SERVER_CERTIFICATE) };
    trusted = await RawServer.start({ host: '127.0.0.2', tls });
    const { authority: _, ...stranger } = issued('DNS:stranger.test');
    unknown = await RawServer.start({ tls: stranger });
    proxy = await ConnectProxy.start(
      new Map([
        ['restlink.test:443', { host: '127.0.0.2', port: trusted.port }],
        ['stranger.test:443', { host: '127.0.0.1', port: unknown.port }],
      ]),
    );
    const keychain = createKeychain({
      ...keychainTimes(true),
      helperPath: join(extension?.extensionPath ?? '', 'dist', 'keychain.js'),
      env: process.env,
      onWaiting: () => undefined,
    });
    closeKeychain = () => keychain.dispose();
    vault = new CredentialVault({
      index: new CredentialIndex(folder, Date.now),
      stores: { osKeychain: keychain },
      sandbox: { running: async () => null, watch: () => ({ dispose: () => undefined }) },
      environment: null,
      now: Date.now,
      newId: randomUUID,
    });
    const secret = { kind: 'hmac', key: KEY, secret: 'behind the proxy' } as const;
    await vault.add({ name: 'office', kind: 'hmac', origin: ORIGIN, secret, store: 'osKeychain' });
    await commands.executeCommand(Command.refreshCredentials);
  });

  after(async () => {
    if (!vault) return;
    await vault.remove('office');
    closeKeychain();
    await Promise.all([trusted, unknown, proxy].map((one) => one.stop()));
    await commands.executeCommand(Command.refreshCredentials);
  });

  beforeEach(async () => {
    for (const one of [trusted, unknown, proxy]) one.reset();
    if (FORGETS) await set('systemCertificates', false);
    person = new Person();
    person.meet();
  });

  afterEach(async () => {
    person.leave();
    for (const name of changed) await set(name, undefined);
    changed.clear();
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function set(name: Setting, value: unknown): Promise<void> {
    changed.add(name);
    const settings = () => workspace.getConfiguration('http');
    await settings().update(name, value, ConfigurationTarget.Global);
    await until(`the setting ${name}`, () => {
      const now = settings().inspect(name)?.globalValue;
      return JSON.stringify(now) === JSON.stringify(value);
    });
  }

  const behind = (host: string, user = '') => set('proxy', `http://${user}${host}`);
  /** The tunnels that were asked for by us. */
  const asked = () => proxy.asked.filter(({ target }) => /\.test:|^127\.0\.0\.2:/.test(target));

  /** Sends a request from a file; resolves when an answer is shown or something is said. @returns both */
  async function send(request: string): Promise<{ readonly answer: string; readonly said: string }> {
    const root = workspace.workspaceFolders?.[0]?.uri;
    assert.ok(root);
    const uri = Uri.joinPath(root, `proxy-${++files}.http`);
    await workspace.fs.writeFile(uri, Buffer.from(request));
    await window.showTextDocument(uri, { preview: false });
    await commands.executeCommand(Command.send, uri, 0);
    const answer = () => window.visibleTextEditors.find(({ document }) => document.uri.scheme === Scheme.answer);
    await until('an outcome', () => answer() !== undefined || person.told.length > 0);
    const said = person.told.map(({ text }) => text).join('\n');
    assert.ok(!said.includes(PASSWORD), said);
    return { answer: answer()?.document.getText() ?? '', said };
  }
  const get = (origin = ORIGIN) => send(`GET ${origin}${PATH}\n`);
  /** A request of nobody's, to any server. */
  const typed = (origin: string) => send(`# @no-sign\nGET ${origin}${PATH}\n`);

  it('a request goes through it, signed, and is TLS from end to end', async () => {
    await behind(proxy.host);
    const { answer, said } = await get();
    assert.match(answer, /^HTTP\/1\.1 200 OK .* · signed as office \(sk_test_…c3d4\)/, said);
    assert.deepEqual(asked(), [{ target: 'restlink.test:443', authorization: undefined }]);
    const [request, ...others] = trusted.requests;
    assert.deepEqual([others, trusted.received[0]?.servername], [[], 'restlink.test']);
    const sent = new Map(request?.headers);
    assert.deepEqual([sent.get('Host'), sent.get('X-API-Key')], ['restlink.test', KEY]);
    assert.match(sent.get('X-Signature') ?? '', /^[0-9a-f]{64}$/);
    assert.equal(sent.has('Proxy-Authorization'), false);
  });

  for (const support of ['on', 'fallback']) {
    it(`also where http.proxySupport says ${support}`, async () => {
      await behind(proxy.host);
      await set('proxySupport', support);
      const { answer, said } = await get();
      assert.match(answer, /^HTTP\/1\.1 200 OK /, said);
      assert.equal(asked().length, 1);
    });
  }

  it('user name and password in its address are given to it, and to nobody else', async () => {
    proxy.wants = BASIC;
    await behind(proxy.host, `me:${PASSWORD}@`);
    const { answer, said } = await get();
    assert.match(answer, /^HTTP\/1\.1 200 OK /, said);
    assert.ok(!answer.includes(PASSWORD));
    assert.equal(asked().at(-1)?.authorization, BASIC);
    assert.ok(!Buffer.concat(trusted.received.map(({ bytes }) => bytes)).includes(BASIC));
  });

  it('that does not take them says so, and what to do in the editor', async () => {
    proxy.wants = 'Basic of somebody else';
    await behind(proxy.host, `me:${PASSWORD}@`);
    const { answer, said } = await get();
    assert.deepEqual([answer, trusted.connections], ['', 0]);
    assert.equal(
      said,
      `Not sent: the proxy ${proxy.host} asks for a user name and a password, or does not accept those it got. Give them where VS Code asks for them, or in the setting http.proxy: http://USER:PASSWORD@HOST:PORT.`,
    );
  });

  it('that refuses to connect, or is not there, has a sentence of its own', async () => {
    await behind(proxy.host);
    const refused = await typed('https://nowhere.test');
    assert.match(
      refused.said,
      new RegExp(`^Not sent: the proxy ${proxy.host} refuses to connect to nowhere\\.test \\(403 `),
    );
    assert.match(refused.said, /http\.noProxy/);
    person.told.length = 0;
    const dead = await RawServer.start();
    await dead.stop();
    await behind(`127.0.0.1:${dead.port}`, `me:${PASSWORD}@`);
    const { said } = await get();
    assert.match(
      said,
      new RegExp(`^Not sent: no connection to restlink\\.test through the proxy 127\\.0\\.0\\.1:${dead.port}\\.`),
    );
    assert.match(said, /http\.proxy/);
    assert.deepEqual(trusted.requests, []);
  });

  it('that never answers is given up on, and may be the reason', async () => {
    const silent = await RawServer.start();
    silent.respond = () => undefined;
    try {
      await behind(`127.0.0.1:${silent.port}`);
      const { said } = await send(`# @connection-timeout 300 ms\nGET ${ORIGIN}${PATH}\n`);
      assert.match(said, /^Not sent: no connection to restlink\.test within 300 ms\. .*proxy/);
    } finally {
      await silent.stop();
    }
  });

  it('a certificate of an unknown authority is refused, with what to do about it in the editor', async () => {
    await behind(proxy.host);
    const { answer, said } = await typed('https://stranger.test');
    assert.deepEqual([answer, unknown.requests], ['', []]);
    assert.match(
      said,
      /^Not sent: no trusted TLS connection to stranger\.test: nobody on this computer knows who issued/,
    );
    assert.match(said, /add the certificate of that authority to those that this computer trusts/);
    assert.doesNotMatch(said, /command line|StrictSSL/i);
  });

  it('is passed by what http.noProxy names', async () => {
    await behind(proxy.host);
    await set('noProxy', ['127.0.0.2', 'restlink.test']);
    const { answer, said } = await typed(trusted.origin);
    assert.match(answer, /^HTTP\/1\.1 200 OK /, said);
    // Without the proxy its name leads nowhere.
    assert.match((await get()).said, /^Not sent: the host restlink\.test was not found\./);
    assert.deepEqual([asked(), trusted.requests.length], [[], 1]);
  });

  it('is not asked where http.proxySupport is off', async () => {
    await behind(proxy.host);
    await set('proxySupport', 'off');
    assert.match((await get()).said, /^Not sent: the host restlink\.test was not found\./);
    assert.deepEqual(asked(), []);
  });
});
