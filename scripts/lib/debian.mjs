// Programs that come from the system, not from npm. On Debian as root they are installed; elsewhere we say what is missing.

import { existsSync, readdirSync } from 'node:fs';
import { findOnPath } from './environment.mjs';
import { Failure } from './progress.mjs';

/** @type {Record<string, () => boolean>} Debian package → whether what we need of it is there */
const present = {
  'build-essential': () => ['g++', 'make'].every(findOnPath),
  python3: () => findOnPath('python3') !== null,
  ripgrep: () => findOnPath('rg') !== null,
  chromium: () => findOnPath('chromium') !== null,
  'fonts-noto-color-emoji': () => existsSync('/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf'),
  dbus: () => ['dbus-daemon', 'dbus-send'].every(findOnPath),
  'gnome-keyring': () => findOnPath('gnome-keyring-daemon') !== null,
  'libsecret-1-0': () => hasLibrary('libsecret-1.so.0'),
  'libsecret-tools': () => findOnPath('secret-tool') !== null,
  'util-linux': () => findOnPath('setpriv') !== null,
  keepassxc: () => ['keepassxc', 'keepassxc-cli'].every(findOnPath),
  gcr: () => existsSync('/usr/share/dbus-1/services/org.gnome.keyring.SystemPrompter.service'),
  xvfb: () => findOnPath('Xvfb') !== null,
  xdotool: () => findOnPath('xdotool') !== null,
  openssl: () => findOnPath('openssl') !== null,
  'php-cli': () => findOnPath('php') !== null,
  ruby: () => findOnPath('ruby') !== null,
};

/** What code-server's native modules are built with, and the ripgrep that the older one lacks. */
export const packagesToInstallCodeServer = ['build-essential', 'python3', 'ripgrep'];
/** The font is for the screenshots: the sample has an emoji. */
export const packagesOfTheBrowser = ['chromium', 'fonts-noto-color-emoji'];
export const packagesOfTheKeyring = ['dbus', 'gnome-keyring', 'libsecret-1-0', 'libsecret-tools', 'util-linux'];
/** The second keychain, and what makes the dialogs of the first one show where there is no screen. */
export const packagesOfTheKeychains = [...packagesOfTheKeyring, 'keepassxc', 'gcr', 'xvfb', 'xdotool'];
/** The other implementations of HMAC that signatures are checked against. */
export const packagesOfTheVectors = ['openssl', 'python3'];
/** The smaller ones of the languages in which the doctor shows the right code; `npm run languages` wants all of them. */
export const packagesOfTheRightCode = ['php-cli', 'ruby'];

/**
 * @param {string[]} packages
 * @returns {string[]} those of which something is missing here
 */
export function missing(packages) {
  return [...new Set(packages)].filter((name) => !present[name]?.());
}

/**
 * Installs the packages that are missing when this is root on Debian or a relative of it.
 * @param {import('./processes.mjs').Processes} processes
 * @param {string[]} packages
 * @param {string} log gets apt's output
 * @throws {Failure} with the one line to run, when this is not root
 */
export async function installPackages(processes, packages, log) {
  const wanted = missing(packages);
  if (wanted.length === 0) return;
  if (!canInstall()) throw new Failure(howToInstall(wanted));
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await processes.mustRun('apt-get', ['update'], { env, log });
  await processes.mustRun('apt-get', ['install', '-y', '--no-install-recommends', ...wanted], { env, log });
  const still = missing(wanted);
  if (still.length > 0)
    throw new Failure(`apt-get installed ${still.join(', ')}, yet what we need of it is not there.`);
}

/** @param {string[]} packages */
export function howToInstall(packages) {
  const line = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  return process.platform === 'linux'
    ? `Missing system packages. Run once (Debian, Ubuntu): sudo ${line}`
    : `Missing programs; they are in the Debian packages ${packages.join(', ')}.`;
}

export function canInstall() {
  return process.getuid?.() === 0 && findOnPath('apt-get') !== null;
}

/** @param {string} name */
function hasLibrary(name) {
  const folders = ['/usr/lib', '/usr/lib64', '/lib'].filter((folder) => existsSync(folder));
  return folders.some(
    (folder) =>
      existsSync(`${folder}/${name}`) ||
      readdirSync(folder).some((sub) => /linux/.test(sub) && existsSync(`${folder}/${sub}/${name}`)),
  );
}
