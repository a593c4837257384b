// Writes NOTICE: what of other people's work ships, with its licence. `--check` compares instead, and fails where it is not
// as it should be or where a licence is not on the list.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Failure } from './lib/progress.mjs';
import { root } from './lib/project.mjs';

const { bundledFiles } = createRequire(import.meta.url)('../esbuild.js');
const file = join(root, 'NOTICE');

/** Licences that let everybody ship the work with ours; a package under any other stops the release. */
const PERMITTED = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD'];

/** Packages without a licence text of their own: who holds the rights, by the repository that their package.json names. */
const HOLDERS = { '@vscode/l10n': 'Copyright (c) Microsoft Corporation' };

/** In no bundle, but compiled into the native library of keytar that lies beside them. */
const COMPILED_IN = ['node-addon-api'];

const HEAD = `Restlink SMS: Sign and Send
Copyright (c) 2026 Restlink contributors, MIT licence (see LICENSE)

The extension and the command line contain the following packages, unchanged, bundled by esbuild; the native library of
keytar lies beside the bundles in dist/prebuilds.
`;

/**
 * @param {string[]} inputs files of all bundles, relative to the project
 * @returns {string[]} names of packages
 */
function packagesOf(inputs) {
  const names = inputs.flatMap((input) => /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []);
  return [...new Set([...names, ...COMPILED_IN])];
}

/**
 * @param {string} name as it is installed; an alias is told by its own name
 * @returns {string} its entry
 * @throws {Failure} for a licence that is not permitted or has no text
 */
function entryOf(name) {
  const folder = join(root, 'node_modules', name);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!PERMITTED.includes(manifest.license)) {
    throw new Failure(`${manifest.name} ships under ${manifest.license}, which is not among ${PERMITTED.join(', ')}.`);
  }
  const title = `${manifest.name} ${manifest.version} (${manifest.license})`;
  return `${title}\n${'-'.repeat(79)}\n\n${licenceOf(folder, manifest)}\n\n`;
}

/**
 * @param {string} folder
 * @param {{ name: string, license: string }} manifest
 */
function licenceOf(folder, manifest) {
  const texts = readdirSync(folder)
    .filter((name) => /^(licen[cs]e|copying|notice|thirdpartynotices)(\.(md|txt))?$/i.test(name))
    .sort()
    .map((name) =>
      readFileSync(join(folder, name), 'utf8')
        .replace(/\r\n?/g, '\n')
        .replace(/[ \t]+$/gm, '')
        .trim(),
    );
  if (texts.length > 0) return texts.join('\n\n');
  const holder = HOLDERS[/** @type {keyof typeof HOLDERS} */ (manifest.name)];
  if (manifest.license === 'MIT' && holder) return mitOf(holder);
  throw new Failure(`${manifest.name} has no licence text in its package.`);
}

/** @param {string} holder */
function mitOf(holder) {
  return readFileSync(join(root, 'LICENSE'), 'utf8')
    .replace(/^Copyright .*$/m, holder)
    .trim();
}

const wanted = `${HEAD}\n${packagesOf(await bundledFiles())
  .map(entryOf)
  .sort()
  .join('\n')}`;
if (!process.argv.includes('--check')) writeFileSync(file, wanted);
else if (!existsSync(file) || readFileSync(file, 'utf8') !== wanted) {
  console.error('NOTICE does not list what ships. Write it anew: npm run notice');
  process.exitCode = 1;
}
