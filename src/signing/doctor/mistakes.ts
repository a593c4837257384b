/** Every mistake that has a name, in the order in which they are told (cli: table of `doctor`). */
export const MISTAKES = [
  'query-in-path',
  'full-url-as-path',
  'missing-api-prefix',
  'trailing-slash',
  'path-decoded',
  'path-encoded',
  'lowercase-method',
  'method-missing',
  'timestamp-milliseconds',
  'timestamp-differs',
  'timestamp-missing',
  'body-omitted',
  'body-pretty-printed',
  'body-minified',
  'body-json-spaced',
  'body-keys-sorted',
  'body-ascii-escaped',
  'body-slashes-escaped',
  'body-trailing-newline',
  'body-crlf',
  'body-bom',
  'body-hashed',
  'secret-is-api-key',
  'secret-whitespace',
  'secret-hex-decoded',
  'secret-base64-decoded',
  'secret-hashed',
  'base64-output',
  'uppercase-hex',
  'prefixed-output',
  'sha1',
  'sha512',
  'md5',
  'plain-sha256',
  'wrong-separator',
  'wrong-order',
  'missing-header',
  'timestamp-out-of-window',
  'replayed',
] as const;

export type MistakeId = (typeof MISTAKES)[number];

/** The same mistakes once each, in the order of the table. */
export function inOrder(ids: Iterable<MistakeId>): MistakeId[] {
  const set = new Set(ids);
  return MISTAKES.filter((id) => set.has(id));
}
