import { type JsonNode, jsonTree, jsonValueText } from './json-tree';

/** The public file, the person's own in Visual Studio, and the private twin, which wins (http-dialect: environments). */
export const ENVIRONMENT_FILES = [
  'http-client.env.json',
  'http-client.env.json.user',
  'http-client.private.env.json',
] as const;

/** Environments by name, their variables by name; `$shared` holds what applies to all of them. */
export type Environments = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The environments of a text, or what is wrong with it. */
export type ParsedEnvironments =
  | { readonly environments: Environments }
  /** `offset`: where it stops being JSON, or being what an environment file holds. */
  | { readonly wrong: 'json' | 'form'; readonly offset: number };

const SHARED = '$shared';
const SHARED_REFERENCE = /\{\{\s*\$shared\s+([^\s{}]+)\s*\}\}/g;

/** Blocks that JetBrains reads itself and that hold no variables. */
const NO_VARIABLES = new Set(['Security', 'SSLConfiguration']);

/** Where Visual Studio looks values up instead; here they have none. */
const PROVIDERS = new Set(['AspnetUserSecrets', 'AzureKeyVault', 'Encrypted']);

/**
 * Reads the text of an environment file, or the value of the setting `rest-client.environmentVariables` as JSON. Comments
 * and a comma too many are forgiven. Objects and arrays are variables as JSON, and what they hold is reached as `a.b` and
 * `a[0].b`.
 */
export function parseEnvironments(text: string): ParsedEnvironments {
  const tree = jsonTree(text, true);
  if ('brokenAt' in tree) return { wrong: 'json', offset: tree.brokenAt };
  return environmentsIn(text, tree.root);
}

/**
 * Reads the environments of REST Client from the text of a settings file of the editor.
 * @returns null when it holds none
 */
export function parseSettingsEnvironments(text: string): ParsedEnvironments | null {
  const tree = jsonTree(text, true);
  if ('brokenAt' in tree) return { wrong: 'json', offset: tree.brokenAt };
  const found = tree.root.kind === 'object' ? tree.root.members.get('rest-client.environmentVariables') : undefined;
  return found ? environmentsIn(text, found) : null;
}

function environmentsIn(text: string, root: JsonNode): ParsedEnvironments {
  if (root.kind !== 'object') return { wrong: 'form', offset: root.start };
  const environments = new Map<string, ReadonlyMap<string, string>>();
  for (const [name, node] of root.members) {
    if (node.kind !== 'object') return { wrong: 'form', offset: node.start };
    const variables = new Map<string, string>();
    for (const [key, value] of node.members) {
      if (NO_VARIABLES.has(key) && value.kind === 'object') continue;
      if (isProvided(value)) continue;
      addFlat(variables, key, value, text);
    }
    environments.set(name, variables);
  }
  return { environments };
}

function isProvided(node: JsonNode): boolean {
  const provider = node.kind === 'object' ? node.members.get('provider') : undefined;
  return provider?.kind === 'string' && PROVIDERS.has(provider.value);
}

function addFlat(variables: Map<string, string>, name: string, node: JsonNode, text: string): void {
  variables.set(name, jsonValueText(text, node));
  if (node.kind === 'object') {
    for (const [key, value] of node.members) addFlat(variables, `${name}.${key}`, value, text);
  } else if (node.kind === 'array') {
    node.items.forEach((item, index) => {
      addFlat(variables, `${name}[${index}]`, item, text);
    });
  }
}

/**
 * Puts environments together (http-dialect: environments).
 * @param sources in the order in which they win: later ones over earlier ones
 * @param name null: only what is shared
 * @returns variables null when no source knows the name; names of all environments
 */
export function environmentFrom(
  sources: readonly Environments[],
  name: string | null,
): { readonly variables: ReadonlyMap<string, string> | null; readonly names: readonly string[] } {
  const names = [...new Set(sources.flatMap((source) => [...source.keys()]))].filter((known) => known !== SHARED);
  if (name !== null && !names.includes(name)) return { variables: null, names };
  const shared = merged(sources, SHARED);
  if (name === null) return { variables: shared, names };
  const own = merged(sources, name);
  for (const [key, value] of own) own.set(key, withShared(value, shared));
  return { variables: new Map([...shared, ...own]), names };
}

function merged(sources: readonly Environments[], name: string): Map<string, string> {
  return new Map(sources.flatMap((source) => [...(source.get(name) ?? [])]));
}

/** `{{$shared x}}` in an environment is the value that all of them share, also where the environment has its own `x`. */
function withShared(value: string, shared: ReadonlyMap<string, string>): string {
  return value.replace(SHARED_REFERENCE, (whole, key: string) => shared.get(key) ?? whole);
}
