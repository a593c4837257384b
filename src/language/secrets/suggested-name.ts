import { LIVE_ORIGIN } from '../../catalog';
import type { Surroundings } from '../model';

/** Names of the built-in credentials, and of the one of the environment (product section 5). */
const RESERVED = ['sandbox', 'sandbox-plain', 'sandbox-readonly', 'environment'];

const THIS_COMPUTER = /^https?:\/\/(?:localhost|127\.[\d.]+|\[::1\])(?::\d+)?$/;
const LONGEST = 40;

interface Named {
  readonly kind: 'apiKey' | 'hmac' | 'jwt';
  readonly key: string | null;
  readonly origin: string | null;
  readonly environment: string | null;
}

/** A name for a new credential that is free: of the environment, else of the host, else what the key is for. */
export function suggestedName(about: Named, { credentials }: Pick<Surroundings, 'credentials'>): string {
  const plain = baseOf(about)
    .replace(/[\p{C}\p{Z}{}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST);
  const base = plain === '' ? 'key' : plain;
  const taken = new Set([...RESERVED, ...credentials.map(({ name }) => name)].map(fold));
  for (let count = 1; ; count++) {
    const name = count === 1 ? base : `${base}-${count}`;
    if (!taken.has(fold(name))) return name;
  }
}

function baseOf({ kind, key, origin, environment }: Named): string {
  if (environment !== null && environment !== '$shared') return environment;
  if (origin !== null && THIS_COMPUTER.test(origin)) return 'local';
  if (origin !== null && origin !== LIVE_ORIGIN) return new URL(origin).host;
  if (kind === 'jwt') return 'portal';
  return key?.startsWith('sk_test_') ? 'test' : 'live';
}

/** As names of credentials are compared. */
function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
