import { createHash } from 'node:crypto';
import type { Draft, Variant } from './draft';
import type { MistakeId } from './mistakes';

/** Key and secret of a credential that signs. */
export interface SigningKey {
  readonly key: string;
  readonly secret: string;
}

/**
 * What goes wrong with the secret and the digest (cli: table of `doctor`).
 * @param sentKey `X-API-Key` of the request, which may be another one than the credential's
 */
export function secretVariants({ key }: SigningKey, sentKey: string | null): Variant[] {
  return [
    ...[key, ...(sentKey === null || sentKey === key ? [] : [sentKey])].map((text) =>
      secretIs('secret-is-api-key', 'source', 0, () => Buffer.from(text, 'utf8')),
    ),
    ...BLANKS.map(([before, after], i) =>
      secretIs('secret-whitespace', 'blanks', i === 0 ? 0 : 1, (bytes) =>
        Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)]),
      ),
    ),
    secretIs('secret-whitespace', 'blanks', 0, (bytes) => text(bytes, (secret) => secret.trim())),
    secretIs('secret-hex-decoded', 'hex', 0, fromHex),
    secretIs('secret-base64-decoded', 'base64', 0, (bytes) => decoded(Buffer.from(bytes.toString('latin1'), 'base64'))),
    // Python leaves out what does not belong to the standard alphabet; Node reads "-" and "_" too.
    secretIs('secret-base64-decoded', 'base64', 1, (bytes) =>
      decoded(Buffer.from(bytes.toString('latin1').replace(/[^A-Za-z0-9+/]/g, ''), 'base64')),
    ),
    ...HASHES.map(([digest, encoding, rank]) =>
      secretIs('secret-hashed', 'hash', rank, (bytes) => {
        const hash = createHash(digest).update(bytes).digest();
        if (encoding === 'raw') return hash;
        const written = hash.toString(encoding === 'HEX' ? 'hex' : encoding);
        return Buffer.from(encoding === 'HEX' ? written.toUpperCase() : written);
      }),
    ),
    ...PLAIN.map(
      (mode): Variant => ({
        id: 'plain-sha256',
        area: 'digest',
        slot: 'mode',
        rank: 0,
        apply: (draft) => ({ ...draft, mode }),
      }),
    ),
  ];
}

const BLANKS: readonly (readonly [before: string, after: string])[] = [
  ['', '\n'],
  ['', '\r\n'],
  ['', ' '],
  [' ', ''],
  [' ', ' '],
  ['', '\t'],
  ['', '\r'],
  ['\n', ''],
  ['\t', ''],
  ['\n', '\n'],
  ['', '  '],
  ['', '\n\n'],
];

const HASHES: readonly (readonly [digest: string, encoding: 'hex' | 'raw' | 'HEX' | 'base64', rank: 0 | 1])[] = [
  ['sha256', 'hex', 0],
  ['sha256', 'raw', 0],
  ['sha256', 'HEX', 1],
  ['sha256', 'base64', 1],
  ['sha512', 'hex', 1],
  ['sha512', 'raw', 1],
  ['sha1', 'hex', 1],
  ['sha1', 'raw', 1],
  ['md5', 'hex', 1],
  ['md5', 'raw', 1],
];

const PLAIN: readonly Exclude<Draft['mode'], 'hmac'>[] = [
  { secret: 'before', glue: '' },
  { secret: 'after', glue: '' },
  { secret: 'before', glue: '|' },
  { secret: 'after', glue: '|' },
];

function secretIs(id: MistakeId, slot: string, rank: 0 | 1, make: (bytes: Buffer) => Buffer | null): Variant {
  return {
    id,
    area: 'secret',
    slot,
    rank,
    apply: (draft) => {
      const key = make(draft.key);
      return key === null || key.equals(draft.key) ? null : { ...draft, key };
    },
  };
}

function text(bytes: Buffer, change: (secret: string) => string): Buffer {
  return Buffer.from(change(bytes.toString('utf8')), 'utf8');
}

/** Node reads hex up to the first character that is none; a secret that gives nothing is no decoded one. */
function fromHex(bytes: Buffer): Buffer | null {
  return decoded(Buffer.from(bytes.toString('latin1'), 'hex'));
}

function decoded(bytes: Buffer): Buffer | null {
  return bytes.length === 0 ? null : bytes;
}
