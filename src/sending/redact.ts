import type { HeaderPair } from '../request';
import { maskSecretMembers } from './json-text';

/** What stands where a secret stood. */
export const MASK = '••••••';

/** Headers that carry a secret, in lower case. */
const SECRET_HEADERS = new Set([
  'x-api-key',
  'authorization',
  'x-api-token',
  'proxy-authorization',
  'cookie',
  'set-cookie',
]);

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

  /** Any text with every known secret replaced by its hint, in plain, URL-encoded and JSON-escaped form. */
  text(text: string): string {
    let result = text;
    for (const { value, hint } of this.replacements) result = result.replaceAll(value, hint);
    return result;
  }

  /** Headers with the values of the secret ones shown as prefix and last four. */
  headers(headers: readonly HeaderPair[]): HeaderPair[] {
    return headers.map(([name, value]) => {
      const known = this.text(value);
      return SECRET_HEADERS.has(name.toLowerCase()) && known === value ? [name, maskHeader(value)] : [name, known];
    });
  }

  /** A body as text: known secrets and the members that hold secrets are masked. */
  body(text: string): string {
    return this.text(maskSecretMembers(text, MASK));
  }
}

/** A key that is not known is still shown as keys are: prefix and last four; anything else is hidden whole. */
function maskHeader(value: string): string {
  const key = /^(sk_(?:test|prod)_)[^\s]{8,}(.{4})$/.exec(value);
  return key ? `${key[1]}…${key[2]}` : MASK;
}

function encodings(value: string): string[] {
  return [...new Set([value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)])];
}
