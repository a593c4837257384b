/**
 * HTTP status of each error code (FACTS.md section 2). The last two are this server's own: what the service answers in
 * those cases is not published.
 */
const statuses = {
  INVALID_BODY: 400,
  INVALID_PARAMS: 400,
  INVALID_TO: 400,
  INVALID_MESSAGE: 400,
  INVALID_SENDER: 400,
  TOO_MANY_RECIPIENTS: 400,
  INVALID_WORKSPACE_HEADER: 400,
  INVALID_URL: 400,
  INVALID_SECRET: 400,
  INVALID_FIELDS: 400,
  INVALID_TOGGLE: 400,
  CONFLICTING_FIELDS: 400,
  UNAUTHORIZED: 401,
  INVALID_TOKEN: 401,
  TOKEN_EXPIRED: 401,
  INVALID_API_KEY: 401,
  API_KEY_INACTIVE: 401,
  API_KEY_EXPIRED: 401,
  INVALID_CREDENTIALS: 401,
  USER_NOT_ACTIVE: 401,
  IP_NOT_ALLOWED: 401,
  SIGNATURE_REQUIRED: 401,
  INVALID_SIGNATURE: 401,
  INSUFFICIENT_BALANCE: 402,
  FORBIDDEN: 403,
  NO_SMS_ACCESS: 403,
  CONFIG_ERROR: 403,
  CROSS_TENANT_WORKSPACE: 403,
  NO_MAIN_WORKSPACE: 403,
  WORKSPACE_NOT_AVAILABLE: 403,
  NOT_FOUND: 404,
  RATE_LIMIT_EXCEEDED: 429,
  TOO_MANY_ATTEMPTS: 429,
  INTERNAL_ERROR: 500,
  DB_ERROR: 500,
  SANDBOX_UNAVAILABLE: 503,
  METHOD_NOT_ALLOWED: 405,
  PAYLOAD_TOO_LARGE: 413,
} as const;

export type ApiErrorCode = keyof typeof statuses;

interface Extras {
  /** Members of the body after the documented three. */
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal in the documented shape; thrown by a step, turned into the answer in one place. */
export class ApiError extends Error {
  readonly status: number;

  /** @param description what a person reads; never a secret */
  constructor(
    readonly code: ApiErrorCode,
    readonly description: string,
    readonly extras: Extras = {},
  ) {
    super(code);
    this.status = statuses[code];
  }
}
