import { JSONPathError, jsonpath } from 'json-p3';

/** Names and indices from the root of a JSON value on. */
export type JsonLocation = readonly (string | number)[];

/** Where a path leads, in the order of the text; or why it is no path. */
export type PathResult = { readonly locations: readonly JsonLocation[] } | { readonly reason: string };

/** Evaluates a JSONPath (RFC 9535; no code is ever run). */
export type JsonPathQuery = (path: string, value: unknown) => PathResult;

/**
 * Follows a path through a JSON value. `.0` is taken as `[0]`, as other tools do.
 * @param path from `$` on
 */
export const queryJson: JsonPathQuery = (path, value) => {
  try {
    const nodes = jsonpath.query(withIndices(path), value as Parameters<typeof jsonpath.query>[1]);
    return { locations: nodes.locations() };
  } catch (error) {
    if (error instanceof JSONPathError) return { reason: reasonOf(error) };
    if (error instanceof RangeError) return { reason: 'it leads too deep' };
    throw error;
  }
};

/** Outside of brackets and quotes only: `$['a.0']` stays as it is. */
function withIndices(path: string): string {
  return path.replace(/\[[^\]]*\]|\.(\d+)(?=[.[]|$)/g, (whole, index: string | undefined) =>
    index === undefined ? whole : `[${index}]`,
  );
}

/** Without the excerpt that the library adds: the path stands in the sentence. */
function reasonOf({ message }: JSONPathError): string {
  return message.replace(/\s*\('.*$/s, '').replaceAll('TOKEN_ERROR', 'character');
}
