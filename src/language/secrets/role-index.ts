import type { SecretKind } from './literal';
import type { Role } from './roles';

/** In the order in which they count, where a variable is used for several. */
const KINDS: readonly SecretKind[] = ['apiKey', 'token', 'trackerToken', 'signingSecret', 'apiSecret', 'password'];

/** More than anybody hands a value on. */
const DEEPEST = 10;

/** What the variables of a file are used for, kept up to date block by block. */
export class RoleIndex {
  private readonly counts = new Map<string, number>();
  /** Names that stand for a name, and names that a name stands for. */
  private readonly sources = new Map<string, Map<string, number>>();
  private readonly targets = new Map<string, Map<string, number>>();

  /** @param step 1 for roles that came, -1 for those that went */
  change(roles: readonly Role[], step: 1 | -1): void {
    for (const { name, kind, to } of roles) {
      if (kind !== null) count(this.counts, `${kind} ${name}`, step);
      if (to === null) continue;
      count(of(this.sources, to), name, step);
      count(of(this.targets, name), to, step);
    }
  }

  /** What a variable is used for: by itself, or by those that stand for it. */
  roleOf(name: string, depth = 0): SecretKind | undefined {
    const own = this.counts.size === 0 ? undefined : KINDS.find((kind) => this.counts.has(`${kind} ${name}`));
    if (own !== undefined || depth > DEEPEST) return own;
    for (const source of this.sources.get(name)?.keys() ?? []) {
      const role = this.roleOf(source, depth + 1);
      if (role !== undefined) return role;
    }
    return undefined;
  }

  /** Names, and those that their variables stand for. */
  withTargets(names: Iterable<string>): ReadonlySet<string> {
    const all = new Set(names);
    for (const name of all) for (const target of this.targets.get(name)?.keys() ?? []) all.add(target);
    return all;
  }
}

function of(maps: Map<string, Map<string, number>>, key: string): Map<string, number> {
  const known = maps.get(key);
  if (known) return known;
  const made = new Map<string, number>();
  maps.set(key, made);
  return made;
}

function count(counts: Map<string, number>, key: string, step: number): void {
  const sum = (counts.get(key) ?? 0) + step;
  if (sum > 0) counts.set(key, sum);
  else counts.delete(key);
}
