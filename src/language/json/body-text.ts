import type { Endpoint } from '../../catalog';
import { type HttpFile, headerValue, type RequestNode, type TextPart } from '../../http';

/** The JSON text of a body, and where its characters stand in the document. */
export interface BodyText {
  /** As it is sent but for its variables: lines joined by LF, comment lines left out. */
  readonly text: string;
  /** Offset in the document of an offset in `text`. */
  toDocument(index: number): number;
  /** Offset in `text` of an offset in the document; the nearest one for a character that is not sent. */
  toBody(offset: number): number;
}

/**
 * The body of a request as JSON text.
 * @param endpoint the endpoint that the request goes to, if it is known
 * @returns null when the body is no JSON, or is not all there: a file takes part in it, or GraphQL makes it
 */
export function bodyText(file: HttpFile, request: RequestNode, endpoint: Endpoint | undefined): BodyText | null {
  const { body } = request;
  const [part, ...more] = body?.parts ?? [];
  if (!body || !part || more.length > 0 || part.kind === 'file' || body.graphql) return null;
  if (!isJson(headerValue(request.headers, 'content-type'), part.text, endpoint)) return null;
  return { text: part.text, ...offsets(linesOf(file, part)) };
}

/** Without a content type the service reads a body as JSON, and so does whoever writes one that looks like it. */
function isJson(contentType: string | null, text: string, endpoint: Endpoint | undefined): boolean {
  const essence = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (essence !== '' && !essence.includes('{{')) return /^(?:application|text)\/(?:[\w.-]+\+)?json$/.test(essence);
  return (endpoint?.body ?? null) !== null || /^\s*(?:\{(?!\{)|\[\s*(?:[[{"\d\]-]|true\b|false\b|null\b))/.test(text);
}

/** A stretch of the body that stands in one piece in the document. */
interface Piece {
  readonly body: number;
  readonly document: number;
  readonly length: number;
}

function linesOf(file: HttpFile, part: TextPart): Piece[] {
  if (!part.pieces && part.text.length === part.end - part.start) {
    return [{ body: 0, document: part.start, length: part.text.length }];
  }
  return part.pieces ? fromPieces(part, part.pieces) : fromLines(file.slice(part.start, part.end), part);
}

function fromPieces(part: TextPart, spans: NonNullable<TextPart['pieces']>): Piece[] {
  let body = 0;
  return spans.map(({ start, end }) => {
    if (part.text.startsWith('\r\n', body)) body += 2;
    else if (part.text[body] === '\n') body++;
    const piece = { body, document: start, length: end - start };
    body += end - start;
    return piece;
  });
}

/**
 * CRLF or CR in the document, LF in the body.
 * @param source of the body, as it stands in the document
 */
function fromLines(source: string, part: TextPart): Piece[] {
  const pieces: Piece[] = [];
  let document = part.start;
  let body = 0;
  for (const line of part.text.split('\n')) {
    pieces.push({ body, document, length: line.length });
    body += line.length + 1;
    document += line.length;
    document += source.startsWith('\r\n', document - part.start) ? 2 : 1;
  }
  return pieces;
}

function offsets(pieces: readonly Piece[]): Pick<BodyText, 'toDocument' | 'toBody'> {
  const translate = (from: 'body' | 'document', to: 'body' | 'document') => (at: number) => {
    const piece = lastUpTo(pieces, from, at);
    return piece ? piece[to] + Math.min(Math.max(at - piece[from], 0), piece.length) : 0;
  };
  return { toDocument: translate('body', 'document'), toBody: translate('document', 'body') };
}

/** The last piece that begins at or before a place; the first one where none does. */
function lastUpTo(pieces: readonly Piece[], side: 'body' | 'document', at: number): Piece | undefined {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.[side] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return pieces[low];
}
