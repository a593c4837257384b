import type { Body } from './body';
import type { MistakeId } from './mistakes';

/** Digests that a signature may be made with, by the length of their result in bytes. */
export const DIGESTS = { md5: 16, sha1: 20, sha256: 32, sha512: 64 } as const;
export type Digest = keyof typeof DIGESTS;

/** A part of the canonical message, in the order of the documentation. */
export const PARTS = ['method', 'path', 'timestamp', 'body'] as const;
export type Part = (typeof PARTS)[number];

/** What the other side may have signed, and how. A part that is null was left out together with its separator. */
export interface Draft {
  readonly method: string | null;
  /** Scheme and host before the path; empty where it is right. */
  readonly origin: string;
  readonly path: string;
  /** Query behind the path; empty where it is right. */
  readonly query: string;
  readonly timestamp: string | null;
  readonly body: Body | null;
  readonly separator: string;
  readonly order: readonly Part[];
  /** What was used as the secret. */
  readonly key: Buffer;
  readonly digest: Digest;
  /** `hmac`, or the secret glued to the message with this between them and hashed. */
  readonly mode: 'hmac' | { readonly secret: 'before' | 'after'; readonly glue: string };
}

/** The areas that a change may touch; changes of different areas do not know of each other. */
export type Area = 'method' | 'path' | 'timestamp' | 'body' | 'secret' | 'digest' | 'join';

/** One way in which a mistake is made. */
export interface Variant {
  readonly id: MistakeId;
  readonly area: Area;
  /** Of two changes in one slot only one can be made. */
  readonly slot: string;
  /** 0: usual; 1: less so, tried alone and with one other; 2: one of very many, tried alone first. */
  readonly rank: 0 | 1 | 2;
  /** @returns null where it changes nothing */
  apply(draft: Draft): Draft | null;
}

/** The message of a draft, as the pieces before, between and behind which the body stands. */
export function piecesOf(draft: Draft): readonly (string | Buffer)[] {
  const pieces: (string | Buffer)[] = [];
  let text = '';
  let isFirst = true;
  for (const part of draft.order) {
    const value = part === 'path' ? draft.origin + draft.path + draft.query : draft[part];
    if (value === null) continue;
    if (!isFirst) text += draft.separator;
    isFirst = false;
    if (typeof value === 'string') text += value;
    else {
      if (text !== '') pieces.push(text);
      text = '';
      pieces.push(value.content);
    }
  }
  if (text !== '') pieces.push(text);
  return pieces;
}

/** The whole message of a draft. */
export function messageOf(draft: Draft): Buffer {
  return Buffer.concat(
    piecesOf(draft).map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece)),
  );
}
