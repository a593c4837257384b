import type { VariableIndex, VariableNode } from '../nodes';
import type { FileValue } from '../reading';
import { replaceReferences } from './references';

/** The variables of a file, or of a part of it. */
export class Definitions implements VariableIndex {
  private readonly byName = new Map<string, VariableNode[]>();

  /** @param variables in the order of the text */
  constructor(variables: readonly VariableNode[]) {
    for (const variable of variables) {
      const same = this.byName.get(variable.name);
      if (same) same.push(variable);
      else this.byName.set(variable.name, [variable]);
    }
  }

  all(name: string): readonly VariableNode[] {
    return this.byName.get(name) ?? [];
  }

  seen(name: string, at: number): VariableNode | undefined {
    return seenFrom(this.all(name), at);
  }
}

/** Longer than any content type; and deeper than any person nests variables. */
const maxLength = 1000;
const maxDepth = 50;

/** Values of file variables as far as the file alone gives them: what refers to anything else, or to itself, is not known. */
export function fileValueOf(variables: readonly VariableNode[]): FileValue {
  const definitions = new Definitions(variables);
  return (name, at) => find(name, at, new Map(), 0);

  /** `done` holds what is known so far; a name in progress is not known, which ends cycles. */
  function find(name: string, at: number, done: Map<string, string | undefined>, depth: number): string | undefined {
    if (done.has(name)) return done.get(name);
    done.set(name, undefined);
    const definition = definitions.seen(name, at);
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
