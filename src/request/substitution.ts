import type { Finding, Resolver, UnresolvedVariable } from '../http';

/** Replaces the variables of one request and remembers those that have no value. */
export class Substitution {
  private readonly missing = new Map<string, UnresolvedVariable>();

  constructor(private readonly resolver: Resolver) {}

  /**
   * @param at offset of the text in the document, or a function from offsets in the text to offsets in the document
   */
  text(text: string, at: number | ((index: number) => number)): string {
    const { text: replaced, unresolved } = this.resolver.substitute(text, at);
    for (const variable of unresolved) {
      const key = `${variable.start} ${variable.name}`;
      if (!this.missing.has(key)) this.missing.set(key, variable);
    }
    return replaced;
  }

  /** One finding for each place where a variable has no value, in the order of the document. */
  get unresolved(): readonly Finding[] {
    return [...this.missing.values()]
      .map(({ start, end, problem }): Finding => ({ start, end, severity: 'error', problem }))
      .sort((a, b) => a.start - b.start);
  }
}
