// `npm start`: from a fresh clone to an editor on the sample, with a sandbox that has just accepted a signed request.
// `--browser` prefers the browser over a desktop editor; `--no-open` opens neither.

import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  codeServerRunsHere,
  commandOf,
  freePort,
  install,
  isInstalled,
  newest,
  quietSettings,
  serverArguments,
  serverEnvironment,
  untilReady,
  writeSettings,
} from './lib/code-server.mjs';
import { installPackages, missing, packagesToInstallCodeServer } from './lib/debian.mjs';
import { desktopArguments, findDesktopEditor } from './lib/desktop.mjs';
import { findOnPath } from './lib/environment.mjs';
import { openFrontDoor } from './lib/front-door.mjs';
import { Processes } from './lib/processes.mjs';
import { errorText, Failure, step } from './lib/progress.mjs';
import * as project from './lib/project.mjs';

const SANDBOX_PORT = 8023;
const FIRST_FILE = 'first-steps.http';

const cli = join(project.root, 'dist', 'cli.js');
const sample = join(project.root, 'media', 'sample');
const workspace = join(project.workFolder, 'sample');
const browserHome = join(project.workFolder, 'start', 'browser');
const desktopHome = join(project.workFolder, 'start', 'desktop');

const noOpen = process.argv.includes('--no-open');
const preferBrowser = process.argv.includes('--browser');

/** @param {Processes} processes */
async function main(processes) {
  if (!project.dependenciesAreInstalled()) {
    await step('Installing dependencies (npm ci)', () => project.installDependencies(processes));
  }
  if (!project.bundlesAreBuilt()) await step('Building', () => project.build(processes));
  const sandbox = await startSandbox(processes);
  console.log(`✓ The sandbox ${sandbox.reused ? 'was running already' : 'runs'} at ${sandbox.url}`);
  await sendFirstRequest(processes);
  copySample();
  const editor = noOpen || preferBrowser ? null : findDesktopEditor();
  if (editor) await openDesktop(processes, editor);
  else await openInBrowser(processes);
}

/**
 * Starts the sandbox, or finds the one that this person runs already.
 * @param {Processes} processes
 * @returns {Promise<{ url: string, reused: boolean }>}
 */
async function startSandbox(processes) {
  const running = await findSandbox(processes);
  if (running) return { url: running, reused: true };
  const port = String(await freePort(SANDBOX_PORT));
  return new Promise((resolve, reject) => {
    const onLine = (/** @type {string} */ line) => {
      const { url } = parseObject(line);
      if (typeof url === 'string') resolve({ url, reused: false });
      else if (!line.startsWith('{')) console.error(line);
    };
    const child = processes.start(process.execPath, [cli, 'sandbox', '--json', '--port', port], { onLine });
    child.once('exit', (code) => {
      reject(new Failure(`The sandbox ended with exit code ${code}.`));
      if (!processes.stopping) console.error('The sandbox has ended; stop with Ctrl+C and start again.');
    });
  });
}

/**
 * @param {Processes} processes
 * @returns {Promise<string | null>} the address of a running sandbox, which its built-in credential is bound to
 */
async function findSandbox(processes) {
  /** @type {string | null} */
  let found = null;
  const onLine = (/** @type {string} */ line) => {
    const { name, origin } = parseObject(line);
    if (name === 'sandbox' && typeof origin === 'string') found = origin;
  };
  await processes.run(process.execPath, [cli, 'credentials', 'list', '--json'], { onLine });
  return found;
}

/**
 * Signs and sends the sample's first request, as a person can do it in this terminal.
 * @param {Processes} processes
 */
async function sendFirstRequest(processes) {
  const file = join('media', 'sample', FIRST_FILE);
  /** @type {number | undefined} */
  let line;
  const onLine = (/** @type {string} */ text) => {
    line ??= Number(parseObject(text).line);
  };
  await processes.run(process.execPath, [cli, 'parse', file, '--json'], { cwd: project.root, onLine });
  const args = ['send', file, '--line', String(line), '--credential', 'sandbox'];
  console.log(`\n$ restlink ${args.join(' ')}`);
  const code = await processes.run(process.execPath, [cli, ...args], { cwd: project.root });
  if (code !== 0) throw new Failure("The sample's first request was not accepted; its answer is above.");
  console.log("\n✓ The sample's first request was signed, sent and accepted.");
}

