/** A value of a JSON text and where it stands; texts of numbers are never turned into numbers, which would round them. */
export type JsonNode =
  | {
      readonly kind: 'object';
      readonly start: number;
      readonly end: number;
      readonly members: ReadonlyMap<string, JsonNode>;
    }
  | { readonly kind: 'array'; readonly start: number; readonly end: number; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly start: number; readonly end: number; readonly value: string }
  /** A number, `true`, `false` or `null`: its text says all. */
  | { readonly kind: 'scalar'; readonly start: number; readonly end: number };

/** A JSON text as a tree, or the offset of the first character that fits nowhere. */
export type JsonTree = { readonly root: JsonNode } | { readonly brokenAt: number };

/** Deeper than any settings or answer; a text that goes on beyond it counts as broken there. */
const maxDepth = 400;

const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)\b/y;
const SPACE = /[ \t\r\n]*/y;
const SPACE_AND_COMMENTS = /(?:[ \t\r\n]+|\/\/[^\r\n]*|\/\*(?:[^*]|\*(?!\/))*\*\/)*/y;

/**
 * Reads a JSON text. Of members with one name the last counts, as everywhere.
 * @param lenient also takes comments and a comma after the last member, as the settings of editors have them
 */
export function jsonTree(text: string, lenient = false): JsonTree {
  const reader = new TreeReader(text, lenient);
  try {
    return { root: reader.document() };
  } catch (error) {
    if (error instanceof Broken) return { brokenAt: Math.min(error.at, text.length) };
    throw error;
  }
}

/** The value at a place of a tree: names and indices from the root on; null where there is none. */
export function jsonNodeAt(root: JsonNode, location: readonly (string | number)[]): JsonNode | null {
  let at: JsonNode | undefined = root;
  for (const step of location) {
    if (at?.kind === 'object') at = at.members.get(String(step));
    else if (at?.kind === 'array') at = at.items[Number(step)];
    else return null;
  }
  return at ?? null;
}

/** A value as text: a string as it is, a number with its digits, anything else as JSON without blanks. */
export function jsonValueText(text: string, node: JsonNode): string {
  return node.kind === 'string' ? node.value : compact(text, node);
}

function compact(text: string, node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return `{${[...node.members].map(([name, value]) => `${JSON.stringify(name)}:${compact(text, value)}`).join(',')}}`;
    case 'array':
      return `[${node.items.map((item) => compact(text, item)).join(',')}]`;
    default:
      return text.slice(node.start, node.end);
  }
}

class Broken extends Error {
  constructor(readonly at: number) {
    super('broken JSON');
  }
}

class TreeReader {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly lenient: boolean,
  ) {
    if (text.startsWith('\ufeff')) this.at = 1;
  }

  document(): JsonNode {
    const root = this.value();
    this.skip();
    if (this.at < this.text.length) throw new Broken(this.at);
    return root;
  }

  private value(): JsonNode {
    this.skip();
    const start = this.at;
    switch (this.text[start]) {
      case '{':
        return this.object(start);
      case '[':
        return this.array(start);
      case '"':
        return { kind: 'string', start, value: this.string(), end: this.at };
      default:
        this.take(SCALAR);
        return { kind: 'scalar', start, end: this.at };
    }
  }

  private object(start: number): JsonNode {
    const members = new Map<string, JsonNode>();
    this.list('}', () => {
      const name = this.string();
      this.skip();
      this.expect(':');
      members.set(name, this.value());
    });
    return { kind: 'object', start, end: this.at, members };
  }

  private array(start: number): JsonNode {
    const items: JsonNode[] = [];
    this.list(']', () => items.push(this.value()));
    return { kind: 'array', start, end: this.at, items };
  }

  private list(close: string, readOne: () => void): void {
    if (++this.depth > maxDepth) throw new Broken(this.at);
    this.at++;
    this.skip();
    for (let first = true; this.text[this.at] !== close; first = false) {
      if (!first) {
        this.expect(',');
        this.skip();
        if (this.lenient && this.text[this.at] === close) break;
      }
      readOne();
      this.skip();
    }
    this.at++;
    this.depth--;
  }

  /** By hand: a pattern would need as much stack as the string is long. */
  private string(): string {
    const start = this.at;
    this.expect('"');
    for (;;) {
      const quote = this.text.indexOf('"', this.at);
      if (quote === -1) throw new Broken(start);
      this.at = quote + 1;
      let backslashes = 0;
      while (this.text[quote - 1 - backslashes] === '\\') backslashes++;
      if (backslashes % 2 === 0) break;
    }
    try {
      return JSON.parse(this.text.slice(start, this.at)) as string;
    } catch {
      throw new Broken(start);
    }
  }

  private expect(character: string): void {
    if (this.text[this.at] !== character) throw new Broken(this.at);
    this.at++;
  }

  private skip(): void {
    this.take(this.lenient ? SPACE_AND_COMMENTS : SPACE);
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) throw new Broken(this.at);
    this.at += found.length;
    return found;
  }
}
