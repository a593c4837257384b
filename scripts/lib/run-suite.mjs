// Runs one suite and judges it by the JSON report that it writes, never by its exit code alone.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, workFolder } from './project.mjs';

/**
 * @typedef {object} Outcome
 * @property {string} name
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {number} seconds
 * @property {string[]} problems what to read in the summary
 * @property {string[]} retried titles of the tests that passed only when they were tried once more
 */

/**
 * @param {import('./processes.mjs').Processes} processes
 * @param {import('./suites.mjs').Suite} suite
 * @param {string[]} [command] arguments for Node; default: the suite's
 * @returns {Promise<Outcome>}
 */
export async function runSuite(processes, suite, command = suite.command) {
  const report = join(workFolder, 'reports', `${suite.name}.json`);
  const home = mkdtempSync(join(tmpdir(), `restlink-${suite.name}-`));
  rmSync(report, { force: true });
  // Others may run at the same time: each line says whose it is.
  const onLine = (/** @type {string} */ line) => console.log(`${suite.name.padEnd(12)} │ ${line}`);
  onLine('─'.repeat(60));
  const started = Date.now();
  const env = { ...privateEnvironment(home), TEST_REPORT: report };
  const code = await processes.run(process.execPath, command, { cwd: root, env, limitMs: suite.limitMs, onLine });
  const seconds = (Date.now() - started) / 1000;
  rmSync(home, { recursive: true, force: true });
  const outcome = { name: suite.name, passed: 0, failed: 0, skipped: 0, seconds, ...readTitles(report) };
  if (existsSync(report)) {
    const { passed, failed, skipped } = JSON.parse(readFileSync(report, 'utf8'));
    Object.assign(outcome, { passed, failed, skipped });
  }
  const flaw = flawOf(outcome, existsSync(report), code, seconds * 1000 >= suite.limitMs);
  if (flaw) {
    outcome.failed += 1;
    outcome.problems.push(flaw);
  }
  return outcome;
}

/**
 * @param {Outcome} outcome
 * @param {boolean} hasReport
 * @param {number} code
 * @param {boolean} tookTooLong
 * @returns {string | null} why the suite failed although no test of it did
 */
function flawOf({ passed, failed }, hasReport, code, tookTooLong) {
  if (tookTooLong) return 'it was ended at its time limit';
  if (!hasReport) return `it ended without a report (exit code ${code})`;
  if (passed + failed === 0) return 'it ran no test';
  return code !== 0 && failed === 0 ? `every test passed, yet it ended with exit code ${code}` : null;
}

/**
 * @param {string} report
 * @returns {Pick<Outcome, 'problems' | 'retried'>} titles of the tests that failed, and of those that failed once only
 */
function readTitles(report) {
  if (!existsSync(report)) return { problems: [], retried: [] };
  /** @type {{ tests: { title: string, state: string }[], retried?: { title: string }[] }} */
  const { tests, retried = [] } = JSON.parse(readFileSync(report, 'utf8'));
  const problems = tests.filter(({ state }) => state === 'failed').map(({ title }) => title);
  const twice = retried.map(({ title }) => title).filter((title) => !problems.includes(title));
  return { problems, retried: [...new Set(twice)] };
}

/**
 * Tests see none of the person's credentials, keyring or settings.
 * @param {string} home
 * @returns {NodeJS.ProcessEnv}
 */
function privateEnvironment(home) {
  const at = (/** @type {string} */ name) => {
    const path = join(home, name);
    mkdirSync(path, { mode: 0o700 });
    return path;
  };
  const env = {
    ...process.env,
    HOME: home,
    USERPROFILE: home,
    LOCALAPPDATA: at('local'),
    XDG_STATE_HOME: at('state'),
    XDG_DATA_HOME: at('data'),
    XDG_CONFIG_HOME: at('config'),
    XDG_CACHE_HOME: at('cache'),
    XDG_RUNTIME_DIR: at('run'),
  };
  const own =
    /^(DBUS_SESSION_BUS_ADDRESS|DISPLAY|WAYLAND_DISPLAY|RESTLINK_(API_KEY|API_SECRET|TOKEN|BASE_URL)|npm_.*|NODE_OPTIONS)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !own.test(name)));
}
