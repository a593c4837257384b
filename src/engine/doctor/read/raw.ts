import type { Problem } from '../../../messages';
import { type HeaderPair, headerOf } from '../../../request';
import { withoutChunks } from './chunked';
import type { ReadResult } from './result';

const LF = 0x0a;
const REQUEST_LINE = /^([!#$%&'*+\-.^_`|~\w]+)[ \t]+(\S+)(?:[ \t]+HTTP\/\d(?:\.\d)?)?[ \t]*$/;

/**
 * Reads a request as it went over the wire, or as a log shows it: request line, headers up to the first empty line, body.
 * The body is taken byte for byte; where `Content-Length` tells how much of it is the body, that counts.
 */
export function readRawRequest(bytes: Buffer): ReadResult {
  const lines = new Lines(bytes);
  let line = lines.next();
  while (line !== null && line.trim() === '') line = lines.next();
  const [, method = '', target = ''] = REQUEST_LINE.exec(line ?? '') ?? [];
  if (!/^(?:https?:\/\/|\/)/i.test(target)) {
    return { ok: false, problem: { code: 'doctor.input.unknown', args: { start: shown(line ?? '') } } };
  }
  const headers: HeaderPair[] = [];
  for (line = lines.next(); line !== null && line.trim() !== ''; line = lines.next()) {
    const last = headers.at(-1);
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim();
    // A line that begins with a blank goes on with the value above (RFC 9112, section 5.2).
    if (/^[ \t]/.test(line) && last) headers[headers.length - 1] = [last[0], `${last[1]} ${line.trim()}`];
    else if (name === '' || /\s/.test(name)) {
      return { ok: false, problem: { code: 'doctor.input.header', args: { line: lines.number, text: shown(line) } } };
    } else headers.push([name, line.slice(colon + 1).trim()]);
  }
  const { body, notes, isWhole } = bodyOf(bytes.subarray(lines.at), headers);
  const request = { method, target: decoded(target), headers, body, lineBreakMayBeAdded: !isWhole };
  return { ok: true, request, notes };
}

interface RawBody {
  readonly body: Buffer;
  readonly notes: readonly Problem[];
  /** `Content-Length` confirms it. */
  readonly isWhole: boolean;
}

function bodyOf(rest: Buffer, headers: readonly HeaderPair[]): RawBody {
  if (/\bchunked\s*$/i.test(headerOf(headers, 'transfer-encoding') ?? '')) {
    const body = withoutChunks(rest);
    // A log may show the body without its chunks.
    if (body) return { body, notes: [{ code: 'doctor.note.chunked' }], isWhole: true };
  }
  const value = headerOf(headers, 'content-length') ?? '';
  if (!/^\d{1,15}$/.test(value)) return { body: rest, notes: [], isWhole: false };
  const length = Number(value);
  if (rest.length === length) return { body: rest, notes: [], isWhole: true };
  const withCrlf = Buffer.from(rest.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1');
  for (const text of [withCrlf, withoutLineBreak(withCrlf)]) {
    if (text.length === length && text.length !== rest.length && !isLineBreak(rest.subarray(length))) {
      return { body: text, notes: [{ code: 'doctor.note.lineEnds' }], isWhole: true };
    }
  }
  // What follows is the editor's line break, or the next thing in a log.
  if (rest.length > length) return { body: rest.subarray(0, length), notes: [], isWhole: true };
  const args = { said: length, given: rest.length };
  return { body: rest, notes: [{ code: 'doctor.note.length', args }], isWhole: false };
}

function withoutLineBreak(bytes: Buffer): Buffer {
  return bytes.subarray(-2).toString('latin1') === '\r\n' ? bytes.subarray(0, -2) : bytes;
}

function isLineBreak(bytes: Buffer): boolean {
  return bytes.length > 0 && /^\r?\n$/.test(bytes.toString('latin1'));
}

/** The lines of a head, which is Latin-1 on the wire. */
class Lines {
  at = 0;
  /** Of the line that was read last, from 1. */
  number = 0;

  constructor(private readonly bytes: Buffer) {}

  /** Without its line end; null at the end. */
  next(): string | null {
    if (this.at >= this.bytes.length) return null;
    const found = this.bytes.indexOf(LF, this.at);
    const end = found === -1 ? this.bytes.length : found;
    const line = this.bytes.subarray(this.at, end).toString('latin1').replace(/\r$/, '');
    this.at = Math.min(end + 1, this.bytes.length);
    this.number++;
    return line;
  }
}

/** A target with characters beyond ASCII was written as UTF-8. */
function decoded(target: string): string {
  return Buffer.from(target, 'latin1').toString('utf8');
}

function shown(line: string): string {
  const text = Buffer.from(line, 'latin1').toString('utf8').trim();
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
