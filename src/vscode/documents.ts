import type { TextDocument } from 'vscode';
import { type HttpFile, parse, type RequestNode } from '../http';

/** A parsed document, and names for its requests that hold while the text around them changes. */
export class ParsedDocument {
  private keys: ReadonlyMap<RequestNode, string> | null = null;

  constructor(
    readonly version: number,
    readonly file: HttpFile,
  ) {}

  /** Names a request by its name, method and target; those that are alike are counted. */
  keyOf(node: RequestNode): string {
    this.keys ??= keysOf(this.file);
    return this.keys.get(node) ?? '';
  }

  /** The request with a key, or null when there is none any more. */
  find(key: string): RequestNode | null {
    return this.file.requests.find((node) => this.keyOf(node) === key) ?? null;
  }
}

/** One parse for each version of a document, shared by all who ask; forgotten with the document. */
export class DocumentStore {
  private readonly parsed = new WeakMap<TextDocument, ParsedDocument>();

  get(document: TextDocument): ParsedDocument {
    const known = this.parsed.get(document);
    if (known && known.version === document.version) return known;
    const parsed = new ParsedDocument(document.version, parse(document.getText()));
    this.parsed.set(document, parsed);
    return parsed;
  }
}

function keysOf({ requests }: HttpFile): ReadonlyMap<RequestNode, string> {
  const counts = new Map<string, number>();
  const keys = new Map<RequestNode, string>();
  for (const node of requests) {
    const what = `${node.name ?? ''}\n${node.requestLine.method} ${node.requestLine.target}`;
    const count = counts.get(what) ?? 0;
    counts.set(what, count + 1);
    keys.set(node, `${what}\n${count}`);
  }
  return keys;
}
