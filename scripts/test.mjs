// `npm test`: sets up everything the suites need, runs them, those in the browser beside the others, and sums up.
// `npm test -- unit cli` runs only those. With CI set, a missing part is a failure; otherwise its suites are reported as skipped.

import { codeServerRunsHere, install, isInstalled } from './lib/code-server.mjs';
import { canInstall, howToInstall, installPackages, missing, packagesToInstallCodeServer } from './lib/debian.mjs';
import { Processes } from './lib/processes.mjs';
import { errorText, Failure, step } from './lib/progress.mjs';
import {
  build,
  buildInHostSuite,
  dependenciesAreInstalled,
  installDependencies,
  logFile,
  pack,
  root,
} from './lib/project.mjs';
import { runSuite } from './lib/run-suite.mjs';
import { chosenSuites, suites } from './lib/suites.mjs';

const isCi = !['', '0', 'false'].includes(process.env.CI ?? '');

/** @typedef {import('./lib/suites.mjs').Suite} Suite */
/** @typedef {import('./lib/run-suite.mjs').Outcome} Outcome */

/** Each part of the set-up as a promise that resolves to what is wrong with it, or null. */
class Setup {
  /**
   * @param {Processes} processes
   * @param {Suite[]} chosen
   */
  constructor(processes, chosen) {
    this.processes = processes;
    this.packages = this.#attempt(() => this.#installPackages(chosen));
    this.dependencies = this.#attempt(() => this.#installDependencies());
    // All of it before the first suite: a bundle must not change under a suite that runs.
    this.bundles = this.#after(this.dependencies, () => this.#build(chosen));
    /** @type {Map<Suite['host'], Promise<string | null>>} */
    this.hosts = new Map();
    let before = this.packages;
    for (const host of new Set(chosen.map((suite) => suite.host))) {
      if (!host) continue;
      before = this.#after(before, () => this.#installHost(host)); // one after the other: both compile
      this.hosts.set(host, before);
    }
  }

  /**
   * @param {Suite} suite
   * @returns {Promise<string | null>} why the suite cannot run
   */
  async ready(suite) {
    const failed = await this.dependencies;
    if (failed) throw new Failure(failed);
    if (suite.packages) {
      await this.packages;
      const absent = missing(suite.packages);
      if (absent.length > 0) return (await this.packages) ?? howToInstall(absent);
    }
    const unbuilt = suite.build ? await this.bundles : null;
    if (unbuilt) throw new Failure(unbuilt);
    return suite.host ? ((await this.hosts.get(suite.host)) ?? null) : null;
  }

  /** Waits until nothing is being installed any more, so that the summary stands last. */
  async settled() {
    await Promise.all([this.packages, this.dependencies, this.bundles, ...this.hosts.values()]);
  }

  /** @param {Suite[]} chosen */
  async #build(chosen) {
    const wanted = new Set(chosen.map((suite) => suite.build));
    // The package first: what it leaves in dist/ is made anew for all others.
    if (wanted.has('vsix')) await pack(this.processes);
    if (wanted.has('in-host')) await buildInHostSuite(this.processes);
    if (wanted.has('dist')) await build(this.processes);
  }

  /** @param {Suite[]} chosen */
  async #installPackages(chosen) {
    const forHosts = chosen.some(({ host }) => host && codeServerRunsHere() && !isInstalled(root, host));
    const wanted = chosen.flatMap(({ packages }) => packages ?? []);
    const absent = missing(forHosts ? [...packagesToInstallCodeServer, ...wanted] : wanted);
    if (absent.length === 0) return;
    if (!canInstall()) throw new Failure(howToInstall(absent));
    await step(`Installing ${absent.join(', ')}`, () => installPackages(this.processes, absent, logFile('apt')));
  }

  async #installDependencies() {
    if (dependenciesAreInstalled()) return;
    await step('Installing dependencies (npm ci)', () => installDependencies(this.processes));
  }

  /** @param {import('./lib/code-server.mjs').Host} host */
  async #installHost(host) {
    if (isInstalled(root, host)) return;
    if (!codeServerRunsHere()) throw new Failure(`code-server cannot be installed on ${process.platform}.`);
    const absent = missing(packagesToInstallCodeServer);
    if (absent.length > 0) throw new Failure(howToInstall(absent));
    const title = `Installing VS Code ${host.vscode} (code-server ${host.version})`;
    await step(title, (note) => install(this.processes, root, host, { note }));
  }

  /**
   * @param {Promise<string | null>} before
   * @param {() => Promise<void>} work
   */
  async #after(before, work) {
    await before;
    return (await this.dependencies) ?? this.#attempt(work);
  }

  /**
   * @param {() => Promise<void>} work
   * @returns {Promise<string | null>}
   */
  async #attempt(work) {
    try {
      await work();
      return null;
    } catch (error) {
      return errorText(error);
    }
  }
}

