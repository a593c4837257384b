import { setImmediate as nextTurn } from 'node:timers/promises';
import { redactorFor } from '../../engine';
import { positionOf } from '../../http';
import type { Diagnostic, JsonBodies } from '../../language';
import { sentence } from '../../messages';
import { type CheckContext, checkContext, surroundingsOf } from '../check-surroundings';
import type { CliContext } from '../context';
import { CommandError, EXIT } from '../exit';
import { type LoadedFile, loadFile } from '../http-file';
import type { CommonOptions } from '../options';
import type { Styled } from '../terminal';

type Severity = Diagnostic['severity'];

/** One line of the result (cli: `check`). */
interface Row {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
}

const STYLES = { error: 'red', warning: 'yellow', info: 'blue', hint: 'gray' } as const;

/**
 * `restlink check FILE...`: what the editor says about these files (cli: `check`). Files that cannot be read do not keep
 * the others from being checked.
 */
export async function checkCommand(
  context: CliContext,
  paths: readonly string[],
  options: CommonOptions,
): Promise<number> {
  const { terminal } = context;
  const known = await checkContext(context, options);
  const redactor = redactorFor(known.environment ? [known.environment] : []);
  const rows: Row[] = [];
  let json: JsonBodies | null = null;
  let unread = 0;
  for (const path of paths) {
    const file = await loaded(path, context);
    if (!file) {
      unread++;
      continue;
    }
    if (json === null && file.http.requests.some(({ body }) => body !== null)) json = await loadJson();
    for (const row of await rowsOf(file, context, options, known, json)) {
      const masked = { ...row, message: redactor.text(row.message) };
      rows.push(masked);
      if (options.json) terminal.result(JSON.stringify(masked));
      else terminal.result(...asLine(masked));
    }
  }
  terminal.message(summary(rows, paths.length - unread));
  if (unread > 0) return EXIT.usage;
  return rows.some(({ severity }) => severity === 'error') ? EXIT.answeredWithError : EXIT.done;
}

/** Null, and a message, for a file that cannot be read. */
async function loaded(path: string, { cwd, terminal }: CliContext): Promise<LoadedFile | null> {
  try {
    return await loadFile(path, cwd);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    terminal.message(error.message);
    return null;
  }
}

/** Only where a body is there to be looked at. */
async function loadJson(): Promise<JsonBodies> {
  const { createJsonBodies } = await import('../../language/json');
  return createJsonBodies(sentence);
}

async function rowsOf(
  { path, folder, http }: LoadedFile,
  context: CliContext,
  options: CommonOptions,
  known: CheckContext,
  json: JsonBodies | null,
): Promise<readonly Row[]> {
  const { Diagnoser } = await import('../../language');
  const around = await surroundingsOf(folder, context, options, known);
  const signal = context.stopped;
  const found = await new Diagnoser().diagnose(http, around, { json, signal, pause: () => nextTurn() });
  signal.throwIfAborted();
  return found
    .map(({ start, severity, problem }): Row => {
      const { line, column } = positionOf(http, start);
      return { file: path, line, column, severity, code: problem.code, message: sentence(problem) };
    })
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

/** As compilers write it, so that editors and CI find the place. */
function asLine({ file, line, column, severity, code, message }: Row): (string | Styled)[] {
  const plain = message.replace(/\s+/g, ' ');
  return [`${file}:${line}:${column} `, [STYLES[severity], severity], ` ${plain} `, ['gray', `[${code}]`]];
}

function summary(rows: readonly Row[], files: number): string {
  const count = (severity: Severity) => rows.filter((row) => row.severity === severity).length;
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
