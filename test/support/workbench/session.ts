import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { newest, writeSettings } from '../../../scripts/lib/code-server.mjs';
import { root, vsix } from '../../../scripts/lib/project.mjs';
import { launchBrowser, type Server, startServer, testSettings } from '../code-server';
import { type Keyring, type KeyringService, startKeyring } from '../keyring';
import { Workbench } from './workbench';

export interface SessionOptions {
  /** The folder whose copy is the workspace; default: the sample. */
  readonly workspace?: string;
  /** The person's settings. */
  readonly settings?: Record<string, unknown>;
  /** The keychain of the session; default: an unlocked one. */
  readonly keychain?: KeyringService;
  /** The workspace is not trusted. */
  readonly restricted?: boolean;
  /** The packed extension; default: ours. */
  readonly vsix?: string;
  /** Packed extensions beside it. */
  readonly neighbours?: readonly string[];
}

/** What `credentials.json` says of a credential. */
export interface StoredCredential {
  readonly id: string;
  readonly name: string;
  readonly origin: string;
  readonly store: string;
  readonly workspace?: { readonly id: number; readonly name: string };
}

/** VS Code in a browser with the packed extension, a keyring of its own and a copy of a workspace. */
export interface Session {
  /** The keyring that the extension uses; `lookup` reads it from outside. `env` is for other processes of the same person. */
  readonly keyring: Keyring;
  /** The copy of the workspace. */
  readonly workspace: string;
  /** The person's folder of VS Code: settings, state, logs. */
  readonly userData: string;
  /** The extension's per-user folder (product, section 3). */
  readonly perUserFolder: string;
  /** What everything of this session writes besides: the server's folders, temporary files, the keyring's home and state. */
  readonly folders: readonly string[];
  /** What the browser has stored for the editor: IndexedDB, local and session storage, caches, cookies. */
  browserStorage(): Promise<string>;
  /** What the list of credentials holds. */
  credentials(): readonly StoredCredential[];
  /** One of them; fails when it is not there. */
  credential(name: string): StoredCredential;
  /** Opens a window on the workspace, with a file in it if one is named. */
  open(file?: string): Promise<Workbench>;
  /** Changes the person's settings for windows that are opened from now on. */
  change(settings: Record<string, unknown>): void;
  stop(): Promise<void>;
}

const VIEWPORT = { width: 1360, height: 860 };
const themes = {
  'workbench.colorTheme': 'Dark Modern',
  'workbench.preferredDarkColorTheme': 'Dark Modern',
  'workbench.preferredLightColorTheme': 'Light Modern',
};

/** Starts everything; takes some seconds. Needs an installed code-server, chromium and gnome-keyring. */
export async function startSession(options: SessionOptions = {}): Promise<Session> {
  const folder = await mkdtemp(join(tmpdir(), 'ui-'));
  const workspace = join(folder, 'workspace');
  const temporary = join(folder, 'tmp');
  let settings: Record<string, unknown> = { ...themes, ...options.settings };
  const keyring = await startKeyring(options.keychain);
  let server: Server | undefined;
  let browser: Browser | undefined;
  const stop = async () => {
    await browser?.close();
    await server?.stop();
    await keyring.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await mkdir(temporary);
    await cp(options.workspace ?? join(root, 'media', 'sample'), workspace, { recursive: true });
    const what = {
      folder,
      env: { ...keyring.env, TMPDIR: temporary },
      name: 'ui',
      vsix: [options.vsix ?? vsix, ...(options.neighbours ?? [])],
      settings,
      restricted: options.restricted ?? false,
    };
    server = await startServer(newest, what);
    browser = await launchBrowser();
  } catch (error) {
    await stop();
    throw error;
  }
  const { url, port, userData } = server;
  const context = await browser.newContext({ viewport: VIEWPORT, permissions: ['clipboard-read', 'clipboard-write'] });
  const change = (changed: Record<string, unknown>) => {
    settings = { ...settings, ...changed };
    writeSettings(userData, { ...testSettings, ...settings });
  };
  const perUserFolder = join(keyring.env.XDG_STATE_HOME ?? '', 'restlink-sms');
  const credentials = () => storedIn(join(perUserFolder, 'credentials.json'));
  return {
    keyring,
    workspace,
    userData,
    perUserFolder,
    credentials,
    credential(name) {
      const found = credentials().find((candidate) => candidate.name === name);
      assert.ok(found, `${name} is not in credentials.json`);
      return found;
    },
    folders: [folder, keyring.folder],
    async browserStorage() {
      const pages = await Promise.all(context.pages().map((page) => page.evaluate(dumpStorage)));
      return JSON.stringify([await context.cookies(), ...pages]);
    },
    async open(file) {
      const page = await context.newPage();
      await page.goto(address(url, port, workspace, file), { waitUntil: 'commit' });
      const workbench = new Workbench(page);
      await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
      if (file) await workbench.editors.waitFor(file.slice(file.lastIndexOf('/') + 1));
      return workbench;
    },
    change,
    stop,
  };
}

function storedIn(file: string): readonly StoredCredential[] {
  return (JSON.parse(readFileSync(file, 'utf8')) as { credentials: StoredCredential[] }).credentials;
}

/** The address that opens a workspace and a file in it. */
function address(url: string, port: number, workspace: string, file: string | undefined): string {
  const folder = `${url}/?folder=${encodeURIComponent(workspace)}`;
  if (!file) return folder;
  const payload = [['openFile', `vscode-remote://127.0.0.1:${port}${join(workspace, file)}`]];
  return `${folder}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

/** Runs in the page: everything that it can find stored for its origin, as one text. */
const dumpStorage = `(async () => {
  const text = (value) => {
    if (value instanceof ArrayBuffer) value = new Uint8Array(value);
    if (ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value);
    if (value && typeof value === 'object') return JSON.stringify(Object.entries(value).map(([k, v]) => [k, text(v)]));
    return String(value);
  };
  const found = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([done(objects.getAllKeys()), done(objects.getAll())]);
      found.push(name, store, ...keys.map(text), ...values.map(text));
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) found.push(request.url, await (await cache.match(request)).text());
  }
  return found.join('\\n');
})()`;
