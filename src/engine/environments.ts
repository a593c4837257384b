import {
  DOTENV,
  ENVIRONMENT_FILES,
  type Environments,
  environmentFrom,
  environmentOfDotenv,
  type ParsedEnvironments,
  parseDotenv,
  parseEnvironments,
} from '../http';
import type { Problem } from '../messages';

/** A folder in which files of variables may lie. */
export interface EnvironmentFolder {
  /** Names of its files; empty where they cannot be listed. */
  names(): Promise<readonly string[]>;
  /** @returns the text, null where there is no such file, or why it cannot be read as the end of a sentence */
  read(name: string): Promise<string | null | { readonly unreadable: string }>;
  /** How a person knows a file of this folder. */
  label(name: string): string;
}

/** A text of the setting `rest-client.environmentVariables`: see `Environments`. */
export interface EnvironmentSetting {
  readonly label: string;
  readonly text: string;
  readonly parsed: ParsedEnvironments;
}

/** A file whose variables are left out, and why. */
export interface BrokenEnvironment<Folder extends EnvironmentFolder = EnvironmentFolder> {
  /** Null for a setting. */
  readonly place: { readonly folder: Folder; readonly name: string } | null;
  /** From 1; both 1 where the place is not known. */
  readonly line: number;
  readonly column: number;
  readonly problem: Problem;
}

/** An environment that can be selected. */
export interface KnownEnvironment {
  readonly name: string;
  /** Files and settings that define it, the strongest first. */
  readonly sources: readonly string[];
}

/** Variables of one selection. */
export interface EnvironmentVariables {
  readonly environment: ReadonlyMap<string, string>;
  readonly dotenv: ReadonlyMap<string, string>;
}

interface Source {
  readonly label: string;
  readonly environments: Environments;
}

/** All that files and settings around a `.http` file say of variables. */
export class EnvironmentSet<Folder extends EnvironmentFolder = EnvironmentFolder> {
  /** @param sources the weakest first */
  constructor(
    private readonly sources: readonly Source[],
    private readonly dotenvs: readonly DotenvFolder[],
    readonly broken: readonly BrokenEnvironment<Folder>[],
  ) {}

  /** Those that can be selected, in the order of their definition. */
  get known(): readonly KnownEnvironment[] {
    const sources = new Map<string, string[]>();
    const add = (name: string, label: string) => sources.set(name, [...(sources.get(name) ?? []), label]);
    const strongest = [...this.sources].reverse();
    for (const { environments, label } of strongest) for (const name of environments.keys()) add(name, label);
    for (const { labels } of this.dotenvs) for (const [name, label] of labels) add(name, label);
    sources.delete('$shared');
    return [...sources].map(([name, labels]) => ({ name, sources: labels }));
  }

  knows(name: string): boolean {
    return this.known.some((environment) => environment.name === name);
  }

  /** @param selected null, or a name that is not known here: only what is shared */
  variables(selected: string | null): EnvironmentVariables {
    const all = this.sources.map(({ environments }) => environments);
    const environment = environmentFrom(all, selected).variables ?? environmentFrom(all, null).variables ?? new Map();
    const nearest = this.dotenvs.find(({ files }) => files.has(null) || (selected !== null && files.has(selected)));
    const own = selected === null ? undefined : nearest?.files.get(selected);
    return { environment, dotenv: new Map([...(nearest?.files.get(null) ?? []), ...(own ?? [])]) };
  }
}

/** The `.env` files of a folder by environment; null for `.env` itself. */
interface DotenvFolder {
  readonly files: ReadonlyMap<string | null, ReadonlyMap<string, string>>;
  readonly labels: ReadonlyMap<string, string>;
}

/**
 * Reads the files that variables come from (http-dialect: environments). Nearer folders win over their parents, in one
 * folder the private file wins, and all of them win over the setting. Of `.env` files the nearest folder's count.
 * @param folders the nearest first
 */
export async function readEnvironments<Folder extends EnvironmentFolder>(
  folders: readonly Folder[],
  settings: readonly EnvironmentSetting[],
): Promise<EnvironmentSet<Folder>> {
  const broken: BrokenEnvironment<Folder>[] = [];
  const sources: Source[] = [];
  for (const { label, text, parsed } of settings) {
    if ('environments' in parsed) sources.push({ label, environments: parsed.environments });
    else broken.push({ place: null, ...whatIsWrong(label, text, parsed) });
  }
  const read = await Promise.all(
    folders.map(async (folder) => ({
      jsons: await readJsons(folder, broken),
      dotenv: await readDotenvs(folder, broken),
    })),
  );
  for (const { jsons } of [...read].reverse()) sources.push(...jsons);
  return new EnvironmentSet(
    sources,
    read.map(({ dotenv }) => dotenv),
    broken,
  );
}

async function readJsons<Folder extends EnvironmentFolder>(
  folder: Folder,
  broken: BrokenEnvironment<Folder>[],
): Promise<Source[]> {
  const sources: Source[] = [];
  for (const name of ENVIRONMENT_FILES) {
    const text = await readText(folder, name, broken);
    if (text === null) continue;
    const label = folder.label(name);
    const parsed = parseEnvironments(text);
    if ('environments' in parsed) sources.push({ label, environments: parsed.environments });
    else broken.push({ place: { folder, name }, ...whatIsWrong(label, text, parsed) });
  }
  return sources;
}

async function readDotenvs<Folder extends EnvironmentFolder>(
  folder: Folder,
  broken: BrokenEnvironment<Folder>[],
): Promise<DotenvFolder> {
  const files = new Map<string | null, ReadonlyMap<string, string>>();
  const labels = new Map<string, string>();
  for (const name of new Set([DOTENV, ...(await folder.names())])) {
    const environment = name === DOTENV ? null : environmentOfDotenv(name);
    if (name !== DOTENV && environment === null) continue;
    const text = await readText(folder, name, broken);
    if (text === null) continue;
    files.set(environment, parseDotenv(text));
    if (environment !== null) labels.set(environment, folder.label(name));
  }
  return { files, labels };
}

async function readText<Folder extends EnvironmentFolder>(
  folder: Folder,
  name: string,
  broken: BrokenEnvironment<Folder>[],
): Promise<string | null> {
  const text = await folder.read(name);
  if (text === null || typeof text === 'string') return text;
  const args = { file: folder.label(name), reason: text.unreadable };
  broken.push({ place: { folder, name }, line: 1, column: 1, problem: { code: 'environment.unreadable', args } });
  return null;
}

function whatIsWrong(
  file: string,
  text: string,
  { wrong, offset }: Extract<ParsedEnvironments, { wrong: string }>,
): Pick<BrokenEnvironment, 'line' | 'column' | 'problem'> {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  const [line, column] = [before.length, (before.at(-1) ?? '').length + 1];
  return { line, column, problem: { code: `environment.${wrong}`, args: { file, line, column } } };
}
