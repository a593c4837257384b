// The suites of `npm test`. To add one: add an entry here. To add a case: add a file that the entry's pattern finds
// (test/vscode: also name it in test/vscode/index.ts).

import { join } from 'node:path';
import { newest, oldest } from './code-server.mjs';
import {
  packagesOfTheBrowser,
  packagesOfTheKeychains,
  packagesOfTheKeyring,
  packagesOfTheRightCode,
  packagesOfTheVectors,
} from './debian.mjs';
import { root } from './project.mjs';

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {string[]} command arguments for Node
 * @property {'browser' | 'waiting'} [lane] where it runs beside the others: see `scripts/test.mjs`
 * @property {number} limitMs after which it is ended and counts as failed
 * @property {string[]} [packages] of the system
 * @property {'dist' | 'in-host' | 'vsix'} [build] what has to be built first
 * @property {import('./code-server.mjs').Host} [host] that has to be installed
 * @property {string} [desktop] a script that does the same on a desktop VS Code, where code-server cannot run
 */

const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
const minutes = (/** @type {number} */ count) => count * 60_000;

/**
 * With real editors and processes on a busy machine, a test is tried once more when it fails, which the summary tells. Not so
 * in the other suites: what a random input or a race has found must not be lost.
 */
const ONCE_MORE = ['--retries', '1'];

/** @param {string[]} patterns or options of mocha */
function mochaOn(...patterns) {
  const colors = process.stdout.isTTY ? ['--color'] : [];
  return [mocha, '--reporter', 'test/support/mocha-reporter.js', ...colors, ...patterns];
}

/** @param {import('./code-server.mjs').Host} host */
function inHost(host) {
  return /** @type {Suite} */ ({
    name: `vscode-${host.vscode}`,
    command: ['-r', './test/support/register.js', 'test/support/in-host.ts', host.version],
    // The older one comes when the suites without a browser are through: until then two browsers would be one too many.
    ...(host === newest ? { lane: 'browser' } : {}),
    limitMs: minutes(10),
    packages: [...packagesOfTheBrowser, ...packagesOfTheKeyring],
    build: 'in-host',
    host,
    ...(host === newest ? { desktop: 'test/support/desktop.ts' } : {}),
  });
}

/**
 * @param {string} name
 * @param {string} pattern
 */
function inBrowser(name, pattern) {
  return /** @type {Suite} */ ({
    name,
    command: mochaOn(...ONCE_MORE, pattern),
    lane: 'browser',
    limitMs: minutes(14),
    packages: [...packagesOfTheBrowser, ...packagesOfTheKeychains],
    build: 'vsix',
    host: newest,
  });
}

/** @type {Suite[]} in the order in which they start */
export const suites = [
  { name: 'check', command: ['scripts/check.mjs'], limitMs: minutes(4), build: 'dist' },
  {
    name: 'unit',
    command: mochaOn('test/unit/**/*.test.ts', 'test/faults/**/*.test.ts'),
    limitMs: minutes(12),
    packages: [...packagesOfTheVectors, ...packagesOfTheRightCode],
    build: 'dist',
  },
  {
    name: 'keychain',
    command: mochaOn('test/keychain/**/*.test.ts'),
    lane: 'waiting',
    limitMs: minutes(8),
    packages: packagesOfTheKeychains,
    build: 'dist',
  },
  {
    name: 'cli',
    command: mochaOn(...ONCE_MORE, 'test/cli/**/*.test.ts', 'test/security/**/*.test.ts'),
    limitMs: minutes(12),
    packages: [...packagesOfTheKeyring, ...packagesOfTheVectors],
    build: 'dist',
  },
  inHost(newest),
  inHost(oldest),
  inBrowser('ui', 'test/ui/*.test.ts'),
  inBrowser('ui-trust', 'test/ui/trust/*.test.ts'),
];

/**
 * @param {string[]} words names, or their beginnings (`vscode` means both hosts); none means all
 * @returns {Suite[]}
 */
export function chosenSuites(words) {
  if (words.length === 0) return suites;
  return suites.filter(({ name }) => words.some((word) => name === word || name.startsWith(`${word}-`)));
}
