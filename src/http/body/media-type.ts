/** What the content type means for reading a body. */
export interface MediaType {
  /** Comment lines: not sent, sent, or not sent before the first boundary (http-dialect: comment lines in a body). */
  readonly comments: 'dropped' | 'kept' | 'preamble';
  readonly form: boolean;
  readonly multipart: boolean;
  /** Of a multipart type; null when there is none or it holds a variable. */
  readonly boundary: string | null;
}

const dropped: MediaType = { comments: 'dropped', form: false, multipart: false, boundary: null };
const kept: MediaType = { ...dropped, comments: 'kept' };
const form: MediaType = { ...dropped, form: true };

/**
 * Reads a content type.
 * @param value as in the header, its known variables replaced; null when there is none
 */
export function mediaType(value: string | null): MediaType {
  if (value === null || value === 'application/json') return dropped;
  const essence = (value.split(';', 1)[0] ?? '').trim().toLowerCase();
  if (essence === '' || essence.includes('{{') || isJsonOrXml(essence)) return dropped;
  if (essence === 'application/x-www-form-urlencoded') return form;
  if (essence.startsWith('multipart/')) {
    return { comments: 'preamble', form: false, multipart: true, boundary: boundaryOf(value) };
  }
  return kept;
}

function isJsonOrXml(essence: string): boolean {
  return /(?:[/+]|^)(?:json5?|xml)$/.test(essence) || essence === 'application/graphql-response+json';
}

/** Whether a multipart content type names its boundary at all. */
export function namesBoundary(value: string): boolean {
  return /;\s*boundary\s*=\s*"?[^\s";]/i.test(value);
}

function boundaryOf(value: string): string | null {
  const match = /;\s*boundary\s*=\s*(?:"([^"]*)"|([^\s;]+))/i.exec(value);
  const boundary = match?.[1] ?? match?.[2] ?? '';
  return boundary === '' || boundary.includes('{{') ? null : boundary;
}
