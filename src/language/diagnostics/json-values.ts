import { type JsonNode, jsonTree, type Span } from '../../http';
import { maskVariables } from '../json/mask';
import type { RequestView } from './request-view';

/** Longer bodies are left to the service: looking at one must not be felt while typing. */
const LONGEST = 300_000;

/** A text in a JSON body. */
export interface JsonText {
  /** In the document, quotes included. */
  readonly span: Span;
  /** As written between the quotes, escapes and variables in place. */
  readonly raw: string;
  /** Escapes and variables resolved; null when a variable has no value so far. */
  readonly value: string | null;
  /** Whether no variable takes part, so that a quick fix may write it anew. */
  readonly isPlain: boolean;
  /** Where a character of `raw` stands in the document. */
  place(index: number): number;
}

/** A list in a JSON body. */
export interface JsonList {
  readonly span: Span;
  readonly items: readonly JsonItem[];
}

/** An item of a list: a text, or anything else, of which only the place is known. */
export interface JsonItem {
  readonly span: Span;
  readonly text: JsonText | null;
}

/** The members of the JSON object in a body; null when the body is no such object, broken or too long. */
export function jsonMembers(view: RequestView): JsonMembers | null {
  const body = view.jsonBody;
  if (!body || body.text.length > LONGEST) return null;
  const masked = maskVariables(body.text);
  const tree = jsonTree(masked.text, true);
  if (!('root' in tree) || tree.root.kind !== 'object') return null;
  const standIns = new Set(masked.standIns.map(({ start }) => start));
  return new JsonMembers(view, tree.root.members, standIns);
}

class JsonMembers {
  constructor(
    private readonly view: RequestView,
    private readonly members: ReadonlyMap<string, JsonNode>,
    private readonly standIns: ReadonlySet<number>,
  ) {}

  /** The member of a name as text; null when it is none, or a variable as a whole. */
  text(name: string): JsonText | null {
    const node = this.members.get(name);
    return node ? this.textOf(node) : null;
  }

  /** @param most longer lists are given without the texts of their items */
  list(name: string, most: number): JsonList | null {
    const node = this.members.get(name);
    if (node?.kind !== 'array') return null;
    return {
      span: this.spanOf(node),
      items: node.items.map((item) => ({
        span: this.spanOf(item),
        text: node.items.length > most ? null : this.textOf(item),
      })),
    };
  }

  private textOf(node: JsonNode): JsonText | null {
    const { view } = this;
    const body = view.jsonBody;
    if (!body || node.kind !== 'string' || this.standIns.has(node.start)) return null;
    const raw = body.text.slice(node.start + 1, node.end - 1);
    return {
      span: this.spanOf(node),
      raw,
      value: unescaped(view.known(raw)),
      isPlain: !raw.includes('{{'),
      place: (index) => body.toDocument(node.start + 1 + index),
    };
  }

  private spanOf({ start, end }: JsonNode): Span {
    const { jsonBody } = this.view;
    return { start: jsonBody?.toDocument(start) ?? 0, end: (jsonBody?.toDocument(end - 1) ?? 0) + 1 };
  }
}

function unescaped(raw: string | null): string | null {
  if (raw === null) return null;
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return null;
  }
}