/** Copies what is not there yet, so that a person's changes survive. */
function copySample() {
  mkdirSync(workspace, { recursive: true });
  for (const name of readdirSync(sample)) {
    if (!existsSync(join(workspace, name))) copyFileSync(join(sample, name), join(workspace, name));
  }
}

/**
 * @param {Processes} processes
 * @param {{ name: string, program: string }} editor
 */
async function openDesktop(processes, { name, program }) {
  const file = join(workspace, FIRST_FILE);
  const args = desktopArguments({ extension: project.root, folder: workspace, file, home: desktopHome });
  const child = processes.start(program, args, { log: project.logFile('start-desktop') });
  child.once('error', (error) => console.error(`${name} could not be started: ${error.message}`));
  child.once('exit', async () => {
    if (processes.stopping) return;
    console.log(`${name} was closed.`);
    await processes.stopAll();
    process.exit(0);
  });
  console.log(`✓ ${name} opens on ${workspace}\n\nCtrl+C closes it and stops the sandbox.`);
}

/** @param {Processes} processes */
async function openInBrowser(processes) {
  await installHost(processes);
  const extensions = join(browserHome, 'extensions');
  const userData = join(browserHome, 'user-data');
  const [node, script] = commandOf(project.root, newest);
  const log = project.logFile('start-code-server');
  rmSync(log, { force: true });
  if (!existsSync(join(userData, 'User', 'settings.json'))) writeSettings(userData, quietSettings);
  await installExtension(processes, [script, '--extensions-dir', extensions, '--user-data-dir', userData], node, log);
  const port = await freePort();
  const args = [script, ...serverArguments(newest, port, { userData, extensions })];
  const server = processes.start(node, args, { env: serverEnvironment(), log });
  let hasEnded = false;
  server.once('exit', () => {
    hasEnded = true;
    if (!processes.stopping) console.error(`VS Code has ended (see ${log}); stop with Ctrl+C and start again.`);
  });
  await untilReady(port, () => hasEnded);
  const address = await openFrontDoor({ port, folder: workspace, file: join(workspace, FIRST_FILE) });
  console.log(`✓ VS Code ${newest.vscode} is ready on ${workspace}`);
  console.log(`\n  Open ${address}\n\nCtrl+C stops it and the sandbox.`);
  if (!noOpen && !process.env.CI) openAddress(processes, address);
}

/** @param {Processes} processes */
async function installHost(processes) {
  if (isInstalled(project.root, newest)) return;
  if (!codeServerRunsHere()) {
    throw new Failure('No VS Code, VSCodium or Cursor was found here. Install one of them and start again.');
  }
  const absent = missing(packagesToInstallCodeServer);
  if (absent.length > 0) {
    const log = project.logFile('apt');
    await step(`Installing ${absent.join(', ')}`, () => installPackages(processes, absent, log));
  }
  const title = `Installing VS Code ${newest.vscode} for the browser, once; this takes some minutes`;
  await step(title, (note) => install(processes, project.root, newest, { note }));
}

/**
 * Packs and installs the extension unless this very package is installed already.
 * @param {Processes} processes
 * @param {string[]} server
 * @param {string} node
 * @param {string} log
 */
async function installExtension(processes, server, node, log) {
  if (!project.isPacked()) await step('Packing the extension', () => project.pack(processes));
  const stamp = join(browserHome, 'installed');
  const digest = project.digestOf(['restlink-sms.vsix']);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  await step('Installing the extension', async () => {
    const args = [...server, '--install-extension', project.vsix, '--force'];
    await processes.mustRun(node, args, { env: serverEnvironment(), log });
  });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
}

/**
 * @param {Processes} processes
 * @param {string} address
 */
function openAddress(processes, address) {
  const hasScreen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  const opener = { darwin: 'open', win32: 'explorer', linux: 'xdg-open' }[String(process.platform)];
  if (!opener || !hasScreen || !findOnPath(opener)) return;
  processes.start(opener, [address], { log: project.logFile('start-browser') });
}

/**
 * @param {string} line
 * @returns {Record<string, unknown>}
 */
function parseObject(line) {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
}

const processes = new Processes();
processes.stopOnSignals(() => console.log('\nStopping …'));
try {
  await main(processes);
} catch (error) {
  if (!processes.stopping) console.error(`\n${errorText(error)}`);
  await processes.stopAll();
  process.exit(1);
}
