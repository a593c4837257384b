/**
 * The members of a body that is a JSON object, to read what the service documents.
 * @returns no members for a body that is anything else: nothing in an answer is taken for granted
 */
export function jsonMembers(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
