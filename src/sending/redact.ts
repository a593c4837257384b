import { encodedForms, keyHint } from '../credentials';
import type { Problem } from '../messages';
import type { HeaderPair } from '../request';
import { maskSecretMembers } from './json-text';

/** What stands where a secret stood. */
export const MASK = '••••••';

/** Headers that carry a secret, in lower case. */
const SECRET_HEADERS = new Set(['x-api-key', 'authorization', 'x-api-token', 'proxy-authorization']);

/** Headers of cookies: what they are called may be seen, what they hold not. */
const COOKIE_HEADERS = new Set(['cookie', 'set-cookie']);

/** What is an API key or a login token by its look, known or not (FACTS.md section 3; RFC 7519: two JSON objects). */
const KEY = /\bsk_(?:test|prod)_[\w-]{8,}/g;
const TOKEN = /\beyJ[\w-]{5,}\.eyJ[\w-]{5,}\.[\w-]*/g;

/** Shorter secrets are looked for as they are; in hex or base64 their few characters would be found everywhere. */
const SHORTEST_ENCODED = 8;

/** A secret that must not show, and what may be shown instead. */
export interface KnownSecret {
  readonly value: string;
  /** Such as `sk_test_…c3d4`. */
  readonly hint: string;
}

/** Removes secrets from everything that a person, a file or a log gets to see. */
export class Redactor {
  private readonly replacements: readonly KnownSecret[];

  /** @param secrets those known to this process; longer ones are replaced first, as one may hold another */
  constructor(secrets: readonly KnownSecret[]) {
    this.replacements = secrets
      .filter(({ value }) => value.length >= 4)
      .flatMap(({ value, hint }) => encodings(value).map((encoded) => ({ value: encoded, hint })))
      .sort((a, b) => b.value.length - a.value.length);
  }

  /**
   * Any text with every known secret replaced by its hint: plain, URL-encoded, JSON-escaped, in hex and in base64; and
   * with what looks like a key or a token shown as such.
   */
  text(text: string): string {
    let result = text;
    for (const { value, hint } of this.replacements) result = result.replaceAll(value, hint);
    return result.replace(KEY, (key) => keyHint(key)).replace(TOKEN, MASK);
  }

  /** What is to be said, without secrets; our own words stay, even where one of them is somebody's secret. */
  problem({ code, args = {} }: Problem): Problem {
    const masked = Object.entries(args).map(([name, value]) => [
      name,
      typeof value === 'string' ? this.text(value) : value,
    ]);
    return { code, args: Object.fromEntries(masked) };
  }

  /** Headers without secrets; what authenticates is hidden whole where it does not look like a key. */
  headers(headers: readonly HeaderPair[]): HeaderPair[] {
    return headers.map(([name, value]) => {
      const known = this.text(value);
      const lower = name.toLowerCase();
      if (COOKIE_HEADERS.has(lower)) return [name, maskCookies(known, lower === 'set-cookie')];
      return SECRET_HEADERS.has(lower) && known === value ? [name, MASK] : [name, known];
    });
  }

  /** A body as text: known secrets and the members that hold secrets are masked. */
  body(text: string): string {
    return this.text(maskSecretMembers(text, MASK));
  }

  /** The same for bytes that are no UTF-8 text; where nothing had to be masked they are the very bytes that came in. */
  bytes(bytes: Buffer): Buffer {
    // Latin-1 keeps one character per byte, so that searching text is searching bytes.
    let result = maskSecretMembers(bytes.toString('latin1'), asLatin1(MASK));
    for (const { value, hint } of this.replacements) result = result.replaceAll(asLatin1(value), asLatin1(hint));
    result = result.replace(KEY, (key) => asLatin1(keyHint(key))).replace(TOKEN, asLatin1(MASK));
    return Buffer.from(result, 'latin1');
  }
}

/** `session=abc; Path=/` becomes `session=••••••; Path=/`; in a `Cookie` header each part is a cookie. */
function maskCookies(value: string, hasAttributes: boolean): string {
  const parts = value.split(';');
  return parts.map((part, i) => (hasAttributes && i > 0 ? part : part.replace(/=.*$/s, `=${MASK}`))).join(';');
}

/** The forms in which a server or a program may show a secret. */
function encodings(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  // Some write characters beyond ASCII as \uXXXX, and some a slash as \/.
  const ascii = json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const url = encodeURIComponent(value);
  const texts = [value, url, url.replaceAll('%20', '+'), json, ascii, json.replaceAll('/', '\\/')];
  texts.push(ascii.replaceAll('/', '\\/'));
  return [...new Set(value.length < SHORTEST_ENCODED ? texts : [...texts, ...encodedForms(value)])];
}

function asLatin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
