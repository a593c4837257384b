import { createHash, createHmac } from 'node:crypto';
import { type Draft, piecesOf, type Variant } from './draft';
import type { MistakeId } from './mistakes';

/** A set of changes that reproduces a signature. */
export interface Hit {
  readonly mistakes: readonly MistakeId[];
  readonly draft: Draft;
  /** How unusual it is. */
  readonly rank: number;
}

export interface SearchResult {
  /** All of the smallest size; empty where nothing reproduces the signature. */
  readonly hits: readonly Hit[];
  /** Mistakes that were tried, alone at least. */
  readonly tried: ReadonlySet<MistakeId>;
  /** How many together were tried completely; less than `MOST` where a large body used the budget up. */
  readonly complete: number;
}

/** So many mistakes together are looked for; of three only the usual ways. */
const MOST = 3;

/**
 * What a search may cost, in bytes hashed or written: a second or so. Counted and not measured, so that the same request
 * always gets the same answer.
 */
const BUDGET = 600_000_000;
/** Each mistake alone is worth more: without it nothing can be said. */
const BUDGET_ALONE = 4 * BUDGET;
/** What one HMAC costs besides its bytes. */
const OVERHEAD = 4096;
/** Others get their turn after so much work. */
const SLICE = 2_000_000;

/**
 * Looks for the smallest sets of changes to a draft that give a digest: none, each alone, pairs, and three of the usual ones.
 * Yields now and then, so that nobody has to wait for it.
 * @param variants in the order in which a program would make these changes
 * @param wanted in lower-case hex
 */
export function* search(base: Draft, variants: readonly Variant[], wanted: string): Generator<void, SearchResult> {
  const attempts = new Attempts(base, wanted);
  const result = (complete: number) => ({ hits: attempts.hits(), tried: attempts.tried, complete });
  const upTo = (rank: number) => variants.filter((variant) => variant.rank <= rank);
  const many = variants.filter(({ rank }) => rank === 2);
  const stages: readonly (readonly [size: number, steps: Iterable<void>])[] = [
    [0, attempts.first()],
    [1, attempts.singles(upTo(1))],
    // Of a large body the very many would leave nothing for the others.
    ...(attempts.canAfford(many.length) ? [[1, attempts.singles(many)] as const] : []),
    [2, attempts.pairs(upTo(1))],
    [3, attempts.triples(upTo(0))],
    [3, attempts.pairsOfMany(upTo(0), many)],
  ];
  for (const [size, steps] of stages) {
    for (const _ of steps) {
      if (attempts.spent > (size < 2 ? BUDGET_ALONE : BUDGET)) return result(size - 1);
      if (attempts.isTimeForOthers()) yield;
    }
    if (attempts.found.length > 0) return result(size);
  }
  return result(MOST);
}

/** Goes through sets of changes; each step of a generator is one attempt. */
class Attempts {
  readonly found: Hit[] = [];
  readonly tried = new Set<MistakeId>();
  private hashed = 0;
  private lastTurn = 0;

  constructor(
    private readonly base: Draft,
    private readonly wanted: string,
  ) {}

  /** So much was done so far, in bytes hashed or as good as. */
  get spent(): number {
    return this.hashed + (this.base.body?.spent ?? 0);
  }

  /** Whether so many attempts take only a small part of the budget. */
  canAfford(count: number): boolean {
    return count * (OVERHEAD + (this.base.body?.size ?? 0)) < BUDGET / 20;
  }

  isTimeForOthers(): boolean {
    if (this.spent - this.lastTurn < SLICE) return false;
    this.lastTurn = this.spent;
    return true;
  }

  /** One for each set of mistakes: of the ways to make the same ones the most usual. */
  hits(): readonly Hit[] {
    const bySet = new Map<string, Hit>();
    for (const hit of [...this.found].sort((a, b) => a.rank - b.rank)) {
      const key = [...hit.mistakes].sort().join();
      if (!bySet.has(key)) bySet.set(key, hit);
    }
    return [...bySet.values()];
  }

  *first(): Generator<void> {
    this.attempt(this.base, []);
    yield;
  }

  /** Those of the body last: of a large one they are dear, and nothing else should be left out for their sake. */
  *singles(variants: readonly Variant[]): Generator<void> {
    const isOfBody = ({ area }: Variant) => Number(area === 'body');
    for (const variant of [...variants].sort((a, b) => isOfBody(a) - isOfBody(b))) {
      this.attempt(variant.apply(this.base), [variant]);
      yield;
    }
  }

  /** The usual ones first; changes of one area in both orders, as the second sees what the first made. */
  *pairs(variants: readonly Variant[]): Generator<void> {
    for (const isUsual of [true, false]) {
      for (const [i, a] of variants.entries()) {
        const first = a.apply(this.base);
        for (const b of variants.slice(i + 1)) {
          if (excludeEachOther(a, b) || (a.rank + b.rank === 0) !== isUsual) continue;
          this.attempt(first && b.apply(first), [a, b]);
          yield;
          if (a.area !== b.area) continue;
          const other = b.apply(this.base);
          this.attempt(other && a.apply(other), [a, b]);
          yield;
        }
      }
    }
  }

  *triples(variants: readonly Variant[]): Generator<void> {
    for (const [i, a] of variants.entries()) {
      const first = a.apply(this.base);
      if (!first) continue;
      for (const [j, b] of variants.entries()) {
        if (j <= i || excludeEachOther(a, b)) continue;
        const second = b.apply(first);
        if (!second) continue;
        for (const c of variants.slice(j + 1)) {
          if (excludeEachOther(a, c) || excludeEachOther(b, c)) continue;
          this.attempt(c.apply(second), [a, b, c]);
          yield;
        }
      }
    }
  }

  *pairsOfMany(variants: readonly Variant[], many: readonly Variant[]): Generator<void> {
    for (const a of variants) {
      const first = a.apply(this.base);
      if (!first) continue;
      for (const b of many) {
        if (!excludeEachOther(a, b)) this.attempt(b.apply(first), [a, b]);
        yield;
      }
    }
  }

  private attempt(draft: Draft | null, variants: readonly Variant[]): void {
    if (!draft) return;
    for (const { id } of variants) this.tried.add(id);
    if (this.digest(draft) !== this.wanted) return;
    const mistakes = variants.map(({ id }) => id);
    this.found.push({ mistakes, draft, rank: variants.reduce((sum, { rank }) => sum + rank, 0) });
  }

  private digest(draft: Draft): string {
    const { mode, digest, key } = draft;
    const isHmac = mode === 'hmac';
    const hash = isHmac ? createHmac(digest, key) : createHash(digest);
    if (!isHmac && mode.secret === 'before') hash.update(key).update(mode.glue);
    this.hashed += OVERHEAD;
    for (const piece of piecesOf(draft)) {
      hash.update(piece);
      this.hashed += piece.length;
    }
    if (!isHmac && mode.secret === 'after') hash.update(mode.glue).update(key);
    return hash.digest('hex');
  }
}

function excludeEachOther(a: Variant, b: Variant): boolean {
  return a.id === b.id || (a.area === b.area && a.slot === b.slot);
}
