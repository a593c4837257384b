import { percentEncodeAround } from '../encode';
import type { BodyPart, Span, TextPart } from '../nodes';
import type { Word } from './command';
import type { Option } from './options';

/** What one data option adds to a body. */
export interface DataPiece {
  readonly parts: readonly BodyPart[];
  /** A file whose line breaks `curl` would take out. */
  readonly stripped: boolean;
}

/** A body part that stands for an argument. */
export function textPart({ start, end }: Span, text: string): BodyPart {
  return { kind: 'text', start, end, text, pieces: [{ start, end }] };
}

/** A body part for the file that an argument names. */
export function filePart({ start, end }: Span, path: string): BodyPart {
  return { kind: 'file', start, end, path, pathSpan: { start, end }, substitute: false, encoding: null };
}

/** Reads the argument of `-d`, `--data-raw`, `--data-binary`, `--data-urlencode` or `--json`; null for standard input. */
export function readData({ meaning }: Option, word: Word): DataPiece | null {
  const { value } = word;
  if (meaning === 'dataUrlencode') return readUrlencode(word);
  if (meaning === 'dataRaw' || !value.startsWith('@')) return { parts: [textPart(word, value)], stripped: false };
  if (value === '@-') return null;
  return { parts: [filePart(word, value.slice(1))], stripped: meaning === 'data' };
}

/** `content`, `=content`, `name=content`; the forms that name a file cannot be encoded here. */
function readUrlencode(word: Word): DataPiece | null {
  const { value } = word;
  const mark = /[=@]/.exec(value);
  if (mark?.[0] === '@') return null;
  const name = mark ? value.slice(0, mark.index) : '';
  const content = percentEncodeAround(mark ? value.slice(mark.index + 1) : value);
  return { parts: [textPart(word, name === '' ? content : `${name}=${content}`)], stripped: false };
}

/** Joins pieces as `curl` does: with `&`, or with nothing between the pieces of `--json`. */
export function joinData(pieces: readonly DataPiece[], separator: string): BodyPart[] {
  const joined: BodyPart[] = [];
  for (const { parts } of pieces) {
    const [first] = parts;
    if (joined.length > 0 && separator !== '' && first)
      joined.push(textPart({ start: first.start, end: first.start }, separator));
    joined.push(...parts);
  }
  return mergeTexts(joined);
}

/** Makes neighbouring texts one part. */
export function mergeTexts(parts: readonly BodyPart[]): BodyPart[] {
  const merged: BodyPart[] = [];
  let texts: TextPart[] = [];
  const flush = () => {
    if (texts.length > 0) merged.push(oneText(texts));
    texts = [];
  };
  for (const part of parts) {
    if (part.kind === 'text') texts.push(part);
    else {
      flush();
      merged.push(part);
    }
  }
  flush();
  return merged;
}

function oneText(parts: readonly TextPart[]): TextPart {
  const pieces = parts.flatMap((part) => part.pieces ?? []);
  return { kind: 'text', ...reach(parts), text: parts.map(({ text }) => text).join(''), pieces };
}

/** From the first start to the last end. */
export function reach(spans: readonly Span[]): Span {
  let start = spans[0]?.start ?? 0;
  let end = start;
  for (const span of spans) {
    start = Math.min(start, span.start);
    end = Math.max(end, span.end);
  }
  return { start, end };
}
