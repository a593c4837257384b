import type { Span } from '../../http';
import type { Fold } from '../model';
import type { Lines } from './lines';

const QUOTE = 34;
const BACKSLASH = 92;
const LF = 10;
const CR = 13;

/** A pathological body must not fill the memory; no person nests so deep. */
const MAX_DEPTH = 10_000;

/**
 * Folds of the brackets in a JSON text that stand on several lines; the line of the closing bracket stays visible.
 * Tolerant: a string ends with its line, and a bracket that does not match is passed over.
 */
export function bracketFolds(lines: Lines, { start, end }: Span): Fold[] {
  const text = lines.slice(start, end);
  const folds: Fold[] = [];
  const open: number[] = [];
  if (lines.at(start) === lines.at(end)) return folds;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // Both brackets and braces differ from letters by these: `[` 91, `]` 93, `{` 123, `}` 125.
    if (code === QUOTE) at = stringEnd(text, at + 1);
    else if (code === 91 || code === 123) {
      if (open.length < MAX_DEPTH) open.push(at);
    } else if (code === 93 || code === 125) {
      const from = open[open.length - 1];
      if (from === undefined || text.charCodeAt(from) + 2 !== code) continue;
      open.pop();
      addFold(lines, start + from, start + at, folds);
    }
  }
  return folds;
}

function addFold(lines: Lines, from: number, to: number, folds: Fold[]): void {
  const last = lines.at(to) - 1;
  if (last <= lines.at(from)) return;
  folds.push({ kind: 'body', start: from, end: lines.start(last + 1) - 1 });
}

/** Offset of the quote that ends a string, or of the line break that does. */
function stringEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (code === QUOTE || code === LF || code === CR) return at;
  }
  return text.length;
}
