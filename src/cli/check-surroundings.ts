import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type Credential,
  type EnvironmentCredential,
  environmentCredential,
  environmentOrigin,
  isPublicSecret,
  isSandboxName,
  looksLive,
  sameName,
} from '../credentials';
import {
  boundOriginOf,
  isSecretVariable,
  namedCredential,
  ourTarget,
  type PreviewContext,
  targetProblem,
} from '../engine';
import type { Surroundings } from '../language';
import { sentence } from '../messages';
import type { CliContext } from './context';
import { type EnvironmentText, environmentsAround, requireEnvironment } from './environment-files';
import { CommandError } from './exit';
import type { CommonOptions } from './options';
import { variablesOf } from './sources';

/** What all files of a check have in common. */
export interface CheckContext {
  readonly credentials: readonly Credential[];
  /** The one of `--credential`, else of the environment, or null. */
  readonly active: Credential | null;
  /** Where relative targets go when no credential says it. */
  readonly origin: string;
  /** For masking what of it stands in a file. */
  readonly environment: EnvironmentCredential | null;
}

/**
 * Looks up what a check needs to know of credentials: names and origins, from the index alone. The keychain stays closed.
 * @throws CommandError for a credential that is not there, and options or variables that make no sense
 */
export async function checkContext(context: CliContext, options: CommonOptions): Promise<CheckContext> {
  const baseUrl = options.baseUrl ?? null;
  const origin = environmentOrigin(context.env, baseUrl);
  if (!origin.ok) throw new CommandError(sentence(origin.problem));
  const read = environmentCredential(context.env, baseUrl);
  if (!read.ok) throw new CommandError(sentence(read.problem));
  const environment = read.value;
  const { credentials: stored, problem } = await context.vault(environment).list();
  if (problem) context.terminal.message(sentence(problem));
  const credentials = environment ? [...stored, environment.credential] : stored;
  const named = options.credential;
  const found = credentials.find(({ name }) => named !== undefined && sameName(name, named));
  if (named !== undefined && !found) throw notThere(named);
  return { credentials, active: found ?? environment?.credential ?? null, origin: origin.value, environment };
}

function notThere(name: string): CommandError {
  const code = isSandboxName(name) ? 'credential.sandboxNotRunning' : 'credential.unknown';
  return new CommandError(sentence({ code, args: { name } }));
}

/**
 * What is known around a file in a folder.
 * @param seen is told of each file of variables that was read
 * @throws CommandError for an environment that no file knows
 */
export async function surroundingsOf(
  folder: string,
  context: CliContext,
  options: CommonOptions,
  { credentials, active, origin }: CheckContext,
  seen: (file: EnvironmentText) => void,
): Promise<Surroundings> {
  const { cwd, terminal } = context;
  const set = await environmentsAround(folder, cwd, (text) => terminal.message(text), seen);
  const selected = options.env ?? null;
  if (selected !== null) requireEnvironment(set, selected);
  const preview: PreviewContext = {
    credentials,
    activeId: active?.id ?? null,
    defaultOrigin: origin,
    variables: variablesOf(context, { ...set.variables(selected), overrides: options.var, prompts: new Map() }),
  };
  // An option wins over the directive (cli: "Credential").
  const nameOf = (request: Parameters<typeof namedCredential>[0]) => options.credential ?? namedCredential(request);
  const fallback = new Map([['baseUrl', boundOriginOf(options.credential ?? null, preview)]]);
  return {
    variables: { ...preview.variables, fallback },
    environment: selected,
    credentials: credentials.map((credential) => ({
      name: credential.name,
      kind: credential.kind,
      origin: credential.origin,
      live: looksLive(credential),
    })),
    ourTarget: (file, request) => ourTarget(file, request, preview, nameOf(request)),
    targetProblem: (file, request) => targetProblem(file, request, preview, nameOf(request)),
    hasBodyFile: (path) => [folder, cwd].some((base) => isFile(resolve(base, path))),
    isSecret: isSecretVariable,
    isPublic: isPublicSecret,
  };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
