import { basename } from 'node:path';
import { isPublicSecret } from '../credentials';
import { linesOf, type Position, parseEnvironments, positionOf } from '../http';
import type { Diagnostic, EnvironmentFormat } from '../language';
import { sentence } from '../messages';

/** One line of the result (cli: `check`). */
export interface Row {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: Diagnostic['severity'];
  readonly code: string;
  readonly message: string;
}

/** In the order of the text. */
export function rowsOf(
  file: string,
  found: readonly Diagnostic[],
  positionAt: (offset: number) => Position,
): readonly Row[] {
  return found
    .map(({ start, severity, problem }): Row => {
      const { line, column } = positionAt(start);
      return { file, line, column, severity, code: problem.code, message: sentence(problem) };
    })
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

/** Secrets in a file of variables. */
export async function environmentRows(file: string, text: string, format: EnvironmentFormat): Promise<readonly Row[]> {
  const { environmentDiagnostics } = await import('../language');
  const lines = linesOf(text);
  return rowsOf(file, environmentDiagnostics(text, format, isPublicSecret), (offset) => positionOf(lines, offset));
}

/** That a file of variables is none; nothing for one that can be read. */
export function brokenRows(file: string, text: string, format: EnvironmentFormat): readonly Row[] {
  const parsed = format === 'json' ? parseEnvironments(text) : null;
  if (!parsed || 'environments' in parsed) return [];
  const { line, column } = positionOf(linesOf(text), parsed.offset);
  const problem = { code: `environment.${parsed.wrong}`, args: { file: basename(file), line, column } } as const;
  return [{ file, line, column, severity: 'error', code: problem.code, message: sentence(problem) }];
}
