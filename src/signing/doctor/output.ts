import { DIGESTS, type Digest } from './draft';
import type { MistakeId } from './mistakes';

/** What `X-Signature` may be: a digest, written in one way. */
export interface Reading {
  /** In lower-case hex. */
  readonly hex: string;
  readonly digest: Digest;
  /** What is wrong with the way it is written, and with the digest. */
  readonly mistakes: readonly MistakeId[];
}

/** `sha256=`, `HMAC-SHA256 `, `v1=` and the like. */
const PREFIX = /^[a-z][a-z0-9_-]{0,23}(?:\s*[=:]\s*|\s+)(?=\S)/i;

/**
 * Reads a signature in every form that a digest is written in (cli: `base64-output`, `uppercase-hex`, `prefixed-output`, and
 * the digests by their length).
 * @returns nothing where it cannot be one
 */
export function readingsOf(signature: string): Reading[] {
  const bare = readDigest(signature);
  const prefix = PREFIX.exec(signature)?.[0] ?? '';
  const behind =
    prefix === ''
      ? []
      : readDigest(signature.slice(prefix.length)).map((reading) => ({
          ...reading,
          mistakes: [...reading.mistakes, 'prefixed-output' as const],
        }));
  return [...bare, ...behind];
}

function readDigest(text: string): Reading[] {
  const hex = /^[0-9a-f]+$/i.test(text) ? text.toLowerCase() : null;
  const asHex = hex === null ? null : reading(hex, hex === text ? [] : ['uppercase-hex']);
  const base64 = /^[A-Za-z0-9+/_-]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : null;
  const asBase64 = base64 && isBase64Of(text, base64) ? reading(base64.toString('hex'), ['base64-output']) : null;
  // The hex digits themselves in base64, as where a function gave hex already.
  const inner = base64?.toString('latin1') ?? '';
  const asBase64OfHex = /^[0-9a-f]+$/i.test(inner)
    ? reading(inner.toLowerCase(), [...upperOf(inner), 'base64-output'])
    : null;
  return [asHex, asBase64, asBase64OfHex].filter((one) => one !== null);
}

function upperOf(hex: string): MistakeId[] {
  return hex === hex.toLowerCase() ? [] : ['uppercase-hex'];
}

function isBase64Of(text: string, bytes: Buffer): boolean {
  const plain = text.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/');
  return bytes.toString('base64').replace(/=+$/, '') === plain;
}

function reading(hex: string, mistakes: readonly MistakeId[]): Reading | null {
  const found = Object.entries(DIGESTS).find(([, bytes]) => bytes * 2 === hex.length);
  if (!found) return null;
  const digest = found[0] as Digest;
  return { hex, digest, mistakes: digest === 'sha256' ? mistakes : [...mistakes, digest] };
}
