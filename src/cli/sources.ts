import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { VariableContext } from '../http';
import type { BodyFile, BodyFiles } from '../request';
import type { CliContext } from './context';
import { fileProblem } from './http-file';

/** Body files: relative to the `.http` file, then to the folder in which the command runs. */
export function bodyFilesOf(folder: string, cwd: string): BodyFiles {
  return {
    async read(path): Promise<BodyFile> {
      let reason: string | null = null;
      for (const base of new Set([folder, cwd])) {
        try {
          return { ok: true, bytes: await readFile(resolve(base, path)) };
        } catch (error) {
          if (!isMissing(error)) reason ??= `${fileProblem(error)}.`;
        }
      }
      return { ok: false, reason };
    },
  };
}

/** What variables are made of, for one send. */
export function variablesOf(
  context: CliContext,
  given: {
    readonly overrides: ReadonlyMap<string, string>;
    readonly prompts: ReadonlyMap<string, string>;
    readonly environment: ReadonlyMap<string, string>;
    readonly dotenv: ReadonlyMap<string, string>;
    /** Values from earlier exchanges of the same run; none when left out. */
    readonly requestValue?: VariableContext['requestValue'];
  },
): Omit<VariableContext, 'fallback'> {
  return {
    overrides: given.overrides,
    prompts: given.prompts,
    environment: given.environment,
    now: () => new Date(context.now()),
    randomBytes: (count) => context.randomBytes(count),
    processEnv: (name) => context.env[name],
    dotenv: (name) => given.dotenv.get(name),
    requestValue: given.requestValue ?? (() => undefined),
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
