/**
 * The members of a body that is a JSON object, to read what the service documents.
 * @returns no members for a body that is anything else: nothing in an answer is taken for granted
 */
export function jsonMembers(body: Buffer): Readonly<Record<string, unknown>> {
  const value = jsonBody(body);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** A body that is JSON, as a value; undefined for any other. */
export function jsonBody(body: Buffer): unknown {
  try {
    // A byte order mark is no part of the JSON; some servers send one all the same.
    return JSON.parse(body.toString('utf8').replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}
