// Chance that can be repeated: the same seed and the same name give the same numbers, whatever else is drawn meanwhile.

import { createHash } from 'node:crypto';

/** Numbers from 0 to 1 (excluded), drawn one after the other. */
export class Seeded {
  private drawn = 0;

  constructor(private readonly seed: string) {}

  next(): number {
    const digest = createHash('sha256')
      .update(`${this.seed}\n${this.drawn++}`)
      .digest();
    return digest.readUIntBE(0, 6) / 2 ** 48;
  }

  /** A whole number from `min` to `max`. */
  between(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  pick<T>(values: readonly [T, ...T[]]): T {
    return values[Math.floor(this.next() * values.length)] ?? values[0];
  }
}
