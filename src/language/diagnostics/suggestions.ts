import type { HttpFile } from '../../http';
import type { Surroundings } from '../model';
import { nearest } from '../nearest';

/** Where thousands of names lack a value, none of them is merely mistyped. */
const MOST_COMPARED = 100_000;

/** Names that a mistyped variable can stand for, each word looked for once: many requests may hold the same one. */
export class Suggestions {
  private candidates: readonly string[] | null = null;
  private readonly found = new Map<string, string | undefined>();
  private compared = 0;

  constructor(
    private readonly file: HttpFile,
    private readonly around: Surroundings,
  ) {}

  /** The nearest name of a variable that has a value; undefined when none is near. */
  nearest(name: string): string | undefined {
    if (!this.found.has(name)) {
      this.candidates ??= this.names();
      const others = this.compared > MOST_COMPARED ? [] : this.candidates.filter((candidate) => candidate !== name);
      this.compared += others.length;
      this.found.set(name, nearest(name, others));
    }
    return this.found.get(name);
  }

  private names(): string[] {
    const { overrides, environment, fallback } = this.around.variables;
    const own = this.file.variables.map(({ name }) => name);
    return [...new Set([...own, ...overrides.keys(), ...environment.keys(), ...fallback.keys()])];
  }
}
