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

/**
 * Percent-encodes what may not stand in a form body as it is (http-dialect: form bodies): everything but the unreserved and
 * reserved characters of RFC 3986. `%XX` is left alone, a `%` that starts no such triple becomes `%25`.
 * @param text the body, its variables replaced
 */
export function encodeForm(text: string): string {
  return text.replace(/%(?![0-9a-f]{2})|[^%\w.~!$&'()*+,;=:@/?#[\]-]+/gi, (found) => percentEncode(found));
}
