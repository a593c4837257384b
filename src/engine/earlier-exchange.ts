import { type JsonNode, jsonTree } from '../http';
import { type HeaderPair, headerOf, type PreparedRequest } from '../request';
import type { Exchange } from '../sending';

/** Bodies longer than this are not kept for later requests. */
export const MAX_KEPT_BODY = 5 * 1024 * 1024;

/** One side of an exchange, as later requests may ask for it. Holds real secrets: it is never shown or written. */
export interface KeptSide {
  readonly headers: readonly HeaderPair[];
  /** Null when it is too large. */
  readonly body: KeptBody | null;
  /** Length of the whole body in bytes. */
  readonly bytes: number;
}

/** A body, read when it is first asked for. */
export class KeptBody {
  private readText: string | null | undefined;
  private readJson: { readonly value: unknown; readonly root: JsonNode } | null | undefined;

  constructor(
    readonly bytes: Buffer,
    private readonly contentType: string,
  ) {}

  /** Null for bytes that are no text in the charset that they come with. */
  get text(): string | null {
    if (this.readText === undefined) this.readText = decoded(this.bytes, this.contentType);
    return this.readText;
  }

  /** The value, for paths to lead through, and the tree, for the digits of its numbers; null when it is no JSON. */
  get json(): { readonly value: unknown; readonly root: JsonNode } | null {
    if (this.readJson === undefined) this.readJson = this.text === null ? null : parsed(this.text);
    return this.readJson;
  }

  /** Without parameters; empty when there is none. */
  get mediaType(): string {
    return this.contentType.split(';', 1)[0]?.trim() ?? '';
  }
}

/** What is kept of an exchange. */
export interface EarlierExchange {
  readonly request: KeptSide;
  /** Headers of the request that a credential set, in lower case. */
  readonly credentialHeaders: ReadonlySet<string>;
  /** Null when no answer came. */
  readonly response: KeptSide | null;
}

/** What is kept of an exchange that took place. */
export function earlierExchange(
  request: PreparedRequest,
  { headers, answer }: Pick<Exchange, 'headers' | 'answer'>,
): EarlierExchange {
  const typed = new Set(request.headers.map(([name, value]) => `${name.toLowerCase()}\n${value}`));
  const added = headers.filter(([name, value]) => !typed.has(`${name.toLowerCase()}\n${value}`));
  const secret = added.map(([name]) => name.toLowerCase()).filter((name) => AUTHENTICATION.has(name));
  return {
    request: sideOf(headers, request.body, request.body.length),
    credentialHeaders: new Set(secret),
    response: answer && sideOf(answer.headers, answer.bodyFile === null ? answer.body : null, answer.bytes),
  };
}

/** Headers by which a credential authenticates; timestamp and signature are no secrets. */
const AUTHENTICATION = new Set(['x-api-key', 'authorization', 'x-api-token']);

function sideOf(headers: readonly HeaderPair[], body: Buffer | null, bytes: number): KeptSide {
  const type = headerOf(headers, 'content-type') ?? '';
  const isKept = body !== null && bytes <= MAX_KEPT_BODY;
  return { headers, body: isKept ? new KeptBody(body, type) : null, bytes };
}

function decoded(bytes: Buffer, contentType: string): string | null {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  for (const encoding of [charset, 'utf-8']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // an unknown charset, or bytes that are none of its characters
    }
  }
  return null;
}

function parsed(text: string): { readonly value: unknown; readonly root: JsonNode } | null {
  const tree = jsonTree(text);
  return 'root' in tree ? { value: JSON.parse(text.replace(/^\ufeff/, '')) as unknown, root: tree.root } : null;
}
