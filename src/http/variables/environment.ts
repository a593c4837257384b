/** The content of an environment file: environments by name, `$shared` for all of them. */
export type EnvironmentFile = Readonly<Record<string, unknown>>;

/** The public file, and its private twin, which wins (http-dialect: environments). */
export const ENVIRONMENT_FILES = ['http-client.env.json', 'http-client.private.env.json'] as const;

const SHARED = '$shared';

/**
 * Puts environment files together (http-dialect: environments).
 * @param files in the order in which they win: later ones over earlier ones
 * @param name null: only what is shared
 * @returns variables null when no file knows the name; names of all environments
 */
export function environmentFrom(
  files: readonly EnvironmentFile[],
  name: string | null,
): { readonly variables: ReadonlyMap<string, string> | null; readonly names: readonly string[] } {
  const names = [...new Set(files.flatMap((file) => (isObject(file) ? Object.keys(file) : [])))].filter(
    (known) => known !== SHARED,
  );
  if (name !== null && !names.includes(name)) return { variables: null, names };
  const variables = new Map<string, string>();
  for (const environment of name === null ? [SHARED] : [SHARED, name]) {
    for (const file of files) {
      const values = isObject(file) ? file[environment] : undefined;
      if (!isObject(values)) continue;
      for (const [key, value] of Object.entries(values)) variables.set(key, textOf(value));
    }
  }
  return { variables, names };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
