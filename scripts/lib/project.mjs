// The project's own set-up: dependencies, bundles, the packed extension. Each is skipped when it is up to date.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nestedNpmEnv } from './environment.mjs';

/** The folder of package.json. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Where hosts, logs, reports and screenshots go. */
export const workFolder = join(root, '.vscode-test');

/** The packed extension. */
export const vsix = join(root, 'restlink-sms.vsix');

/** @param {string} name */
export const logFile = (name) => join(workFolder, 'logs', `${name}.log`);

const generated = join(root, 'src', 'catalog', 'generated.ts');
const bundleSources = ['src', 'openapi', 'esbuild.js', 'package-lock.json', 'package.json', 'tsconfig.json'];
const inHostSources = ['src', 'test', 'esbuild.js', 'package-lock.json'];
const packedSources = [...bundleSources, 'media', 'README.md', 'CHANGELOG.md', 'LICENSE', 'NOTICE', '.vscodeignore'];

/** @returns {boolean} whether node_modules holds what package-lock.json says */
export function dependenciesAreInstalled() {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const found = packagesOf(join(root, 'node_modules', '.package-lock.json')); // npm writes it last
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || (found[path] ? found[path].version === version : optional),
  );
}

/** @param {import('./processes.mjs').Processes} processes */
export async function installDependencies(processes) {
  const log = logFile('npm-ci');
  rmSync(log, { force: true });
  await processes.mustRun('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, env: nestedNpmEnv(), log });
}

/** @typedef {{ stamp: string, sources: string[], results: string[] }} Product */

/** @type {Record<'bundles' | 'inHostSuite' | 'package', Product>} what is made from what */
const products = {
  bundles: { stamp: 'build', sources: bundleSources, results: ['dist/extension.js', 'dist/cli.js'] },
  inHostSuite: { stamp: 'in-host-suite', sources: inHostSources, results: ['out/test/vscode/index.js'] },
  package: { stamp: 'vsix', sources: packedSources, results: ['restlink-sms.vsix'] },
};

export const bundlesAreBuilt = () => isUpToDate(products.bundles);
export const isPacked = () => isUpToDate(products.package);

/**
 * Builds dist/ unless it is up to date.
 * @param {import('./processes.mjs').Processes} processes
 */
export async function build(processes) {
  await unlessUpToDate(products.bundles, async () => {
    await processes.mustRun(process.execPath, ['esbuild.js'], { cwd: root });
  });
}

/**
 * Bundles the suite that runs inside VS Code (and dist/ with it) unless it is up to date.
 * @param {import('./processes.mjs').Processes} processes
 */
export async function buildInHostSuite(processes) {
  await unlessUpToDate(products.inHostSuite, async () => {
    await processes.mustRun(process.execPath, ['esbuild.js', '--tests'], { cwd: root });
  });
}

/**
 * Builds for production and packs the extension into the .vsix unless it is up to date.
 * @param {import('./processes.mjs').Processes} processes
 */
export async function pack(processes) {
  await unlessUpToDate(products.package, async () => {
    const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
    const log = logFile('vsce-package');
    rmSync(log, { force: true });
    await processes.mustRun(process.execPath, ['esbuild.js', '--production'], { cwd: root });
    await processes.mustRun(process.execPath, [vsce, 'package', '--no-dependencies', '--out', vsix], {
      cwd: root,
      log,
    });
  });
}

/**
 * A product is up to date when its results exist and its stamp tells the digest of today's sources.
 * @param {Product} product
 */
function isUpToDate({ stamp, sources, results }) {
  const file = stampFile(stamp);
  if (!results.every((result) => existsSync(join(root, result))) || !existsSync(file)) return false;
  return readFileSync(file, 'utf8') === digestOf(sources);
}

/**
 * @param {Product} product
 * @param {() => Promise<void>} make
 */
async function unlessUpToDate(product, make) {
  if (isUpToDate(product)) return;
  const file = stampFile(product.stamp);
  const digest = digestOf(product.sources); // before the work: a change made meanwhile is not missed
  rmSync(file, { force: true });
  await make();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, digest);
}

/** @param {string} name */
function stampFile(name) {
  return join(workFolder, 'stamps', name);
}

/**
 * @param {string[]} paths below the project
 * @returns {string} a digest of names and contents; what the build itself generates is left out
 */
export function digestOf(paths) {
  const hash = createHash('sha256');
  const add = (/** @type {string} */ path) => {
    if (!existsSync(path) || path === generated) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) add(join(path, name));
    } else {
      hash.update(`${path}\0`).update(readFileSync(path)).update('\0');
    }
  };
  for (const path of paths) add(join(root, path));
  return hash.digest('hex');
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packagesOf(lockFile) {
  return existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')).packages : {};
}
