import { variableReferences } from './variables/references';

/** Like `encodeURIComponent`, for any text: a lone surrogate becomes U+FFFD instead of an exception. */
export function percentEncode(text: string): string {
  return encodeURIComponent(Buffer.from(text, 'utf8').toString('utf8'));
}

/** Percent-encodes a text and marks the variables in it, so that their values are encoded when they are known. */
export function percentEncodeAround(text: string): string {
  let result = '';
  let at = 0;
  for (const { start, end, name, encoded } of variableReferences(text)) {
    result += percentEncode(text.slice(at, start)) + (encoded ? text.slice(start, end) : `{{%${name}}}`);
    at = end;
  }
  return result + percentEncode(text.slice(at));
}

/** What a form body may not hold: anything but the unreserved and reserved characters of RFC 3986 and `%XX`. */
const notInForm = /%(?![0-9a-f]{2})|[^%\w.~!$&'()*+,;=:@/?#[\]-]+/gi;

/**
 * Percent-encodes what may not stand in a form body as it is (http-dialect: form bodies). `%XX` is left alone, a `%` that
 * starts no such triple becomes `%25`.
 * @param text the body, its variables replaced
 */
export function encodeForm(text: string): string {
  return text.replace(notInForm, (found) => percentEncode(found));
}

/** Offset of the first character outside of variables that `encodeForm` would encode, or -1. */
export function needsEncoding(text: string): number {
  let at = 0;
  for (const { start, end } of variableReferences(text)) {
    const found = text.slice(at, start).search(notInForm);
    if (found !== -1) return at + found;
    at = end;
  }
  const found = text.slice(at).search(notInForm);
  return found === -1 ? -1 : at + found;
}
