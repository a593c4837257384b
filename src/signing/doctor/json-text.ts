import { isUtf8 } from 'node:buffer';

/** A value of a JSON text with its place; scalars are kept as they are written, so that numbers keep their digits. */
export type JsonPart =
  | { readonly kind: 'scalar'; readonly start: number; readonly end: number }
  | { readonly kind: 'array'; readonly start: number; readonly end: number; readonly items: readonly JsonPart[] }
  | { readonly kind: 'object'; readonly start: number; readonly end: number; readonly members: readonly JsonMember[] };

export interface JsonMember {
  readonly start: number;
  readonly keyEnd: number;
  readonly value: JsonPart;
}

/** A JSON text, taken apart. */
export interface JsonText {
  readonly text: string;
  readonly root: JsonPart;
  /** Some values can be written in another way: strings with escapes, numbers with a fraction or an exponent. */
  readonly hasVariety: boolean;
  /** How many values it has. */
  readonly size: number;
}

/** Deeper than any body of an API, and far from the end of the stack. */
const DEEPEST = 200;
/** Larger than any body of an API; printing it in all ways would take too long. */
const LARGEST = 8 * 1024 * 1024;

/** Takes a JSON object or array apart; null for everything else. */
export function parseJsonText(content: Buffer | string): JsonText | null {
  if (content.length > LARGEST || (typeof content !== 'string' && !isUtf8(content))) return null;
  const text = content.toString();
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    const reader = new Reader(text);
    const root = reader.document();
    return { text, root, hasVariety: reader.hasVariety, size: reader.size };
  } catch (error) {
    if (error instanceof NotJson) return null;
    throw error;
  }
}

class NotJson extends Error {}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

const WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const SPACE = /[ \t\r\n]*/y;

class Reader {
  hasVariety = false;
  size = 0;
  private at = 0;

  constructor(private readonly text: string) {}

  document(): JsonPart {
    this.space();
    const root = this.value(0);
    this.space();
    if (this.at < this.text.length) throw new NotJson();
    return root;
  }

  private value(depth: number): JsonPart {
    if (depth > DEEPEST) throw new NotJson();
    this.size++;
    const start = this.at;
    switch (this.text.charAt(start)) {
      case '{': {
        const members = this.list('}', () => this.member(depth));
        return { kind: 'object', start, end: this.at, members };
      }
      case '[': {
        const items = this.list(']', () => this.value(depth + 1));
        return { kind: 'array', start, end: this.at, items };
      }
      default:
        return { kind: 'scalar', start, end: this.scalar() };
    }
  }

  private member(depth: number): JsonMember {
    const start = this.at;
    if (this.text.charAt(start) !== '"') throw new NotJson();
    const keyEnd = this.scalar();
    this.space();
    this.expect(':');
    this.space();
    return { start, keyEnd, value: this.value(depth + 1) };
  }

  private list<T>(close: string, item: () => T): T[] {
    this.at++;
    this.space();
    const found: T[] = [];
    if (this.text.charAt(this.at) === close) {
      this.at++;
      return found;
    }
    for (;;) {
      found.push(item());
      this.space();
      if (this.text.charAt(this.at) === close) break;
      this.expect(',');
      this.space();
    }
    this.at++;
    return found;
  }

  private scalar(): number {
    if (this.text.charAt(this.at) === '"') return this.string();
    WORD.lastIndex = this.at;
    const word = WORD.exec(this.text)?.[0];
    if (word === undefined) throw new NotJson();
    this.hasVariety ||= /[.eE]\d|\d[eE]/.test(word);
    this.at += word.length;
    return this.at;
  }

  /** Character by character: a regular expression would run out of stack in a long string. */
  private string(): number {
    for (this.at++; ; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code === QUOTE) return ++this.at;
      if (code < 0x20 || Number.isNaN(code)) throw new NotJson();
      if (code !== BACKSLASH) continue;
      ESCAPE.lastIndex = this.at;
      const written = ESCAPE.exec(this.text)?.[0];
      if (written === undefined) throw new NotJson();
      this.hasVariety = true;
      this.at += written.length - 1;
    }
  }

  private space(): void {
    SPACE.lastIndex = this.at;
    SPACE.exec(this.text);
    this.at = SPACE.lastIndex;
  }

  private expect(char: string): void {
    if (this.text.charAt(this.at) !== char) throw new NotJson();
    this.at++;
  }
}