/**
 * @param {Setup} setup
 * @param {Suite} suite
 * @returns {Promise<Outcome>}
 */
async function attempt(setup, suite) {
  if (setup.processes.stopping) throw new Failure('Interrupted.');
  try {
    const absent = await setup.ready(suite);
    if (!absent) return await runSuite(setup.processes, suite);
    if (suite.desktop && !codeServerRunsHere()) {
      return await runSuite(setup.processes, suite, ['-r', './test/support/register.js', suite.desktop]);
    }
    return withoutRun(suite, absent, isCi);
  } catch (error) {
    if (setup.processes.stopping) throw error;
    return withoutRun(suite, errorText(error), true);
  }
}

/**
 * @param {Suite} suite
 * @param {string} reason
 * @param {boolean} counts whether this is a failure
 * @returns {Outcome}
 */
function withoutRun({ name }, reason, counts) {
  console.log(`\n── ${name} ${counts ? 'failed' : 'is skipped'}: it cannot run here\n${reason}`);
  return {
    name,
    passed: 0,
    failed: counts ? 1 : 0,
    skipped: counts ? 0 : 1,
    seconds: 0,
    problems: [reason],
    retried: [],
  };
}

/**
 * Runs suites in lanes beside each other, in their order: those in a browser, most of them one at a time as two would only wait
 * for each other; those that mostly wait for a keychain; all others.
 * @param {Suite[]} chosen
 * @param {(suite: Suite) => Promise<Outcome>} run
 * @returns {Promise<Outcome[]>} in the order of the suites
 */
async function inLanes(chosen, run) {
  /** @type {Map<Suite, Outcome>} */
  const outcomes = new Map();
  const lanes = [...new Set(chosen.map(({ lane }) => lane))].map((lane) =>
    chosen.filter((suite) => suite.lane === lane),
  );
  await Promise.all(
    lanes.map(async (lane) => {
      for (const suite of lane) outcomes.set(suite, await run(suite));
    }),
  );
  return chosen.flatMap((suite) => outcomes.get(suite) ?? []);
}

/** @param {Outcome[]} outcomes */
function summarize(outcomes) {
  console.log(
    `\n${'suite'.padEnd(14)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'skipped'.padStart(9)}${'seconds'.padStart(9)}`,
  );
  for (const { name, passed, failed, skipped, seconds, problems, retried } of outcomes) {
    const numbers = [String(passed).padStart(8), String(failed).padStart(8), String(skipped).padStart(9)];
    console.log(name.padEnd(14) + numbers.join('') + seconds.toFixed(1).padStart(9));
    for (const problem of problems) console.log(`    ${problem.split('\n', 1)[0]}`);
    for (const title of retried) console.log(`    only when tried once more: ${title}`);
  }
  const total = (/** @type {'passed' | 'failed' | 'skipped'} */ key) =>
    outcomes.reduce((sum, one) => sum + one[key], 0);
  const skipped = total('skipped');
  console.log(`\n${total('passed')} passed, ${total('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exitCode = total('failed') > 0 ? 1 : 0;
}

async function main() {
  const words = process.argv.slice(2);
  const chosen = chosenSuites(words);
  if (chosen.length === 0) throw new Failure(`No such suite. There are: ${suites.map(({ name }) => name).join(', ')}.`);
  const processes = new Processes();
  processes.stopOnSignals(() => console.log('\nInterrupted; ending what was started …'));
  try {
    const setup = new Setup(processes, chosen);
    const outcomes = await inLanes(chosen, (suite) => attempt(setup, suite));
    await setup.settled();
    summarize(outcomes);
  } finally {
    await processes.stopAll();
  }
}

try {
  await main();
} catch (error) {
  console.error(errorText(error));
  process.exitCode = 1;
}
