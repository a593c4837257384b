/** What each documented error code means, why it happens and what to do (FACTS.md section 2). */
export const errorCodeMessages = {
  'errorCode.INVALID_BODY':
    'INVALID_BODY: The server could not read the body as JSON. Check commas, quotes and brackets.',
  'errorCode.INVALID_PARAMS':
    'INVALID_PARAMS: A value in the query or the path is not allowed. Compare it with the parameters of the endpoint.',
  'errorCode.INVALID_TO':
    'INVALID_TO: "to" is missing, empty, or holds something that is not a phone number. It is a list of numbers such as "+447911123456".',
  'errorCode.INVALID_MESSAGE': 'INVALID_MESSAGE: "message" is missing or empty. Give the text to send.',
  'errorCode.INVALID_SENDER':
    'INVALID_SENDER: "sender_id" is missing or breaks the sender rules: 3 to 11 letters and digits, the first no digit, or a phone number such as +14155551234.',
  'errorCode.TOO_MANY_RECIPIENTS':
    'TOO_MANY_RECIPIENTS: More than 100 recipients in one request. Split them over several requests.',
  'errorCode.INVALID_WORKSPACE_HEADER': 'INVALID_WORKSPACE_HEADER: X-Workspace-ID must be a positive whole number.',
  'errorCode.INVALID_URL':
    'INVALID_URL: A webhook address was refused. It must be an https address that can be reached from the internet.',
  'errorCode.INVALID_SECRET': 'INVALID_SECRET: The signing secret must have 1 to 64 characters.',
  'errorCode.INVALID_FIELDS': 'INVALID_FIELDS: A list of webhook fields is empty or names a field that does not exist.',
  'errorCode.INVALID_TOGGLE': 'INVALID_TOGGLE: A switch of the webhook settings must be true or false.',
  'errorCode.CONFLICTING_FIELDS':
    'CONFLICTING_FIELDS: signing_secret and clear_signing_secret were sent together. Send one of them.',
  'errorCode.UNAUTHORIZED':
    'UNAUTHORIZED: The request carried no credential that the server knows. Choose a credential, or check that the request does not say @no-sign.',
  'errorCode.INVALID_TOKEN':
    'INVALID_TOKEN: The login token is malformed, was revoked, or belongs to another server. Log in again.',
  'errorCode.TOKEN_EXPIRED': 'TOKEN_EXPIRED: The login token has expired. Log in again.',
  'errorCode.INVALID_API_KEY':
    'INVALID_API_KEY: The server does not know this API key. It was mistyped, deleted, or belongs to another account. Compare it with the portal, Settings → API Keys.',
  'errorCode.API_KEY_INACTIVE':
    'API_KEY_INACTIVE: This API key is switched off. Enable it in the portal, Settings → API Keys.',
  'errorCode.API_KEY_EXPIRED':
    'API_KEY_EXPIRED: This API key has expired. Create a new one in the portal, Settings → API Keys.',
  'errorCode.INVALID_CREDENTIALS': 'INVALID_CREDENTIALS: Login name or password is wrong.',
  'errorCode.USER_NOT_ACTIVE':
    'USER_NOT_ACTIVE: The account is suspended or not yet active. The portal or the support can tell why.',
  'errorCode.IP_NOT_ALLOWED':
    'IP_NOT_ALLOWED: This key may not be used from this internet address. Add the address to the allow list of the key. Requests leave from the machine on which this runs.',
  'errorCode.SIGNATURE_REQUIRED':
    'SIGNATURE_REQUIRED: This key was created with HMAC, so every request needs a signature. Store its secret too: add the credential as "API key + HMAC signature".',
  'errorCode.INVALID_SIGNATURE':
    'INVALID_SIGNATURE: The server computed another signature. Likely causes: a wrong API secret, a clock more than 5 minutes off, a signature used twice, or a proxy that changes the body.',
  'errorCode.INSUFFICIENT_BALANCE':
    'INSUFFICIENT_BALANCE: The balance does not cover this send; nothing was sent. Top up, or send to fewer recipients.',
  'errorCode.FORBIDDEN':
    'FORBIDDEN: The credential lacks the permission for this endpoint. The endpoint page names it; grant it in the portal, Settings → API Keys.',
  'errorCode.NO_SMS_ACCESS': 'NO_SMS_ACCESS: SMS is not set up for this account. Ask the support to enable it.',
  'errorCode.CONFIG_ERROR':
    'CONFIG_ERROR: The set-up of the account is incomplete on the side of the service. Ask the support.',
  'errorCode.CROSS_TENANT_WORKSPACE':
    'CROSS_TENANT_WORKSPACE: The workspace in X-Workspace-ID belongs to another account or was deleted.',
  'errorCode.NO_MAIN_WORKSPACE': 'NO_MAIN_WORKSPACE: The account has no main workspace. Create one in the portal.',
  'errorCode.WORKSPACE_NOT_AVAILABLE': 'WORKSPACE_NOT_AVAILABLE: The workspace was deleted. Choose another one.',
  'errorCode.NOT_FOUND':
    'NOT_FOUND: Nothing is there: the id is unknown or belongs to another account, or the path is wrong.',
  'errorCode.RATE_LIMIT_EXCEEDED':
    'RATE_LIMIT_EXCEEDED: Too many requests for this account in this second (about 1,000 are allowed). Wait a little and send again.',
  'errorCode.TOO_MANY_ATTEMPTS':
    'TOO_MANY_ATTEMPTS: Too many login attempts. Wait until the time in Retry-After is over.',
  'errorCode.INTERNAL_ERROR':
    'INTERNAL_ERROR: The server failed. Try again later; for a send, look into the history first.',
  'errorCode.DB_ERROR':
    'DB_ERROR: The server could not queue the messages and undid everything. Sending again is safe.',
  'errorCode.SANDBOX_UNAVAILABLE':
    "SANDBOX_UNAVAILABLE: The vendor's simulator for test keys is down. Nothing was sent; try again later, or use the local sandbox.",
  'errorCode.NOT_IMPLEMENTED':
    'NOT_IMPLEMENTED: The local sandbox does not have this endpoint yet. The live service does.',
} as const;

/** The explanation of an error code, or null for one that the documentation does not name. */
export function explanationOf(errorCode: string): { readonly code: keyof typeof errorCodeMessages } | null {
  const code = `errorCode.${errorCode}`;
  return isExplained(code) ? { code } : null;
}

function isExplained(code: string): code is keyof typeof errorCodeMessages {
  return Object.hasOwn(errorCodeMessages, code);
}
