import type { Secret } from '../model';
import type { StoredSecret } from './bound-secret';

/** The one JSON text that a keychain entry holds (product.md section 3). */
export function writeSecret(secret: StoredSecret): string {
  const { origin } = secret;
  switch (secret.kind) {
    case 'apiKey':
      return JSON.stringify({ kind: secret.kind, key: secret.key, origin });
    case 'hmac':
      return JSON.stringify({ kind: secret.kind, key: secret.key, secret: secret.secret, origin });
    case 'jwt':
      return JSON.stringify({ kind: secret.kind, token: secret.token, origin });
  }
}

/** Reads such a text; null when it is not one (somebody else changed the entry). */
export function readSecret(text: string): StoredSecret | null {
  let raw: Record<string, unknown> | null;
  try {
    raw = JSON.parse(text);
  } catch {
    return null;
  }
  const secret = raw === null ? null : plainSecret(raw);
  return secret !== null && typeof raw?.origin === 'string' ? { ...secret, origin: raw.origin } : secret;
}

function plainSecret({ kind, key, secret, token }: Record<string, unknown>): Secret | null {
  if (kind === 'apiKey' && typeof key === 'string') return { kind, key };
  if (kind === 'hmac' && typeof key === 'string' && typeof secret === 'string') return { kind, key, secret };
  return kind === 'jwt' && typeof token === 'string' ? { kind, token } : null;
}
