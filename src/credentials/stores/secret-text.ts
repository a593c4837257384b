import type { Secret } from '../model';

/** The one JSON text that a keychain entry holds (product.md section 3). */
export function writeSecret(secret: Secret): string {
  switch (secret.kind) {
    case 'apiKey':
      return JSON.stringify({ kind: secret.kind, key: secret.key });
    case 'hmac':
      return JSON.stringify({ kind: secret.kind, key: secret.key, secret: secret.secret });
    case 'jwt':
      return JSON.stringify({ kind: secret.kind, token: secret.token });
  }
}

/** Reads such a text; null when it is not one (somebody else changed the entry). */
export function readSecret(text: string): Secret | null {
  let raw: Record<string, unknown> | null;
  try {
    raw = JSON.parse(text);
  } catch {
    return null;
  }
  if (raw?.kind === 'apiKey' && typeof raw.key === 'string') return { kind: 'apiKey', key: raw.key };
  if (raw?.kind === 'hmac' && typeof raw.key === 'string' && typeof raw.secret === 'string') {
    return { kind: 'hmac', key: raw.key, secret: raw.secret };
  }
  return raw?.kind === 'jwt' && typeof raw.token === 'string' ? { kind: 'jwt', token: raw.token } : null;
}
