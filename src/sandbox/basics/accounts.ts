/** A demo credential of the sandbox; printed everywhere, so its secret is none. */
export interface DemoKey {
  readonly name: string;
  readonly kind: 'hmac' | 'apiKey';
  readonly key: string;
  /** Only of a key that has to sign. */
  readonly secret?: string;
  readonly permissions: readonly string[];
}

/** The fixed demo keys (product.md section 5). */
export const demoKeys: readonly DemoKey[] = [
  {
    name: 'sandbox',
    kind: 'hmac',
    key: 'sk_test_sandbox_signed',
    secret: 'sandbox-secret',
    permissions: ['*'],
  },
  {
    name: 'sandbox-plain',
    kind: 'apiKey',
    key: 'sk_test_sandbox_plain',
    permissions: ['*'],
  },
  {
    name: 'sandbox-readonly',
    kind: 'hmac',
    key: 'sk_test_sandbox_readonly',
    secret: 'sandbox-secret-ro',
    permissions: ['sms.read', 'balance.read'],
  },
];

/** Keys that always end in the same refusal, so that each one can be seen (FACTS.md section 2). */
export const refusedKeys = {
  sk_test_sandbox_inactive: 'API_KEY_INACTIVE',
  sk_test_sandbox_expired: 'API_KEY_EXPIRED',
  sk_test_sandbox_suspended: 'USER_NOT_ACTIVE',
  sk_test_sandbox_other_ip: 'IP_NOT_ALLOWED',
  sk_test_sandbox_no_sms: 'NO_SMS_ACCESS',
  sk_test_sandbox_unconfigured: 'CONFIG_ERROR',
  sk_test_sandbox_no_main: 'NO_MAIN_WORKSPACE',
  sk_test_sandbox_no_workspace: 'WORKSPACE_NOT_AVAILABLE',
} as const;

/** A portal login; its token lives `seconds`. */
export interface DemoLogin {
  readonly login: string;
  readonly password: string;
  readonly seconds: number;
  readonly active: boolean;
}

/** `demo` is the one to use; the other two show a token that runs out at once and an account that may not log in. */
export const demoLogins: readonly DemoLogin[] = [
  { login: 'demo', password: 'demo', seconds: 3600, active: true },
  { login: 'demo-brief', password: 'demo', seconds: 10, active: true },
  { login: 'demo-suspended', password: 'demo', seconds: 0, active: false },
];

/** Token of the tracker endpoints (FACTS.md section 1.14). */
export const TRACKER_TOKEN = 'sandbox-tracker-token';

/** The number of the demo user, as it stands in message ids. */
export const USER_ID = 42;

/** Workspaces of the demo account, with the samples of FACTS.md section 1.13. */
export const workspaces = [
  { id: 16, name: 'Main', is_main: true, account_id: 279, product_id: 1430 },
  { id: 18, name: 'test-space', is_main: false, color: '#5298D9', account_id: 279, product_id: 1406 },
] as const;

/** The workspace that the keys are bound to, and that a token without `X-Workspace-ID` means. */
export const MAIN_WORKSPACE = 16;

/** Balance of a fresh sandbox, in `CURRENCY`. */
export const START_BALANCE = 1250.5;
export const CURRENCY = 'EUR';
