import type { Span } from '../../http';
import type { TextEdit } from '../model';
import { wholeLines } from './lines';
import { replace } from './report';
import type { RequestView } from './request-view';
import { HIDDEN } from './target-text';

/** A parameter of the query as written. Ranges count in the target. */
export interface QueryPiece extends Span {
  readonly nameSpan: Span;
  readonly valueSpan: Span;
  /** Decoded, variables replaced; null when it is not known. */
  readonly name: string | null;
  readonly value: string | null;
}

/** No server takes a longer address; such a one is no query that a person wrote. */
const LONGEST = 8_000;

/** The parameters of the query of a request, in order. */
export function queryPieces(view: RequestView): readonly QueryPiece[] {
  const { query, masked } = view.target;
  if (!query || query.end - query.start > LONGEST) return [];
  const pieces: QueryPiece[] = [];
  let start = query.start;
  for (const text of masked.slice(query.start, query.end).split('&')) {
    const end = start + text.length;
    const equals = text.indexOf('=');
    const nameSpan = { start, end: equals === -1 ? end : start + equals };
    const valueSpan = { start: Math.min(nameSpan.end + 1, end), end };
    const isVariable = text.startsWith(HIDDEN) && equals === -1;
    // A variable alone may stand for several parameters.
    const name = isVariable ? null : decoded(view, nameSpan);
    if (text !== '') pieces.push({ start, end, nameSpan, valueSpan, name, value: decoded(view, valueSpan) });
    start = end + 1;
  }
  return pieces;
}

/** Takes a parameter out, with the `?` or `&` that goes with it; whole lines where it stands alone on one. */
export function removePiece({ target, file }: RequestView, piece: QueryPiece, pieces: readonly QueryPiece[]): TextEdit {
  const next = pieces[pieces.indexOf(piece) + 1];
  const isFirst = target.masked[piece.start - 1] === '?';
  if (isFirst && next) return replace({ start: at(piece.start), end: at(next.start) }, '');
  const whole = { start: piece.start - 1, end: piece.end };
  const line = target.ownLine(whole);
  return line ? replace(wholeLines(file, line), '') : replace(target.inDocument(whole), '');

  function at(index: number): number {
    return target.inDocument({ start: index, end: index + 1 }).start;
  }
}

function decoded(view: RequestView, span: Span): string | null {
  const text = view.known(view.target.slice(span));
  if (text === null) return null;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
