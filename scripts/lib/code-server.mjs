// VS Code in a browser: installs code-server under .vscode-test/ and starts it.
// A desktop VS Code cannot be had from npm or apt; code-server is the same workbench and the same extension host.

import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findOnPath, nestedNpmEnv } from './environment.mjs';
import { Failure } from './progress.mjs';

/** Change this when the recipe below changes: installations made by another recipe are redone. */
const RECIPE = '3';
const NODE_24 = '24.21.0';
const READY_LIMIT_MS = 60_000;

/**
 * @typedef {object} Host
 * @property {string} version of code-server
 * @property {string} vscode the VS Code it contains
 */

/** @type {Host} */
export const newest = { version: '4.139.1', vscode: '1.139' };
/** The lower bound in `engines.vscode`. @type {Host} */
export const oldest = { version: '4.100.3', vscode: '1.100' };

/** @returns {boolean} whether code-server can be installed on this kind of computer */
export function codeServerRunsHere() {
  return process.platform === 'linux' && (process.arch === 'x64' || process.arch === 'arm64');
}

/**
 * @param {string} root the project
 * @param {Host} host
 */
export function isInstalled(root, host) {
  const marker = markerOf(root, host);
  return existsSync(marker) && readFileSync(marker, 'utf8') === RECIPE;
}

/**
 * Installs a host; a half-finished or outdated installation is redone from the start. The output of npm goes to
 * `.vscode-test/logs/`. Needs a compiler, Python and (for the oldest) ripgrep.
 * @param {import('./processes.mjs').Processes} processes
 * @param {string} root the project
 * @param {Host} host
 * @param {{ note?: (detail: string) => void }} [options]
 */
