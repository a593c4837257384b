import { basename, resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { redactorFor } from '../../engine';
import { positionOf } from '../../http';
import type { EnvironmentFormat, JsonBodies } from '../../language';
import { sentence } from '../../messages';
import { brokenRows, environmentRows, type Row, rowsOf } from '../check-rows';
import { type CheckContext, checkContext, surroundingsOf } from '../check-surroundings';
import type { CliContext } from '../context';
import type { EnvironmentText } from '../environment-files';
import { CommandError, EXIT } from '../exit';
import { type LoadedFile, loadFile, loadText } from '../http-file';
import type { CommonOptions } from '../options';
import type { Styled } from '../terminal';

const STYLES = { error: 'red', warning: 'yellow', info: 'blue', hint: 'gray' } as const;

/**
 * `restlink check FILE...`: what the editor says about these files (cli: `check`), and about the secrets in the files that
 * their variables come from. Files that cannot be read do not keep the others from being checked.
 */
export async function checkCommand(
  context: CliContext,
  paths: readonly string[],
  options: CommonOptions,
): Promise<number> {
  const { terminal } = context;
  const known = await checkContext(context, options);
  const redactor = redactorFor(known.environment ? [known.environment] : []);
  const check = new Check(context, options, known, paths);
  const rows: Row[] = [];
  let unread = 0;
  for (const path of paths) {
    try {
      for (const row of await check.file(path)) {
        const masked = { ...row, message: redactor.text(row.message) };
        rows.push(masked);
        if (options.json) terminal.result(JSON.stringify(masked));
        else terminal.result(...asLine(masked));
      }
    } catch (error) {
      if (!(error instanceof CannotRead)) throw error;
      terminal.message(error.message);
      unread++;
    }
  }
  terminal.message(summary(rows, check.count));
  if (unread > 0) return EXIT.usage;
  return rows.some(({ severity }) => severity === 'error') ? EXIT.answeredWithError : EXIT.done;
}

/** A file that does not keep the others from being checked. */
class CannotRead extends Error {}

class Check {
  /** Files looked at so far. */
  count = 0;
  private json: JsonBodies | null = null;
  /** Absolute paths of files of variables that are, or will be, looked at. */
  private readonly known: Set<string>;

  constructor(
    private readonly context: CliContext,
    private readonly options: CommonOptions,
    private readonly credentials: CheckContext,
    paths: readonly string[],
  ) {
    this.known = new Set(paths.map((path) => resolve(context.cwd, path)));
  }

  /** What there is to say about a file, and about the secrets in files of variables around it that nobody looked at so far. */
  async file(path: string): Promise<readonly Row[]> {
    const { environmentFormatOf } = await import('../../language');
    const format = environmentFormatOf(basename(path));
    return format ? this.environment(path, format) : this.http(path);
  }

  private async environment(path: string, format: EnvironmentFormat): Promise<readonly Row[]> {
    const text = await readable(loadText(path, this.context.cwd));
    this.count++;
    return [...(await environmentRows(path, text, format)), ...brokenRows(path, text, format)];
  }

  private async http(path: string): Promise<readonly Row[]> {
    const file = await readable(loadFile(path, this.context.cwd));
    this.count++;
    const around: EnvironmentText[] = [];
    const rows = [...(await this.diagnosed(file, (text) => around.push(text)))];
    for (const text of around) rows.push(...(await this.around(text)));
    return rows;
  }

  private async diagnosed(
    { path, folder, http }: LoadedFile,
    seen: (file: EnvironmentText) => void,
  ): Promise<readonly Row[]> {
    const { Diagnoser } = await import('../../language');
    const { context, options, credentials } = this;
    if (this.json === null && http.requests.some(({ body }) => body !== null)) this.json = await loadJson();
    const around = await surroundingsOf(folder, context, options, credentials, seen);
    const signal = context.stopped;
    const { json } = this;
    const found = await new Diagnoser().diagnose(http, around, { json, signal, pause: () => nextTurn() });
    signal.throwIfAborted();
    return rowsOf(path, found, (offset) => positionOf(http, offset));
  }

  private async around({ path, label, text }: EnvironmentText): Promise<readonly Row[]> {
    const { environmentFormatOf } = await import('../../language');
    const format = environmentFormatOf(basename(path));
    if (!format || this.known.has(path)) return [];
    this.known.add(path);
    this.count++;
    return environmentRows(label, text, format);
  }
}

async function readable<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw error instanceof CommandError ? new CannotRead(error.message) : error;
  }
}

/** Only where a body is there to be looked at. */
async function loadJson(): Promise<JsonBodies> {
  const { createJsonBodies } = await import('../../language/json');
  return createJsonBodies(sentence);
}

/** As compilers write it, so that editors and CI find the place. */
function asLine({ file, line, column, severity, code, message }: Row): (string | Styled)[] {
  const plain = message.replace(/\s+/g, ' ');
  return [`${file}:${line}:${column} `, [STYLES[severity], severity], ` ${plain} `, ['gray', `[${code}]`]];
}

function summary(rows: readonly Row[], files: number): string {
  const count = (severity: Row['severity']) => rows.filter((row) => row.severity === severity).length;
  const parts = [
    plural(count('error'), 'error'),
    plural(count('warning'), 'warning'),
    ...(['info', 'hint'] as const).flatMap((severity) =>
      count(severity) > 0 ? [plural(count(severity), severity)] : [],
    ),
  ];
  return `${parts.join(', ')} in ${plural(files, 'file')}.`;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 || word === 'info' ? '' : 's'}`;
}
