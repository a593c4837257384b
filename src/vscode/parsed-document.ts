import type { BlockNode, HttpFile, RequestNode } from '../http';

/** Names of requests by block: they stay what they are as long as the text of the block does. */
export type KnownNames = WeakMap<object, readonly string[]>;

/** A parsed document, and keys of its requests that hold while the text around them changes. */
export class ParsedDocument {
  /** @param names shared by all versions of a document, so that only new blocks are looked at */
  constructor(
    readonly version: number,
    readonly file: HttpFile,
    private readonly names: KnownNames,
  ) {}

  /** Keys a request by its name, method and target; those that are alike are counted. Empty for one of another version. */
  keyOf(node: RequestNode): string {
    const name = nameOf(node);
    let count = 0;
    for (const block of this.file.blocks) {
      if (block.start > node.start) break;
      for (const [index, own] of this.namesOf(block).entries()) {
        if (block.requests[index] === node) return `${name}\n${count}`;
        if (own === name) count++;
      }
    }
    return '';
  }

  /** The request with a key, or null when there is none any more. */
  find(key: string): RequestNode | null {
    const end = key.lastIndexOf('\n');
    const name = key.slice(0, end);
    let count = Number(key.slice(end + 1));
    for (const block of this.file.blocks) {
      for (const [index, own] of this.namesOf(block).entries()) {
        if (own === name && count-- === 0) return block.requests[index] ?? null;
      }
    }
    return null;
  }

  private namesOf(block: BlockNode): readonly string[] {
    const known = this.names.get(block.identity);
    if (known) return known;
    const names = block.requests.map(nameOf);
    this.names.set(block.identity, names);
    return names;
  }
}

function nameOf({ name, requestLine }: RequestNode): string {
  return `${name ?? ''}\n${requestLine.method} ${requestLine.target}`;
}
