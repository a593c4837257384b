import type { Span } from '../../http';
import type { Problem } from '../../messages';
import type { Diagnostic, Fix, TextEdit } from '../model';

type More = Partial<Pick<Diagnostic, 'docs' | 'unnecessary' | 'fixes'>>;

/** Makes a diagnostic over a range. */
export function diagnostic(
  severity: Diagnostic['severity'],
  { start, end }: Span,
  problem: Problem,
  { docs = null, unnecessary = false, fixes = [] }: More = {},
): Diagnostic {
  return { start, end, severity, problem: shortened(problem), docs, unnecessary, fixes };
}

/** What is repeated of a file fits on a line. */
const LONGEST = 100;

function shortened({ code, args }: Problem): Problem {
  if (!args) return { code };
  const short = Object.entries(args).map(([name, value]) => {
    const isLong = typeof value === 'string' && value.length > LONGEST;
    return [name, isLong ? `${value.slice(0, LONGEST)}…` : value] as const;
  });
  return { code, args: Object.fromEntries(short) };
}

/** Makes a quick fix of one or more edits. */
export function fix(title: Problem, edits: TextEdit | readonly TextEdit[], preferred = false): Fix {
  return { title, edits: Array.isArray(edits) ? edits : [edits as TextEdit], preferred };
}

/** Replaces a range by a text. */
export function replace({ start, end }: Span, text: string): TextEdit {
  return { start, end, text };
}

/** Puts a text in at an offset. */
export function insert(offset: number, text: string): TextEdit {
  return { start: offset, end: offset, text };
}
