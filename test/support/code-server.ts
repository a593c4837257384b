// Starts an installed code-server for a test, with folders of its own, and a browser to look at it.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import {
  commandOf,
  freePort,
  type Host,
  quietSettings,
  restrictedSettings,
  serverArguments,
  serverEnvironment,
  untilReady,
  writeSettings,
} from '../../scripts/lib/code-server.mjs';
import { findOnPath } from '../../scripts/lib/environment.mjs';
import { logFile, root } from '../../scripts/lib/project.mjs';

export interface ServerOptions {
  /** Holds user data and extensions; should be new for each run. */
  readonly folder: string;
  /** Seen by the extension host as `process.env`. */
  readonly env: NodeJS.ProcessEnv;
  /** A name for the log below `.vscode-test/logs/`. */
  readonly name: string;
  /** `.vsix` files to install before the start. */
  readonly vsix?: readonly string[];
  /** Lets the page start tests inside the extension host; notifications do not show then. */
  readonly forTests?: boolean;
  /** Workspaces are not trusted. */
  readonly restricted?: boolean;
  /** The person's settings, on top of those that keep the workbench quiet. */
  readonly settings?: Record<string, unknown>;
}

/** Git would look through every workspace that is opened. */
export const testSettings = { ...quietSettings, 'git.enabled': false };

export interface Server {
  readonly port: number;
  readonly url: string;
  readonly userData: string;
  stop(): Promise<void>;
}

const STOP_LIMIT_MS = 5000;

/** Starts code-server on a free port and waits until it answers. */
export async function startServer(host: Host, options: ServerOptions): Promise<Server> {
  const [node, script] = commandOf(root, host);
  const env = serverEnvironment(options.env);
  const extensions = options.vsix
    ? await installedOnce(node, script, options.vsix, options.name)
    : join(options.folder, 'extensions');
  const folders = { userData: join(options.folder, 'user-data'), extensions };
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
  writeSettings(folders.userData, {
    ...testSettings,
    ...(options.restricted && restrictedSettings),
    ...options.settings,
  });
  const port = await freePort();
  const server = launch(node, [script, ...serverArguments(host, port, folders, options)], env, options.name);
  const stop = () => end(server);
  try {
    await untilReady(port, () => server.exitCode !== null || server.signalCode !== null);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, url: `http://127.0.0.1:${port}`, userData: folders.userData, stop };
}

/** By the files that were installed: a folder of extensions, which no server changes. */
const installed = new Map<string, Promise<string>>();

/** Installs extensions once for all servers of this process: it takes a server of its own each time. */
function installedOnce(node: string, script: string, vsix: readonly string[], name: string): Promise<string> {
  const key = [script, ...vsix].join('\n');
  const known = installed.get(key);
  if (known) return known;
  const folder = mkdtempSync(join(tmpdir(), 'extensions-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const extensions = join(folder, 'extensions');
  const packed = vsix.flatMap((file) => ['--install-extension', file]);
  const args = [script, ...packed, '--extensions-dir', extensions, '--user-data-dir', join(folder, 'user-data')];
  const installing = finished(launch(node, args, serverEnvironment(process.env), name), 'installing the .vsix');
  const ready = installing.then(() => extensions);
  installed.set(key, ready);
  return ready;
}

/** Debian's Chromium without a window. It sees loopback only, and pages from there need no sandbox of the browser's own. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findOnPath('chromium');
  if (!executablePath) throw new Error('chromium is missing: apt-get install chromium');
  const quiet = ['background-networking', 'component-update', 'sync', 'gpu', 'quic', 'dev-shm-usage'];
  const loopbackOnly = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost';
  const args = ['--no-sandbox', '--no-first-run', loopbackOnly, ...quiet.map((part) => `--disable-${part}`)];
  return chromium.launch({ executablePath, args });
}

function launch(command: string, args: string[], env: NodeJS.ProcessEnv, name: string): ChildProcess {
  const file = logFile(name);
  mkdirSync(join(file, '..'), { recursive: true });
  const log = createWriteStream(file, { flags: 'a' });
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  child.once('close', () => log.end());
  return child;
}

async function finished(child: ChildProcess, what: string): Promise<void> {
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${what} failed with exit code ${code}`);
}

/** Ends the server with its extension hosts and terminals, which are in its process group. */
async function end(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  process.kill(-pid, 'SIGTERM');
  const timer = setTimeout(() => process.kill(-pid, 'SIGKILL'), STOP_LIMIT_MS);
  await gone;
  clearTimeout(timer);
}
