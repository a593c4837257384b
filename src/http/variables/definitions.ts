import type { VariableNode } from '../nodes';
import type { FileValue } from '../reading';
import { replaceReferences } from './references';

type ByName = ReadonlyMap<string, readonly VariableNode[]>;

/** Made once for each version of a file, whose list of variables never changes: thousands of requests may ask for it. */
const indexes = new WeakMap<readonly VariableNode[], ByName>();

/**
 * The definition of a file variable that a request sees: the last one above it, else the first one below
 * (http-dialect: variables).
 * @param variables of the file, in the order of the text; the same list for each request of a version
 * @param at offset of the request line
 */
export function definitionAt(variables: readonly VariableNode[], name: string, at: number): VariableNode | undefined {
  const known = indexes.get(variables);
  const byName = known ?? grouped(variables);
  if (!known) indexes.set(variables, byName);
  return seenFrom(byName.get(name) ?? [], at);
}

function grouped(variables: readonly VariableNode[]): ByName {
  const byName = new Map<string, VariableNode[]>();
  for (const variable of variables) {
    const same = byName.get(variable.name);
    if (same) same.push(variable);
    else byName.set(variable.name, [variable]);
  }
  return byName;
}

/** Longer than any content type; and deeper than any person nests variables. */
const maxLength = 1000;
const maxDepth = 50;

/** Values of file variables as far as the file alone gives them: what refers to anything else, or to itself, is not known. */
export function fileValueOf(variables: readonly VariableNode[]): FileValue {
  const byName = grouped(variables);
  return (name, at) => find(name, at, new Map(), 0);

  /** `done` holds what is known so far; a name in progress is not known, which ends cycles. */
  function find(name: string, at: number, done: Map<string, string | undefined>, depth: number): string | undefined {
    if (done.has(name)) return done.get(name);
    done.set(name, undefined);
    const definition = seenFrom(byName.get(name) ?? [], at);
    if (!definition || depth > maxDepth || definition.value.length > maxLength) return undefined;
    let known = true;
    const value = replaceReferences(definition.value, (reference) => {
      const inner = reference.encoded ? undefined : find(reference.name, at, done, depth + 1);
      known &&= inner !== undefined;
      return inner;
    });
    if (known && value.length <= maxLength) done.set(name, value);
    return done.get(name);
  }
}

/** The same among definitions of one name in the order of the text: a file may hold as many as requests. */
function seenFrom(sameName: readonly VariableNode[], at: number): VariableNode | undefined {
  let low = 0;
  let high = sameName.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sameName[middle]?.start ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return sameName[Math.max(low - 1, 0)];
}
