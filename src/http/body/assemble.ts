import type { BodyPart, FilePart, Span } from '../nodes';
import { AMPERSAND } from '../syntax/chars';
import type { Source } from '../syntax/source';
import type { MediaType } from './media-type';

/** Lines of a body that are not sent as text: dropped (comments, scripts), or replaced by a file. */
export interface Cut {
  readonly line: number;
  /** The line behind it. */
  readonly next: number;
  readonly file: FilePart | null;
}

/** Whether a line of a form body is glued to the one before (http-dialect: form bodies). */
function isGlued(source: Source, line: number): boolean {
  return source.text.charCodeAt(source.first(line)) === AMPERSAND;
}

/** Makes the parts of a body line by line. Between any two lines, files included, stands one line end. */
export function assemble(
  source: Source,
  first: number,
  last: number,
  cuts: readonly Cut[],
  media: MediaType,
): BodyPart[] {
  const eol = media.multipart ? '\r\n' : '\n';
  const parts: BodyPart[] = [];
  let chunks: string[] = [];
  let pieces: Span[] = [];
  let cutAt = 0;
  let isFirst = true;
  const flush = (at: number) => {
    if (chunks.length > 0) {
      const start = pieces[0]?.start ?? at;
      const end = pieces[pieces.length - 1]?.end ?? at;
      parts.push({ kind: 'text', start, end, text: chunks.join(''), pieces });
    }
    chunks = [];
    pieces = [];
  };
  for (let line = first; line <= last; ) {
    while ((cuts[cutAt]?.line ?? line) < line) cutAt++;
    const cut = cuts[cutAt];
    if (cut?.line === line) {
      line = cut.next;
      if (!cut.file) continue;
      if (!isFirst) chunks.push(eol);
      flush(cut.file.start);
      parts.push(cut.file);
    } else {
      const glued = media.form && !isFirst && isGlued(source, line);
      if (!glued && !isFirst) chunks.push(eol);
      const piece = { start: glued ? source.first(line) : source.start(line), end: source.end(line) };
      chunks.push(source.text.slice(piece.start, piece.end));
      pieces.push(piece);
      line++;
    }
    isFirst = false;
  }
  flush(source.end(last));
  return parts;
}