export async function install(processes, root, host, { note = () => {} } = {}) {
  if (isInstalled(root, host)) return;
  const folder = folderOf(root, host);
  const log = join(root, '.vscode-test', 'logs', `install-code-server-${host.version}.log`);
  rmSync(folder, { recursive: true, force: true });
  rmSync(log, { force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  /** @type {Npm} */
  const npm = async (detail, args, { cwd = folder, env = nestedNpmEnv() } = {}) => {
    note(detail);
    await processes.mustRun('npm', [...args, '--no-audit', '--no-fund'], { cwd, env, log });
  };
  await (host === newest ? installNewest(npm, folder) : installOldest(npm, folder));
  writeFileSync(markerOf(root, host), RECIPE);
}

/**
 * @typedef {(detail: string, args: string[], options?: { cwd?: string, env?: NodeJS.ProcessEnv }) => Promise<void>} Npm
 * @param {Npm} npm
 * @param {string} folder
 */
async function installNewest(npm, folder) {
  await npm(`Node ${NODE_24}`, ['install', `node-linux-${process.arch}@${NODE_24}`]);
  const home = node24Home(folder);
  const env = { ...nestedNpmEnv(), npm_config_nodedir: home, PATH: `${join(home, 'bin')}:${process.env.PATH}` };
  const vscode = await installServer(npm, folder, newest, ['@vscode/spdlog', '@vscode/native-watchdog'], env);
  // It starts with every window, and has nothing to do where no model can be reached.
  rmSync(join(vscode, 'extensions', 'copilot'), { recursive: true, force: true });
}

/**
 * @param {Npm} npm
 * @param {string} folder
 */
async function installOldest(npm, folder) {
  const rg = findOnPath('rg');
  if (!rg) throw new Failure('ripgrep (`rg`) is missing: apt-get install ripgrep');
  const env = nestedNpmEnv();
  const headers = join(process.execPath, '..', '..');
  if (existsSync(join(headers, 'include', 'node', 'node.h'))) env.npm_config_nodedir = headers;
  const native = ['@parcel/watcher', '@vscode/spdlog', 'native-watchdog', 'node-pty'];
  const vscode = await installServer(npm, folder, oldest, native, env);
  const bin = join(vscode, 'node_modules', '@vscode', 'ripgrep', 'bin');
  mkdirSync(bin, { recursive: true });
  rmSync(join(bin, 'rg'), { force: true });
  symlinkSync(rg, join(bin, 'rg'));
}

/**
 * Installs without the server's own install script, which would fetch headers and binaries from elsewhere and compile everything.
 * What is left out (databases of agents, Kerberos at a proxy, what is Windows') no test uses; what is compiled is not optimised,
 * as that takes longer than it ever saves here.
 * @param {Npm} npm
 * @param {string} folder
 * @param {Host} host
 * @param {string[]} native modules of VS Code that are compiled
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string>} the folder of VS Code in it
 */
async function installServer(npm, folder, host, native, env) {
  const vscode = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  const compiling = { ...env, CFLAGS: '-O0', CXXFLAGS: '-O0', JOBS: 'max' };
  await npm('code-server', ['install', `code-server@${host.version}`, '--ignore-scripts'], { env });
  await npm('native module argon2', ['rebuild', 'argon2', '--ignore-scripts=false'], { env: compiling });
  await npm('the modules of VS Code', ['install', '--omit=dev', '--ignore-scripts'], { cwd: vscode, env });
  await npm('native modules', ['rebuild', ...native, '--ignore-scripts=false'], { cwd: vscode, env: compiling });
  return vscode;
}

/**
 * The command that runs an installed host: its Node and its script.
 * @param {string} root the project
 * @param {Host} host
 * @returns {[string, string]}
 */
export function commandOf(root, host) {
  const folder = folderOf(root, host);
  const node = host === newest ? join(node24Home(folder), 'bin', 'node') : process.execPath;
  return [node, join(folder, 'node_modules', 'code-server', 'out', 'node', 'entry.js')];
}

/**
 * @typedef {object} ServerFolders
 * @property {string} userData
 * @property {string} extensions
 */

/**
 * The arguments of a server that is alone on this computer: no password, no telemetry, no update check, no trust prompt.
 * @param {Host} host
 * @param {number} port
 * @param {ServerFolders} folders
 * @param {{ forTests?: boolean, restricted?: boolean }} [options] `forTests`: the page may name an extension and its tests;
 * hides notifications. `restricted`: workspaces are not trusted, given the settings that go with it
 */
export function serverArguments(host, port, { userData, extensions }, { forTests = false, restricted = false } = {}) {
  return [
    ...['--bind-addr', `127.0.0.1:${port}`, '--auth', 'none', '--config', '/dev/null'],
    ...['--disable-telemetry', '--disable-update-check', ...(restricted ? [] : ['--disable-workspace-trust'])],
    ...['--disable-getting-started-override', '--ignore-last-opened'],
    ...['--user-data-dir', userData, '--extensions-dir', extensions],
    // The newest ignores tests in the page's payload without it, the oldest does not know it.
    ...(forTests && host === newest ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
  ];
}

/**
 * The environment of a server: no gallery, so that nothing is asked of the network, and no trace of an outer VS Code.
 * @param {NodeJS.ProcessEnv} [base]
 * @returns {NodeJS.ProcessEnv}
 */
export function serverEnvironment(base = process.env) {
  const entries = Object.entries(base).filter(([name]) => !/^(VSCODE_|ELECTRON_|CODE_SERVER_|npm_)/.test(name));
  return { ...Object.fromEntries(entries), EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
}

/** A workbench without welcome pages, tours and offers. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'security.workspace.trust.enabled': false,
};

/** On top of those, for windows in Restricted Mode. */
export const restrictedSettings = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
};

/**
 * Writes the settings of the person who uses the server.
 * @param {string} userData
 * @param {Record<string, unknown>} settings
 */
export function writeSettings(userData, settings) {
  // Settings of scope "machine" are read from the second place in a window that the browser hosts.
  for (const place of ['User', 'Machine']) {
    const folder = join(userData, place);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'settings.json'), `${JSON.stringify(settings, null, 2)}\n`);
  }
}

/**
 * Waits until a server answers.
 * @param {number} port
 * @param {() => boolean} hasEnded whether the process is gone, so that waiting is useless
 */
export async function untilReady(port, hasEnded) {
  const limit = Date.now() + READY_LIMIT_MS;
  while (Date.now() < limit) {
    if (hasEnded()) throw new Failure('code-server ended while it was starting.');
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/healthz`);
      if (answer.ok) return;
    } catch {
      // not listening yet
    }
    await delay(100);
  }
  throw new Failure(`code-server did not answer within ${READY_LIMIT_MS / 1000} s.`);
}

/**
 * A TCP port of loopback that is free now.
 * @param {number} [wanted] taken when it is free
 * @returns {Promise<number>}
 */
export function freePort(wanted = 0) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => (wanted === 0 ? reject(error) : resolve(freePort())));
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      const port = address && typeof address === 'object' ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/**
 * @param {string} root
 * @param {Host} host
 */
function folderOf(root, host) {
  return join(root, '.vscode-test', `code-server-${host.version}`);
}

/**
 * @param {string} root
 * @param {Host} host
 */
function markerOf(root, host) {
  return join(folderOf(root, host), 'complete');
}

/** @param {string} folder */
function node24Home(folder) {
  return join(folder, 'node_modules', `node-linux-${process.arch}`);
}
