import type { Answer } from './exchange';
import { prettyJson } from './json-text';

/** A body made readable. */
export interface BodyText {
  /** Null when the body is no text. */
  readonly text: string | null;
  readonly json: boolean;
  /** Media type without parameters, in lower case; empty where the answer names none. */
  readonly mediaType: string;
}

/**
 * Decodes a body by its charset and re-indents it when it is JSON.
 * @returns text null for bytes that are no text in that charset
 */
export function bodyText(answer: Answer): BodyText {
  const contentType = answer.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const mediaType = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  const text = decode(answer.body, charset, answer.truncated || answer.bodyFile !== null);
  if (text === null || text.includes('\u0000')) return { text: null, json: false, mediaType };
  // Whatever the header says: a JSON answer that is called text/html is still best read as JSON.
  const pretty = /^\s*[[{]/.test(text) ? prettyJson(text) : null;
  return { text: pretty ?? text, json: pretty !== null, mediaType };
}

/** The bytes as UTF-8 text, or null when they are none. */
export function exactUtf8(bytes: Uint8Array): string | null {
  // A byte order mark is part of the bytes; hiding it would make the text another one.
  return attempt(() => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
}

function decode(bytes: Uint8Array, charset: string, cutOff: boolean): string | null {
  const decoder = attempt(() => new TextDecoder(charset, { fatal: true })) ?? new TextDecoder('utf-8', { fatal: true });
  // A body that was cut off may end inside a character.
  return attempt(() => decoder.decode(bytes, { stream: cutOff }));
}

function attempt<T>(make: () => T): T | null {
  try {
    return make();
  } catch {
    return null;
  }
}
