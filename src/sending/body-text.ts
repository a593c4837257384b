import type { Problem } from '../messages';
import { headerOf } from '../request';
import type { Answer } from './exchange';
import { prettyJson } from './json-text';

/** A body made readable. */
export interface BodyText {
  /** Null when the body is no text. */
  readonly text: string | null;
  readonly json: boolean;
  /** Media type without parameters, in lower case; empty where the answer names none. */
  readonly mediaType: string;
  /** What is odd about the text, or null. */
  readonly remark: Problem | null;
}

/**
 * Decodes a body by its byte order mark or its charset, and re-indents it when it is JSON.
 * @returns text null for bytes that are no text
 */
export function bodyText(answer: Answer): BodyText {
  const contentType = headerOf(answer.headers, 'content-type') ?? '';
  const mediaType = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const isJson = /^application\/(?:.*\+)?json$/.test(mediaType);
  const cutOff = answer.truncated || answer.bodyFile !== null;
  const { text, remark } = decode(answer.body, contentType, cutOff, isJson || TEXTUAL.test(mediaType));
  if (text === null || text.includes('\u0000')) return { text: null, json: false, mediaType, remark: null };
  // Whatever the header says: a JSON answer that is called text/html is still best read as JSON.
  const pretty = /^\s*[[{]/.test(text) ? prettyJson(text) : null;
  const isBroken = isJson && pretty === null && !cutOff && text.trim() !== '' && !isScalar(text);
  const broken: Problem | null = isBroken ? { code: 'answer.invalidJson' } : null;
  return { text: pretty ?? text, json: pretty !== null, mediaType, remark: remark ?? broken };
}

/** The bytes as UTF-8 text, or null when they are none. */
export function exactUtf8(bytes: Uint8Array): string | null {
  // A byte order mark is part of the bytes; hiding it would make the text another one.
  return attempt(() => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
}

/** Media types that are text, whatever their bytes are. */
const TEXTUAL = /^text\/|[/+]xml$|^application\/(?:javascript|x-www-form-urlencoded)$/;

/** Byte order marks, which count for more than a header (WHATWG Encoding, "decode"). */
const MARKS: readonly (readonly [bytes: readonly number[], charset: string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/**
 * @param cutOff the bytes may end inside a character
 * @param isText what cannot be read is replaced, where the answer says that it is text
 */
function decode(
  bytes: Uint8Array,
  contentType: string,
  cutOff: boolean,
  isText: boolean,
): { text: string | null; remark: Problem | null } {
  const named = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1];
  const marked = MARKS.find(([mark]) => mark.every((byte, i) => bytes[i] === byte))?.[1];
  const wanted = marked ?? named ?? 'utf-8';
  const isKnown = attempt(() => new TextDecoder(wanted)) !== null;
  const charset = isKnown ? wanted : 'utf-8';
  const read = (fatal: boolean) => new TextDecoder(charset, { fatal }).decode(bytes, { stream: cutOff });
  const remark: Problem | null = isKnown ? null : { code: 'answer.charset.unknown', args: { charset: wanted } };
  const exact = attempt(() => read(true));
  if (exact !== null || !(isText || named)) return { text: exact, remark };
  return { text: read(false), remark: remark ?? { code: 'answer.charset.broken', args: { charset } } };
}

function isScalar(text: string): boolean {
  return attempt(() => JSON.parse(text)) !== null || text.trim() === 'null';
}

function attempt<T>(make: () => T): T | null {
  try {
    return make();
  } catch {
    return null;
  }
}
