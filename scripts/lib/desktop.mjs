// Finds a desktop VS Code (or VSCodium, Cursor) and opens a folder in it, apart from the person's own windows and settings.

import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { findOnPath, isExecutable } from './environment.mjs';

/** @typedef {{ name: string, command: string, app: string, exe: string, folder: string }} Editor */

/** @type {Editor[]} in the order in which they are looked for */
const editors = [
  { name: 'VS Code', command: 'code', app: 'Visual Studio Code', exe: 'Code.exe', folder: 'Microsoft VS Code' },
  { name: 'VSCodium', command: 'codium', app: 'VSCodium', exe: 'VSCodium.exe', folder: 'VSCodium' },
  { name: 'Cursor', command: 'cursor', app: 'Cursor', exe: 'Cursor.exe', folder: 'cursor' },
];

/** @returns {{ name: string, program: string } | null} the first editor that is installed and can show a window */
export function findDesktopEditor() {
  if (!hasScreen()) return null;
  for (const editor of editors) {
    const program = programOf(editor);
    if (program) return { name: editor.name, program };
  }
  return null;
}

/**
 * The arguments that open a folder and a file in a window of its own with an extension from its sources.
 * @param {{ extension: string, folder: string, file: string, home: string }} what `home` holds settings and state
 */
export function desktopArguments({ extension, folder, file, home }) {
  return [
    ...['--new-window', '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes', '--disable-telemetry'],
    `--extensionDevelopmentPath=${extension}`,
    `--user-data-dir=${join(home, 'user-data')}`,
    `--extensions-dir=${join(home, 'extensions')}`,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...[folder, '--goto', file],
  ];
}

/** @returns {boolean} whether a window can be shown; a terminal inside a remote window has an editor that is elsewhere */
function hasScreen() {
  if (process.env.SSH_CONNECTION || process.env.VSCODE_IPC_HOOK_CLI || process.env.WSL_DISTRO_NAME) return false;
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * The program itself rather than its launcher: it stays our child, and ends with us.
 * @param {Editor} editor
 * @returns {string | null}
 */
function programOf(editor) {
  const launcher = findOnPath(editor.command);
  const bin = launcher ? dirname(realpathSync(launcher)) : null;
  if (process.platform === 'darwin') {
    const bundles = ['/Applications', join(homedir(), 'Applications')].map((at) =>
      join(at, `${editor.app}.app`, 'Contents'),
    );
    if (bin) bundles.unshift(join(bin, '..', '..', '..')); // Contents/Resources/app/bin
    return first(bundles.flatMap((contents) => filesIn(join(contents, 'MacOS'))));
  }
  if (process.platform === 'win32') {
    const { LOCALAPPDATA = '', ProgramFiles = '' } = process.env;
    const folders = [join(LOCALAPPDATA, 'Programs', editor.folder), join(ProgramFiles, editor.folder)];
    if (bin) folders.unshift(join(bin, '..'));
    return first(folders.map((folder) => join(folder, editor.exe)));
  }
  const folders = [join('/usr/share', editor.command), join('/opt', editor.command)];
  if (bin) folders.unshift(join(bin, '..'));
  return first(folders.map((folder) => join(folder, editor.command))) ?? launcher;
}

/** @param {string} folder */
function filesIn(folder) {
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

/** @param {string[]} programs */
function first(programs) {
  return programs.find(isExecutable) ?? null;
}
