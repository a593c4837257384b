import { readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { type EnvironmentFolder, type EnvironmentSet, type EnvironmentSetting, readEnvironments } from '../engine';
import { ENVIRONMENT_FILES, parseSettingsEnvironments } from '../http';
import { sentence } from '../messages';
import { CommandError } from './exit';
import { fileProblem, readRegular } from './read-file';

/** Where the editor keeps the settings of a workspace. */
const SETTINGS = join('.vscode', 'settings.json');

/** A file of variables as it was read. */
export interface EnvironmentText {
  /** Absolute. */
  readonly path: string;
  /** As a person names it from where they are. */
  readonly label: string;
  readonly text: string;
}

/**
 * The environments around a `.http` file: from its folder up to the one in which the command runs, and in the settings of
 * that workspace (http-dialect: environments).
 * @param warn is told of files that are left out
 * @param seen is told of each file of variables that was read
 */
export async function environmentsAround(
  folder: string,
  cwd: string,
  warn: (text: string) => void,
  seen: (file: EnvironmentText) => void = () => undefined,
): Promise<EnvironmentSet> {
  const folders = [...foldersUp(folder, cwd)];
  const settings = await settingsOf(folders, cwd);
  const set = await readEnvironments(
    folders.map((path) => new DiskFolder(path, cwd, seen)),
    settings,
  );
  for (const { problem } of set.broken) warn(sentence(problem));
  return set;
}

/** @throws CommandError when no file knows the environment */
export function requireEnvironment(set: EnvironmentSet, name: string): void {
  if (set.knows(name)) return;
  const names = set.known.map((environment) => environment.name);
  const args = { name, names: names.join(', '), file: ENVIRONMENT_FILES[0] };
  throw new CommandError(sentence({ code: names.length > 0 ? 'environment.unknown' : 'environment.none', args }));
}

class DiskFolder implements EnvironmentFolder {
  constructor(
    private readonly path: string,
    private readonly cwd: string,
    private readonly seen: (file: EnvironmentText) => void,
  ) {}

  async names(): Promise<readonly string[]> {
    return readdir(this.path).catch(() => []);
  }

  async read(name: string): ReturnType<EnvironmentFolder['read']> {
    const path = join(this.path, name);
    const text = await readText(path);
    if (typeof text === 'string') this.seen({ path, label: this.label(name), text });
    return text;
  }

  label(name: string): string {
    return labelOf(join(this.path, name), this.cwd);
  }
}

/** Of the workspace that the nearest folder with settings is the root of. */
async function settingsOf(folders: readonly string[], cwd: string): Promise<readonly EnvironmentSetting[]> {
  for (const folder of folders) {
    const path = join(folder, SETTINGS);
    const text = await readText(path);
    if (typeof text !== 'string') continue;
    const parsed = parseSettingsEnvironments(text);
    return parsed ? [{ label: labelOf(path, cwd), text, parsed }] : [];
  }
  return [];
}

async function readText(path: string): Promise<string | null | { readonly unreadable: string }> {
  try {
    return (await readRegular(path)).toString('utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    // A folder named `.env` holds an installation of Python.
    const isNone = code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR';
    return isNone ? null : { unreadable: fileProblem(error) };
  }
}

/** As a person names a file from where they are. */
function labelOf(path: string, cwd: string): string {
  const near = relative(cwd, path);
  return near.startsWith('..') ? path : near;
}

function* foldersUp(folder: string, top: string): Generator<string> {
  yield folder;
  const inside = relative(top, folder);
  if (inside === '' || inside.startsWith('..')) return;
  for (let at = dirname(folder); ; at = dirname(at)) {
    yield at;
    if (at === top) return;
  }
}
