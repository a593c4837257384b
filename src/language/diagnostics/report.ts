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
  return { start, end, severity, problem, docs, unnecessary, fixes };
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
