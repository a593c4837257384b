// Runs out/test/vscode inside the extension host of a code-server: `node -r ./test/support/register.js in-host.ts 4.139.1`.
// The verdict is the JSON report that the suite writes (TEST_REPORT), never an exit code.

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { type Host, newest, oldest } from '../../scripts/lib/code-server.mjs';
import { root } from '../../scripts/lib/project.mjs';
import { issued } from './certificate';
import { launchBrowser, type Server, startServer } from './code-server';
import { startKeyring } from './keyring';
import type { Report } from './reporter';

/** For the whole suite inside the host. */
const LIMIT_MS = 540_000;

/** Runs the suite with the extension from `extension`, and returns when the suite has ended or the limit is over. */
export async function runInHost(host: Host, extension: string, report: string): Promise<void> {
  rmSync(report, { force: true });
  const folder = await mkdtemp(join(tmpdir(), 'in-host-'));
  const keyring = await startKeyring();
  let server: Server | undefined;
  let browser: Browser | undefined;
  try {
    const workspace = join(folder, 'workspace');
    await cp(join(root, 'media', 'sample'), workspace, { recursive: true });
    const env = { ...keyring.env, ...trusted(folder), TEST_REPORT: report };
    server = await startServer(host, { folder, env, name: `in-host-${host.version}`, forTests: true });
    browser = await launchBrowser();
    await openSuite(browser, server, workspace, extension);
  } finally {
    await browser?.close();
    await server?.stop();
    await keyring.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * An authority that the extension host trusts, as Node reads it when it starts, and a server that it vouches for.
 * @param folder for the files, which the variables name
 */
function trusted(
  folder: string,
): Record<'NODE_EXTRA_CA_CERTS' | 'TEST_SERVER_KEY' | 'TEST_SERVER_CERTIFICATE', string> {
  const { authority, key, cert } = issued('DNS:restlink.test,IP:127.0.0.2');
  const file = (name: string, content: Buffer) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  return {
    NODE_EXTRA_CA_CERTS: file('authority.pem', authority),
    TEST_SERVER_KEY: file('server.key', key),
    TEST_SERVER_CERTIFICATE: file('server.pem', cert),
  };
}

/** Opens the page whose payload makes the workbench run the suite, and waits for its end. */
async function openSuite(browser: Browser, server: Server, workspace: string, extension: string): Promise<void> {
  const page = await browser.newPage();
  const ended = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no end of the suite after ${LIMIT_MS / 1000} s`)), LIMIT_MS);
    void page.exposeFunction('codeAutomationExit', () => {
      clearTimeout(timer);
      resolve();
    });
  });
  await page.exposeFunction('codeAutomationLog', () => undefined); // what VS Code itself complains of
  const remote = (path: string) => `vscode-remote://127.0.0.1:${server.port}${path}`;
  const payload = JSON.stringify([
    ['extensionDevelopmentPath', remote(extension)],
    ['extensionTestsPath', remote(join(root, 'out', 'test', 'vscode', 'index.js'))],
  ]);
  const address = `${server.url}/?folder=${encodeURIComponent(workspace)}&payload=${encodeURIComponent(payload)}`;
  await page.goto(address, { waitUntil: 'commit', timeout: LIMIT_MS });
  await ended;
}

/** Prints what the suite found, as mocha would. */
function show(report: string): void {
  if (!existsSync(report)) throw new Error('the suite wrote no report: the extension host ended before it');
  const { passed, failed, tests } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  for (const test of tests) {
    const sign = test.state === 'passed' ? '✔' : test.state === 'failed' ? '✘' : '-';
    console.log(`  ${sign} ${test.title} (${test.ms}ms)${test.error ? `\n${test.error}` : ''}`);
  }
  if (passed === 0 || failed > 0) process.exitCode = 1;
}

async function main(): Promise<void> {
  const version = process.argv[2];
  const host = [newest, oldest].find((candidate) => candidate.version === version);
  if (!host) throw new Error(`which host? ${newest.version} or ${oldest.version}`);
  const report = process.env.TEST_REPORT ?? join(root, '.vscode-test', 'reports', `vscode-${host.vscode}.json`);
  await runInHost(host, root, report);
  show(report);
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
