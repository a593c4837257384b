import { secretHint } from './key';
import type { Credential, Secret } from './model';

/** The fixed demo credentials (product.md section 5); printed everywhere, so their secrets are none. */
const DEMO: Readonly<Record<string, { readonly secret: Secret; readonly permissions: readonly string[] }>> = {
  sandbox: {
    secret: { kind: 'hmac', key: 'sk_test_sandbox_signed', secret: 'sandbox-secret' },
    permissions: ['*'],
  },
  'sandbox-plain': {
    secret: { kind: 'apiKey', key: 'sk_test_sandbox_plain' },
    permissions: ['*'],
  },
  'sandbox-readonly': {
    secret: { kind: 'hmac', key: 'sk_test_sandbox_readonly', secret: 'sandbox-secret-ro' },
    permissions: ['sms.read', 'balance.read'],
  },
};

/** Of the login `demo` to the portal of the sandbox, and what its tracker endpoints take. */
const DEMO_PASSWORD = 'demo';
const DEMO_TRACKER_TOKEN = 'sandbox-tracker-token';

/** A built-in credential of the sandbox; id and name are the same and reserved. */
export interface SandboxCredential extends Credential {
  readonly store: 'builtin';
  readonly permissions: readonly string[];
}

/**
 * The built-in credentials of a running sandbox; they are never stored.
 * @param origin `http://127.0.0.1:PORT`
 * @param created when it was started, ISO 8601
 */
export function sandboxCredentials(origin: string, created: string): readonly SandboxCredential[] {
  return Object.entries(DEMO).map(([name, { secret, permissions }]) => ({
    id: name,
    name,
    kind: secret.kind,
    origin,
    keyHint: secretHint(secret),
    store: 'builtin',
    created,
    permissions,
  }));
}

/** Whether a value is one of the demo credentials, which everybody knows: it needs no hiding. */
export function isPublicSecret(value: string): boolean {
  if (value.startsWith('sk_test_sandbox_') || [DEMO_PASSWORD, DEMO_TRACKER_TOKEN].includes(value)) return true;
  return Object.values(DEMO).some(({ secret }) => secret.kind === 'hmac' && secret.secret === value);
}

/** Key and secret of a built-in credential, by its name; null for any other name. */
export function sandboxSecret(name: string): Secret | null {
  return DEMO[name]?.secret ?? null;
}
