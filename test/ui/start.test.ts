import { strict as assert } from 'node:assert';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { root } from '../../scripts/lib/project.mjs';
import { launchBrowser } from '../support/code-server';
import { screenshotOnFailure, until, Workbench } from '../support/workbench';

describe('npm start', function () {
  this.timeout(300_000);
  let start: ChildProcess;
  let output = '';
  let browser: Browser | undefined;
  let workbench: Workbench | undefined;

  before(async () => {
    start = spawn(process.execPath, ['scripts/start.mjs', '--no-open'], { cwd: root, detached: true });
    for (const stream of [start.stdout, start.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    await until('the address', () => /Open http/.test(output) || start.exitCode !== null, 240_000);
  });

  after(async () => {
    await browser?.close();
    if (start.exitCode === null) start.kill('SIGINT');
  });

  afterEach(screenshotOnFailure(() => workbench));

  it('shows that the first request of the sample was signed, sent and accepted', () => {
    assert.match(output, /HTTP\/1\.1 200 OK .*signed as sandbox/);
    assert.match(output, /first request was signed, sent and accepted/);
  });

  it('opens the sample beside the running sandbox, ready to send', async () => {
    const address = /Open (http:\S+)/.exec(output)?.[1] ?? assert.fail(output);
    browser = await launchBrowser();
    const page = await browser.newPage();
    await page.goto(address, { waitUntil: 'commit' });
    workbench = new Workbench(page);
    await until('the workbench', () => page.locator('.monaco-workbench .tab').first().isVisible(), 60_000);
    await workbench.editors.waitFor('first-steps.http');
    await workbench.waitForStatus('sandbox');
    await workbench.lenses.waitFor('Sign and Send · sandbox');
  });

  it('stops everything it started on Ctrl+C', async () => {
    const family = descendantsOf(start.pid ?? 0);
    assert.notEqual(family.length, 0);
    const ended = once(start, 'exit');
    start.kill('SIGINT');
    await ended;
    assert.deepEqual(
      family.filter((pid) => isAlive(pid)),
      [],
    );
  });
});

/** The process ids of the children, grandchildren and so on of a process. */
function descendantsOf(pid: number): number[] {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  const parents = new Map(pids.map((each) => [each, parentOf(each)]));
  const isBelow = (each: number | undefined): boolean =>
    each !== undefined && (parents.get(each) === pid || isBelow(parents.get(each)));
  return pids.filter(isBelow);
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return undefined; // it has ended meanwhile
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
