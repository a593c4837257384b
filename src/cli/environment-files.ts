import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { ENVIRONMENT_FILES, type EnvironmentFile, environmentFrom } from '../http';
import { CommandError } from './exit';
import { fileProblem } from './http-file';

/**
 * The variables of an environment, from the folder of the `.http` file up to the one in which the command runs.
 * @param name null: only what is shared by all environments
 * @throws CommandError when no file knows that environment
 */
export async function readEnvironment(
  name: string | null,
  folder: string,
  cwd: string,
  warn: (text: string) => void,
): Promise<ReadonlyMap<string, string>> {
  const files: EnvironmentFile[] = [];
  for (const base of foldersUp(folder, cwd)) {
    // Nearer folders win over their parents, and in one folder the private file wins.
    const found = await Promise.all(ENVIRONMENT_FILES.map((file) => readOne(join(base, file), warn)));
    files.unshift(...found.filter((file): file is EnvironmentFile => file !== null));
  }
  const { variables, names } = environmentFrom(files, name);
  if (variables) return variables;
  const known =
    names.length > 0 ? `Known are: ${names.join(', ')}.` : `There is no ${ENVIRONMENT_FILES[0]} here or above.`;
  throw new CommandError(`The environment "${name}" was not found. ${known}`);
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

async function readOne(path: string, warn: (text: string) => void): Promise<EnvironmentFile | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    warn(`${path} cannot be read: ${fileProblem(error)}.`);
    return null;
  }
  try {
    return JSON.parse(text) as EnvironmentFile;
  } catch {
    warn(`${path} is not valid JSON and was left out.`);
    return null;
  }
}
