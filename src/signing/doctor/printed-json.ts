import { normalNumber, normalScalar, sortKeys } from './json-print';
import { type JsonShape, type Layout, printJson, shapeOf } from './json-shape';
import type { JsonText } from './json-text';

/** A JSON text with the ways in which its values can be written, and which layout it has; each is found out once. */
export class PrintedJson {
  private readonly trimmed: string;
  private readonly layouts = new Map<Layout, boolean>();
  private known: JsonShape | null = null;
  private anew: { readonly scalars: readonly string[] | null; readonly numbersVary: boolean } | null = null;

  /** @param walked told each time when all values were gone through */
  constructor(
    readonly json: JsonText,
    private readonly walked: () => void,
  ) {
    this.trimmed = json.text.trim();
  }

  /** Printed in a layout with its values as they stand; null where that is the same text, but for blanks around it. */
  asWritten(layout: Layout): string | null {
    if (this.layouts.get(layout)) return null;
    const text = this.print(layout, this.shape.scalars);
    this.layouts.set(layout, text === this.trimmed);
    return text === this.trimmed ? null : text;
  }

  /**
   * Printed in a layout with values that were read and written anew (`1.50` becomes `1.5`).
   * @returns null where that is the same as with the values as they stand; and where the layout is the same and all numbers are, as
   * escapes have mistakes of their own
   */
  asRead(layout: Layout): string | null {
    if (!this.json.hasVariety) return null;
    this.anew ??= this.readAnew();
    const { scalars, numbersVary } = this.anew;
    if (scalars === null || (!numbersVary && this.isIn(layout))) return null;
    const text = this.print(layout, scalars);
    return text === this.trimmed ? null : text;
  }

  /** See `sortKeys`. */
  sorted(deep: boolean): string {
    this.walked();
    return sortKeys(this.json, deep);
  }

  private print(layout: Layout, scalars: readonly string[]): string {
    this.walked();
    return printJson(this.shape, layout, scalars);
  }

  private isIn(layout: Layout): boolean {
    return this.layouts.get(layout) ?? this.asWritten(layout) === null;
  }

  private get shape(): JsonShape {
    this.known ??= shapeOf(this.json);
    return this.known;
  }

  private readAnew() {
    const written = this.shape.scalars;
    const scalars = written.map(normalScalar);
    const varies = scalars.some((scalar, i) => scalar !== written[i]);
    const numbersVary = written.some((raw) => normalNumber(raw) !== raw);
    return { scalars: varies ? scalars : null, numbersVary };
  }
}
