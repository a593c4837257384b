import { ApiError } from '../basics/errors';

/**
 * The JSON object in a body (FACTS.md section 2: INVALID_BODY). The `Content-Type` is not looked at: what the service makes
 * of a wrong one is not published.
 * @throws ApiError INVALID_BODY
 */
export function jsonObject(body: Buffer): Readonly<Record<string, unknown>> {
  if (body.length === 0) throw new ApiError('INVALID_BODY', 'The body is empty; a JSON object is needed.');
  let value: unknown;
  try {
    // A byte order mark stays in and fails, as JSON wants it.
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch (error) {
    const detail = error instanceof SyntaxError ? ` (${error.message})` : ': it is not UTF-8';
    throw new ApiError('INVALID_BODY', `The body cannot be parsed as JSON${detail}.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ApiError('INVALID_BODY', 'The body is JSON, but not an object.');
  }
  return value as Record<string, unknown>;
}
