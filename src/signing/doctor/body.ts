import { parseJsonText } from './json-text';
import { PrintedJson } from './printed-json';

/** What is made from bodies up to this size is kept. */
const SMALL = 64 * 1024;
/** What is made from the first body is kept up to this size: of larger ones nobody asks twice, and it would fill the memory. */
const MEDIUM = 1024 * 1024;

/** What it costs to make a byte, and to go through a value of JSON, against hashing a byte. */
const COST = { byte: 4, value: 150 };

/** What may have been signed as the body, with what can be made from it: each is made once, when it is first asked for. */
export class Body {
  private readonly made = new Map<string, Body | null>();
  private parsed: PrintedJson | null | undefined;

  private constructor(
    /** Bytes, or text that stands for its UTF-8: whichever it was made as, since turning one into the other is dear. */
    readonly content: Buffer | string,
    /** Shared by all bodies that come from one. */
    private readonly work: { spent: number },
    private readonly isFirst: boolean,
  ) {}

  /** The body that a search begins with. */
  static first(bytes: Buffer): Body {
    return new Body(bytes, { spent: 0 }, true);
  }

  get bytes(): Buffer {
    return typeof this.content === 'string' ? Buffer.from(this.content, 'utf8') : this.content;
  }

  /** About how many bytes it has. */
  get size(): number {
    return this.content.length;
  }

  /** What making bodies has cost so far, about in bytes hashed. */
  get spent(): number {
    return this.work.spent;
  }

  /** The body as JSON text, or null where it is none (objects and arrays only). */
  get printed(): PrintedJson | null {
    if (this.parsed === undefined) {
      const json = parseJsonText(this.content);
      const walked = () => {
        this.work.spent += (json?.size ?? 0) * COST.value;
      };
      this.parsed = json && new PrintedJson(json, walked);
      this.work.spent += this.size * COST.byte;
      walked();
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
    this.work.spent += changed === null ? this.size : changed.length * COST.byte;
    const result = changed === null || this.equals(changed) ? null : new Body(changed, this.work, false);
    if (this.size <= (this.isFirst ? MEDIUM : SMALL)) this.made.set(name, result);
    return result;
  }

  private equals(other: Buffer | string): boolean {
    const text = this.parsed?.json.text ?? this.content;
    if (typeof text === 'string' && typeof other === 'string') return text === other;
    return (typeof other === 'string' ? Buffer.from(other, 'utf8') : other).equals(this.bytes);
  }
}

/** The bytes without the line break at their end; null where there is none. */
export function withoutLineBreak(body: Buffer): Buffer | null {
  if (body.at(-1) !== 0x0a) return null;
  return body.subarray(0, body.at(-2) === 0x0d ? -2 : -1);
}
