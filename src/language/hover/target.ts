import { type HttpFile, type RequestLineNode, type Span, variableReferences } from '../../http';

/** Offsets in the document. `value` is null for a parameter without `=`. */
export interface QueryParameter {
  readonly name: Span;
  readonly value: Span | null;
}

/** A target taken apart where it stands in the document. */
export interface TargetParts {
  /** What stands between the slashes, in order; before the first one the origin or a variable. */
  readonly segments: readonly Span[];
  readonly parameters: readonly QueryParameter[];
}

/** No server takes a longer address. */
const LONGEST = 64_000;

/**
 * Takes the target of a request line apart, its variables left in place.
 * @param file where it stands
 * @returns null when the target is not written in one row there, as the data of `curl -G` are not, or is no address that
 * anybody writes
 */
export function targetParts(
  file: Pick<HttpFile, 'slice'>,
  line: Pick<RequestLineNode, 'target' | 'targetSpans'>,
): TargetParts | null {
  const spans = line.target.length > LONGEST ? null : writtenSpans(file, line);
  if (!spans) return null;
  const target = withoutVariables(line.target);
  const toDocument = mapper(spans);
  const span = (start: number, end: number): Span => ({ start: toDocument(start, false), end: toDocument(end, true) });
  const hash = indexOrEnd(target, '#', target.length);
  const query = indexOrEnd(target, '?', hash);
  return {
    segments: split(target, '/', 0, query).map(([start, end]) => span(start, end)),
    parameters: split(target, '&', query + 1, hash).flatMap(([start, end]) => {
      if (start >= end) return [];
      const equals = indexOrEnd(target, '=', end, start);
      const value = equals < end ? span(equals + 1, end) : null;
      return [{ name: span(start, equals), value }];
    }),
  };
}

/** The pieces of the target; quotes around that of a `curl` command do not belong to it. */
function writtenSpans(
  file: Pick<HttpFile, 'slice'>,
  { target, targetSpans }: Pick<RequestLineNode, 'target' | 'targetSpans'>,
) {
  const text = targetSpans.map(({ start, end }) => file.slice(start, end)).join('');
  if (text === target) return targetSpans;
  const [only, ...more] = targetSpans;
  const at = only && more.length === 0 && target !== '' ? text.indexOf(target) : -1;
  return only && at !== -1 ? [{ start: only.start + at, end: only.start + at + target.length }] : null;
}

/** Variables may hold any character; here none of theirs divides anything. */
function withoutVariables(target: string): string {
  let result = '';
  let at = 0;
  for (const { start, end } of variableReferences(target)) {
    result += target.slice(at, start) + 'x'.repeat(end - start);
    at = end;
  }
  return result + target.slice(at);
}

/** From offsets in the glued target to the document. An end belongs to the piece before it. */
function mapper(spans: readonly Span[]): (index: number, isEnd: boolean) => number {
  return (index, isEnd) => {
    let rest = index;
    for (const { start, end } of spans) {
      const length = end - start;
      if (rest < length || (isEnd && rest === length)) return start + rest;
      rest -= length;
    }
    return spans.at(-1)?.end ?? 0;
  };
}

function indexOrEnd(text: string, char: string, end: number, from = 0): number {
  const found = text.indexOf(char, from);
  return found === -1 || found > end ? end : found;
}

function split(text: string, char: string, start: number, end: number): [number, number][] {
  const parts: [number, number][] = [];
  for (let from = start; from <= end; ) {
    const to = indexOrEnd(text, char, end, from);
    parts.push([from, to]);
    from = to + 1;
  }
  return parts;
}
