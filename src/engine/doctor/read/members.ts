export type Json = Readonly<Record<string, unknown>>;

/** The members of a JSON object; of anything else none. */
export function membersOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}
