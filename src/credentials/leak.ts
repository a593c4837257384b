import type { Secret } from './model';

/** A place in a request where a person may have typed something. */
export interface OutgoingPart {
  readonly where: 'url' | 'header' | 'body';
  /** The header's name. */
  readonly name?: string;
  readonly content: string | Uint8Array;
}

/** A secret known to us, with the name of the credential it belongs to. */
export interface KnownSecret {
  readonly credential: string;
  readonly secret: Secret;
}

/** Where a secret was found, and whose; never the secret itself. */
export interface SecretLeak {
  readonly where: OutgoingPart['where'];
  readonly name: string | null;
  readonly credential: string;
}

/** Shorter values occur in ordinary text: they count only where they stand alone. */
const SHORT = 8;

/**
 * Looks for a secret known to us in a request to another origin (product.md section 1, "Where it may go"): as typed,
 * percent-encoded, JSON-escaped, in hex, in base64 at any alignment, as UTF-16, and as what text of it becomes that was
 * read as if it were UTF-16 (`<@utf-16le file`).
 * @returns the first place found, or null
 */
export function findSecretLeak(parts: readonly OutgoingPart[], secrets: readonly KnownSecret[]): SecretLeak | null {
  const wanted = secrets.flatMap(({ credential, secret }) =>
    secretValues(secret).map((value) => ({
      credential,
      value,
      forms: value.length < SHORT ? [] : encodedForms(value),
    })),
  );
  for (const part of parts) {
    // Latin-1 keeps one character per byte, so that searching text is searching bytes.
    const { content } = part;
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content);
    const texts = [...readings(bytes.toString('latin1')), ...misread(bytes)];
    for (const { credential, value, forms } of wanted) {
      const plain = Buffer.from(value, 'utf8').toString('latin1');
      const found = texts.some(
        (text) =>
          (forms.length === 0 ? standsAlone(text, plain) : text.includes(plain)) ||
          forms.some((form) => text.includes(form)),
      );
      if (found) return { where: part.where, name: part.name ?? null, credential };
    }
  }
  return null;
}

/** The values of a secret that nobody else may see: key, API secret, token. */
export function secretValues(secret: Secret): readonly string[] {
  if (secret.kind === 'jwt') return [secret.token];
  return secret.kind === 'hmac' ? [secret.key, secret.secret] : [secret.key];
}

/** The bytes that a text was made from by somebody who took them for UTF-16 of either order; as latin1. */
function misread(bytes: Buffer): string[] {
  const text = bytes.toString('utf8');
  // What two printable ASCII characters make.
  if (!/[\u2020-\u7e7e]/.test(text)) return [];
  const utf16 = Buffer.from(text, 'utf16le');
  return [utf16.toString('latin1'), utf16.swap16().toString('latin1')];
}

/** A text as it stands, with `%XX` decoded, and with JSON escapes decoded. */
function readings(text: string): string[] {
  const result = [text];
  if (text.includes('%'))
    result.push(text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))));
  if (text.includes('\\')) {
    const simple: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
    result.push(
      text.replace(/(?:\\u[0-9a-f]{4})+|\\(.)/gi, (run: string, letter: string | undefined) =>
        letter === undefined ? decodeEscapes(run) : (simple[letter] ?? letter),
      ),
    );
  }
  return result;
}

/**
 * How a secret shows in hex, in UTF-16 and in base64 (both alphabets, at each of its three alignments): only the
 * characters that depend on no neighbouring byte.
 */
export function encodedForms(value: string): string[] {
  const bytes = Buffer.from(value, 'utf8');
  const hex = bytes.toString('hex');
  const utf16 = Buffer.from(value, 'utf16le');
  const forms = [hex, hex.toUpperCase(), utf16.toString('latin1'), utf16.swap16().toString('latin1')];
  for (let shift = 0; shift < 3; shift++) {
    const start = Math.ceil((shift * 8) / 6);
    const whole = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const inner = whole.slice(start, Math.floor(((shift + bytes.length) * 8) / 6));
    forms.push(inner, inner.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return forms;
}

function standsAlone(text: string, value: string): boolean {
  for (let at = text.indexOf(value); at !== -1; at = text.indexOf(value, at + 1)) {
    if (!/[\w-]/.test(text.charAt(at - 1)) && !/[\w-]/.test(text.charAt(at + value.length))) return true;
  }
  return false;
}

/** A run of `\uXXXX`, taken together because surrogate pairs are two of them. */
function decodeEscapes(run: string): string {
  const units = run.slice(2).split(/\\u/i);
  const text = String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16)));
  return Buffer.from(text, 'utf8').toString('latin1');
}
