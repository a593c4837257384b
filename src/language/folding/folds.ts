import type { BlockNode, BodyNode, RequestNode, Span } from '../../http';
import type { Fold } from '../model';
import { bracketFolds } from './brackets';
import { type LinedText, Lines } from './lines';

/** A target over fewer lines is read at a glance. */
const LONG = 3;

/**
 * What can be folded in one block, in the order of the text, at most one fold for each line: requests from their `###` to
 * their last line, runs of comments, scripts, bodies and the brackets in them, long targets and headers. It depends on
 * nothing outside of the block.
 */
export function foldsOf(file: LinedText, block: BlockNode): readonly Fold[] {
  const lines = new Lines(file, block);
  const folds: Fold[] = [];
  const add = (kind: Fold['kind'], { start, end }: Span, atLeast = 2) => {
    if (lines.at(end) - lines.at(start) + 1 >= atLeast) folds.push({ kind, start, end });
  };
  if (block.requests.length === 0) addSection(block, add);
  for (const comment of commentRuns(lines, block.comments)) add('comment', comment);
  for (const script of block.scripts) add('region', script);
  for (const request of block.requests) {
    add('region', spanOf(request));
    add('region', request.requestLine, LONG);
    for (const header of request.headers) add('region', header, LONG);
    for (const comment of commentRuns(lines, request.comments)) add('comment', comment);
    for (const script of request.scripts) add('region', script);
    if (request.body && request.syntax !== 'curl') addBody(lines, request.body, folds, add);
  }
  return folds.length < 2 ? folds : onePerLine(lines, folds);
}

type Add = (kind: Fold['kind'], span: Span, atLeast?: number) => void;

/** From the separator, or the first thing that belongs to the request, to its last line. */
function spanOf({ separator, directives, comments, requestLine, contentEnd }: RequestNode): Span {
  const starts = [separator, directives[0], comments[0]].map((node) => node?.start ?? requestLine.start);
  return { start: Math.min(requestLine.start, ...starts), end: contentEnd };
}

function addSection({ separator, comments, scripts, variables }: BlockNode, add: Add): void {
  if (!separator) return;
  const ends = [comments, scripts, variables].map((nodes: readonly Span[]) => nodes.at(-1)?.end ?? 0);
  add('region', { start: separator.start, end: Math.max(separator.end, ...ends) });
}

function addBody(lines: Lines, body: BodyNode, folds: Fold[], add: Add): void {
  for (const comment of commentRuns(lines, body.comments)) add('comment', comment);
  add('body', body);
  if (body.graphql || mayBeJson(lines, body)) for (const fold of bracketFolds(lines, body)) folds.push(fold);
}

function mayBeJson(lines: Lines, { start, end }: Span): boolean {
  return /^\s*[[{]/.test(lines.slice(start, Math.min(end, start + 1000)));
}

/** Comments on lines that follow each other. */
function commentRuns(lines: Lines, comments: readonly Span[]): Span[] {
  const runs: { start: number; end: number }[] = [];
  let last = Number.NaN;
  for (const { start, end } of comments) {
    const line = lines.at(start);
    const run = runs[runs.length - 1];
    if (run && line === last + 1) run.end = end;
    else runs.push({ start, end });
    last = line;
  }
  return runs;
}

/** An editor shows one fold at a line: the first one that was found, but brackets before the body as a whole. */
function onePerLine(lines: Lines, folds: readonly Fold[]): Fold[] {
  const byLine = new Map<number, Fold>();
  for (const fold of folds) {
    const line = lines.at(fold.start);
    const known = byLine.get(line);
    if (!known || (known.kind === 'body' && fold.kind === 'body' && fold.start >= known.start)) byLine.set(line, fold);
  }
  return [...byLine.values()].sort((a, b) => a.start - b.start);
}
