// The packed extension: that it holds what is needed, and nothing else.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { root, vsix } from '../../scripts/lib/project.mjs';
import { unzip, type ZipEntry } from '../support/zip';

/** Whatever is new here ships to everybody: add it knowingly. */
const WANTED = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
  'extension/NOTICE',
  'extension/changelog.md',
  'extension/package.json',
  'extension/package.nls.json',
  'extension/readme.md',
  ...[
    'catalog',
    'cli',
    'diagnosis',
    'doctor',
    'explanation',
    'extension',
    'http',
    'json',
    'jsonPath',
    'keychain',
    'language',
    'messages',
    'moving',
    'refusals',
    'request',
    'sandbox',
    'sending',
    'signing',
    'sms',
  ].map((bundle) => `extension/dist/${bundle}.js`),
  ...[
    ...['darwin-arm64', 'darwin-x64'],
    ...['linux-arm', 'linux-arm64', 'linux-armv7l', 'linux-ia32', 'linux-x64'],
    ...['linuxmusl-arm', 'linuxmusl-arm64', 'linuxmusl-x64'],
    ...['win32-arm64', 'win32-ia32', 'win32-x64'],
  ].map((platform) => `extension/dist/prebuilds/${platform}/keytar.node`),
  ...['activity-bar.svg', 'icon.png', 'view-credentials.svg', 'view-endpoints.svg'].map(inMedia),
  ...['answer.language-configuration.json', 'answer.tmLanguage.json'].map(inMedia),
  ...['http.language-configuration.json', 'http.tmLanguage.json'].map(inMedia),
  inMedia('signature.tmLanguage.json'),
  ...['errors.http', 'first-steps.http', 'statistics.http'].map((name) => inMedia(`sample/${name}`)),
  ...['credential.svg', 'sample.svg', 'sandbox.svg', 'send.svg'].map((name) => inMedia(`walkthrough/${name}`)),
];

function inMedia(name: string): string {
  return `extension/media/${name}`;
}

describe('the packed extension', () => {
  let entries: readonly ZipEntry[];
  before(() => {
    entries = unzip(readFileSync(vsix));
  });

  const scripts = () => entries.filter(({ name }) => name.endsWith('.js'));

  it('holds exactly the files that are needed', () => {
    assert.deepEqual(entries.map(({ name }) => name).sort(), [...WANTED].sort());
  });

  it('holds the notices, the licence and the manifest as they stand in the project', () => {
    const pairs = { NOTICE: 'NOTICE', 'LICENSE.txt': 'LICENSE', 'package.nls.json': 'package.nls.json' };
    for (const [packed, own] of Object.entries(pairs)) {
      const entry = entries.find(({ name }) => name === `extension/${packed}`);
      assert.equal(entry?.bytes.toString('utf8'), readFileSync(join(root, own), 'utf8'), packed);
    }
  });

  it('requires nothing that is not in it, but Node and the editor', () => {
    for (const { name, bytes } of scripts()) {
      const required = [...bytes.toString('utf8').matchAll(/\brequire\("([^"]+)"\)/g)].map(([, path]) => path ?? '');
      const outside = required.filter((path) => path !== 'vscode' && !isBuiltin(path));
      const missing = outside.filter((path) => !WANTED.includes(`extension/dist/${path.replace(/^\.\//, '')}`));
      assert.deepEqual(missing, [], name);
    }
  });

  it('installs nothing and runs nothing while it is installed', () => {
    const manifest = entries.find(({ name }) => name === 'extension/package.json');
    const { scripts: declared } = JSON.parse(manifest?.bytes.toString('utf8') ?? '{}') as { scripts: object };
    const lifecycle = Object.keys(declared).filter((name) => /install|prepare|prepublish|uninstall/.test(name));
    assert.deepEqual(lifecycle, []);
  });

  it('is not made of files that lead elsewhere or run by themselves', () => {
    for (const { name, mode } of entries) {
      assert.doesNotMatch(name, /\.\.|^\/|\\/, name);
      assert.equal(mode & 0o170000 & ~0o100000, 0, `${name} is no plain file`);
    }
  });

  it('evaluates no text and carries no map of the machine that built it', () => {
    for (const { name, bytes } of scripts()) {
      const text = bytes.toString('utf8');
      assert.doesNotMatch(text, /sourceMappingURL|\beval\(|new Function\(/, name);
      assert.ok(!text.includes(root), `${name} names the folder it was built in`);
    }
  });
});
