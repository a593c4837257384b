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
}

/** Deeper than any body of an API, and far from the end of the stack. */
const DEEPEST = 200;

/** Takes a JSON object or array apart; null for everything else. */
export function parseJsonText(bytes: Buffer): JsonText | null {
  const text = bytes.toString('utf8');
  if (!/^\s*[[{]/.test(text) || !Buffer.from(text, 'utf8').equals(bytes)) return null;
  try {
    const reader = new Reader(text);
    const root = reader.document();
    return { text, root };
  } catch (error) {
    if (error instanceof NotJson) return null;
    throw error;
  }
}

class NotJson extends Error {}

const SCALAR =
  /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const SPACE = /[ \t\r\n]*/y;

class Reader {
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
    SCALAR.lastIndex = this.at;
    const match = SCALAR.exec(this.text);
    if (!match) throw new NotJson();
    this.at += match[0].length;
    return this.at;
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
