import type { HttpFile, VariableNode } from '../../http';
import { lastStarting } from './place';

/** File variables by name. */
export class DefinitionIndex {
  private readonly byName = new Map<string, VariableNode[]>();

  constructor({ variables }: Pick<HttpFile, 'variables'>) {
    for (const variable of variables) {
      const same = this.byName.get(variable.name);
      if (same) same.push(variable);
      else this.byName.set(variable.name, [variable]);
    }
  }

  /** All definitions of a name, in order. */
  all(name: string): readonly VariableNode[] {
    return this.byName.get(name) ?? [];
  }

  /**
   * The definition that a request sees: the last one above it, else the first one below (http-dialect: variables).
   * @param at offset of the request line
   */
  seen(name: string, at: number): VariableNode | null {
    const all = this.all(name);
    return all[Math.max(lastStarting(all, at - 1), 0)] ?? null;
  }
}
