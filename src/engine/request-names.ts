import { type HttpFile, namesOf } from '../http';
import type { EarlierNames } from './earlier-value';

/** Names of the requests of one parse, found in one step however many there are. */
export class RequestNames implements EarlierNames {
  readonly all: readonly string[];
  private readonly exact: ReadonlySet<string>;
  private readonly byLower = new Map<string, string>();

  constructor(readonly file: HttpFile) {
    this.all = namesOf(file);
    this.exact = new Set(this.all);
    for (const name of this.all) {
      const lower = name.toLowerCase();
      if (!this.byLower.has(lower)) this.byLower.set(lower, name);
    }
  }

  find(name: string): string | undefined {
    return this.exact.has(name) ? name : this.byLower.get(name.toLowerCase());
  }
}
