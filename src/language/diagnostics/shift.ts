import type { Diagnostic, Fix } from '../model';

/** The same diagnostic, with its fixes, so many characters further down. */
export function shifted(found: Diagnostic, by: number): Diagnostic {
  const { start, end, severity, problem, docs, unnecessary, fixes } = found;
  return {
    start: start + by,
    end: end + by,
    severity,
    problem,
    docs,
    unnecessary,
    fixes: fixes.length === 0 ? fixes : fixes.map((fix) => shiftedFix(fix, by)),
  };
}

function shiftedFix({ title, edits, preferred, command }: Fix, by: number): Fix {
  const moved = edits.map(({ start, end, text }) => ({ start: start + by, end: end + by, text }));
  if (!command) return { title, edits: moved, preferred };
  return { title, edits: moved, preferred, command: { ...command, start: command.start + by } };
}
