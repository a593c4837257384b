import { type JsonText, parseJsonText } from './json-text';

/** What is made from bodies up to this many bytes is kept; of larger ones only what is made from the first. */
const SMALL = 64 * 1024;

/** What it costs to handle a byte of text, another byte, and a value of JSON, against hashing a byte. */
const COST = { text: 10, byte: 3, value: 150 };

/** What may have been signed as the body, with what can be made from it: each is made once, when it is first asked for. */
export class Body {
  private readonly made = new Map<string, Body | null>();
  private parsed: JsonText | null | undefined;

  private constructor(
    readonly bytes: Buffer,
    /** Shared by all bodies that come from one. */
    private readonly work: { spent: number },
    private readonly isFirst: boolean,
  ) {}

  /** The body that a search begins with. */
  static first(bytes: Buffer): Body {
    return new Body(bytes, { spent: 0 }, true);
  }

  /** What making bodies has cost so far, about in bytes hashed. */
  get spent(): number {
    return this.work.spent;
  }

  /** The body as JSON text, or null where it is none (objects and arrays only). */
  get json(): JsonText | null {
    if (this.parsed === undefined) {
      this.parsed = parseJsonText(this.bytes);
      this.work.spent += this.bytes.length * COST.text + (this.parsed?.size ?? 0) * COST.value;
    }
    return this.parsed;
  }

  /**
   * The body that a change makes of this one.
   * @param name tells changes apart
   * @param change gives null where there is nothing to change
   * @returns null also where the bytes are the same afterwards
   */
  with(name: string, change: (body: Body) => Buffer | string | null): Body | null {
    const known = this.made.get(name);
    if (known !== undefined) return known;
    const changed = change(this);
    const bytes = typeof changed === 'string' ? Buffer.from(changed, 'utf8') : changed;
    this.work.spent +=
      typeof changed === 'string'
        ? changed.length * COST.text + (this.parsed?.size ?? 0) * COST.value
        : this.bytes.length * COST.byte;
    const result = bytes === null || bytes.equals(this.bytes) ? null : new Body(bytes, this.work, false);
    if (this.isFirst || this.bytes.length <= SMALL) this.made.set(name, result);
    return result;
  }
}
