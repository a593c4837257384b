import { RoleIndex } from '../secrets/role-index';
import type { BlockFacts } from './block-facts';

/** How often each name of a request, and of a prompt, stands in a file; kept up to date block by block. */
export class NameIndex {
  private readonly exact = new Counter();
  private readonly anyCase = new Counter();
  private readonly given = new Counter();
  private readonly prompts = new Counter();
  readonly roles = new RoleIndex();
  /** Names that more than one request has. */
  private readonly several = new Set<string>();

  /** @param step 1 for a block that came, -1 for one that went */
  change({ names, prompts, roles }: BlockFacts, step: 1 | -1): void {
    for (const { name, isGiven } of names) {
      if (this.exact.add(name, step) > 1) this.several.add(name);
      else this.several.delete(name);
      this.anyCase.add(name.toLowerCase(), step);
      if (isGiven) this.given.add(name, step);
    }
    for (const name of prompts) this.prompts.add(name, step);
    if (roles.length > 0) this.roles.change(roles, step);
  }

  /** Requests of this name, taken exactly, then in any case of letters, as `requestByName` looks for it. */
  count(name: string): number {
    return this.exact.count(name) || this.anyCase.count(name.toLowerCase());
  }

  all(): readonly string[] {
    return this.exact.names();
  }

  isPrompted(name: string): boolean {
    return this.prompts.count(name) > 0;
  }

  /** Whether several requests have this name, and `# @name` gave it to one of them: titles may repeat. */
  isRepeated(name: string): boolean {
    return this.several.has(name) && this.given.count(name) > 0;
  }

  get hasRepeated(): boolean {
    return this.several.size > 0;
  }
}

class Counter {
  private readonly counts = new Map<string, number>();

  add(name: string, step: number): number {
    const count = this.count(name) + step;
    if (count > 0) this.counts.set(name, count);
    else this.counts.delete(name);
    return count;
  }

  count(name: string): number {
    return this.counts.get(name) ?? 0;
  }

  names(): readonly string[] {
    return [...this.counts.keys()];
  }
}
