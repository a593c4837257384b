/**
 * What each documented error code means (`errorCode.X`), why it happens (`.why`) and what to do (`.do`) where nothing more
 * is known of the request at hand; what is known of it stands in `refusals.ts` (FACTS.md section 2).
 */
export const errorCodeMessages = {
  'errorCode.INVALID_BODY': 'INVALID_BODY: The service could not read the body as a JSON object.',
  'errorCode.INVALID_BODY.why':
    'The body is a JSON object as it left here, so a member may have a type that the service does not take, or something on the way changed it.',
  'errorCode.INVALID_BODY.do': 'Correct the body: the editor and "restlink check" mark what is wrong in it.',

  'errorCode.INVALID_PARAMS': 'INVALID_PARAMS: A value in the query or the path is not allowed.',
  'errorCode.INVALID_PARAMS.why': 'A parameter is outside its list or range, or two of them exclude each other.',
  'errorCode.INVALID_PARAMS.do': 'Compare the address with the parameters of the endpoint; the editor proposes them.',

  'errorCode.INVALID_TO': 'INVALID_TO: The service does not take the recipients.',
  'errorCode.INVALID_TO.why': '"to" is missing, empty, or holds something that is no phone number.',
  'errorCode.INVALID_TO.do': 'Give "to" as a list of numbers with + and country code, such as ["+447911123456"].',

  'errorCode.INVALID_MESSAGE': 'INVALID_MESSAGE: The service does not take the text.',
  'errorCode.INVALID_MESSAGE.why': '"message" is missing, empty, or no text.',
  'errorCode.INVALID_MESSAGE.do': 'Give the text to send as "message".',

  'errorCode.INVALID_SENDER': 'INVALID_SENDER: The service does not take the sender.',
  'errorCode.INVALID_SENDER.why': '"sender_id" is missing or breaks the rules for senders.',
  'errorCode.INVALID_SENDER.do':
    'Use 3 to 11 letters A–Z and digits, the first a letter, or a phone number such as +14155551234.',

  'errorCode.TOO_MANY_RECIPIENTS': 'TOO_MANY_RECIPIENTS: One request takes at most 100 recipients.',
  'errorCode.TOO_MANY_RECIPIENTS.why': '"to" holds more than that; nothing was sent.',
  'errorCode.TOO_MANY_RECIPIENTS.do': 'Split them over several requests.',

  'errorCode.INVALID_WORKSPACE_HEADER': 'INVALID_WORKSPACE_HEADER: X-Workspace-ID is not a positive whole number.',
  'errorCode.INVALID_WORKSPACE_HEADER.why': 'The header names no workspace.',
  'errorCode.INVALID_WORKSPACE_HEADER.do':
    'Take the header out to use the main workspace, or give an id of GET /api/v1/user/workspaces.',

  'errorCode.INVALID_URL': 'INVALID_URL: The service does not take an address for webhooks.',
  'errorCode.INVALID_URL.why': 'It is no https address, or its host cannot be reached from the internet.',
  'errorCode.INVALID_URL.do': 'Give an https address of a public host; null switches the channel off.',

  'errorCode.INVALID_SECRET': 'INVALID_SECRET: The service does not take the signing secret for webhooks.',
  'errorCode.INVALID_SECRET.why': '"signing_secret" has to be a text of 1 to 64 characters.',
  'errorCode.INVALID_SECRET.do': 'Give 1 to 64 characters, or leave the member out to keep the secret as it is.',

  'errorCode.INVALID_FIELDS': 'INVALID_FIELDS: The service does not take a list of webhook fields.',
  'errorCode.INVALID_FIELDS.why': 'A list is empty or null, or names a field that does not exist.',
  'errorCode.INVALID_FIELDS.do': 'Give at least one known name, or leave the list out to keep it as it is.',

  'errorCode.INVALID_TOGGLE': 'INVALID_TOGGLE: A switch of the webhook settings is neither true nor false.',
  'errorCode.INVALID_TOGGLE.why': 'Such a switch is "unique_clicks_only" or "clear_signing_secret".',
  'errorCode.INVALID_TOGGLE.do': 'Write true or false, without quotes.',

  'errorCode.CONFLICTING_FIELDS': 'CONFLICTING_FIELDS: Two members of the body contradict each other.',
  'errorCode.CONFLICTING_FIELDS.why': '"signing_secret" sets the secret, and "clear_signing_secret" removes it.',
  'errorCode.CONFLICTING_FIELDS.do': 'Send one of the two.',

  'errorCode.UNAUTHORIZED': 'UNAUTHORIZED: The service found no credential in this request that it knows.',
  'errorCode.UNAUTHORIZED.why': 'The request carried none, or one that was not recognised.',
  'errorCode.UNAUTHORIZED.do': 'Choose a credential for this address, or add one.',

  'errorCode.INVALID_TOKEN': 'INVALID_TOKEN: The service does not take this login token.',
  'errorCode.INVALID_TOKEN.why': 'It is incomplete, was revoked, or comes from another server.',
  'errorCode.INVALID_TOKEN.do': 'Log in again.',

  'errorCode.TOKEN_EXPIRED': 'TOKEN_EXPIRED: The login token has expired.',
  'errorCode.TOKEN_EXPIRED.why': 'A token holds for a limited time.',
  'errorCode.TOKEN_EXPIRED.do': 'Log in again.',

  'errorCode.INVALID_API_KEY': 'INVALID_API_KEY: The service does not know this API key.',
  'errorCode.INVALID_API_KEY.why': 'It was mistyped, was deleted, or belongs to another server.',
  'errorCode.INVALID_API_KEY.do': 'Compare it with the portal, Settings → API Keys, and replace it here.',

  'errorCode.API_KEY_INACTIVE': 'API_KEY_INACTIVE: This API key is switched off.',
  'errorCode.API_KEY_INACTIVE.why': 'Somebody disabled it in the portal.',
  'errorCode.API_KEY_INACTIVE.do': 'Enable it in the portal, Settings → API Keys, or use another key.',

  'errorCode.API_KEY_EXPIRED': 'API_KEY_EXPIRED: This API key has expired.',
  'errorCode.API_KEY_EXPIRED.why': 'It was made with a last day, which is over.',
  'errorCode.API_KEY_EXPIRED.do': 'Make a new key in the portal, Settings → API Keys, and replace this one.',

  'errorCode.INVALID_CREDENTIALS': 'INVALID_CREDENTIALS: Login name or password is wrong.',
  'errorCode.INVALID_CREDENTIALS.why':
    'The service does not tell which of them. They are those of the portal, no API key.',
  'errorCode.INVALID_CREDENTIALS.do': 'Try them in the portal. After some failures the service makes everybody wait.',

  'errorCode.USER_NOT_ACTIVE': 'USER_NOT_ACTIVE: The account is suspended or not yet active.',
  'errorCode.USER_NOT_ACTIVE.why': 'The credential is right, but nobody may use the account behind it.',
  'errorCode.USER_NOT_ACTIVE.do': 'Look into the portal, or ask the support.',

  'errorCode.IP_NOT_ALLOWED': 'IP_NOT_ALLOWED: This credential may not be used from this internet address.',
  'errorCode.IP_NOT_ALLOWED.why':
    'It has a list of allowed addresses. Requests leave from the machine on which this runs, or from its proxy or VPN.',
  'errorCode.IP_NOT_ALLOWED.do': 'Add the address to the list of the key in the portal, Settings → API Keys.',

  'errorCode.SIGNATURE_REQUIRED': 'SIGNATURE_REQUIRED: This key wants every request to be signed.',
  'errorCode.SIGNATURE_REQUIRED.why': 'It was made with HMAC, and X-Timestamp or X-Signature did not arrive.',
  'errorCode.SIGNATURE_REQUIRED.do': 'Add the credential as "API key + HMAC signature", with the secret of the key.',

  'errorCode.INVALID_SIGNATURE': 'INVALID_SIGNATURE: The service computed another signature.',
  'errorCode.INVALID_SIGNATURE.why':
    'The secret belongs to another key, a clock is more than 5 minutes off, the signature was used before, or something on the way changed the request.',
  'errorCode.INVALID_SIGNATURE.do': 'Replace the secret by the one that belongs to this key.',

  'errorCode.INSUFFICIENT_BALANCE': 'INSUFFICIENT_BALANCE: The balance does not cover this send. Nothing was sent.',
  'errorCode.INSUFFICIENT_BALANCE.why':
    'The cost for all recipients is compared with the balance before any is queued.',
  'errorCode.INSUFFICIENT_BALANCE.do': 'Top up in the portal, or send to fewer recipients.',

  'errorCode.FORBIDDEN': 'FORBIDDEN: The credential may not do this.',
  'errorCode.FORBIDDEN.why': 'It lacks the permission, or the address is closed to it.',
  'errorCode.FORBIDDEN.do': 'Grant the permission in the portal, Settings → API Keys, or use another credential.',

  'errorCode.NO_SMS_ACCESS': 'NO_SMS_ACCESS: SMS is not set up for this account.',
  'errorCode.NO_SMS_ACCESS.why': 'The credential is right, but its account has no SMS.',
  'errorCode.NO_SMS_ACCESS.do': 'Ask the support to enable it.',

  'errorCode.CONFIG_ERROR': 'CONFIG_ERROR: The service has not finished the set-up of this account.',
  'errorCode.CONFIG_ERROR.why': 'Credentials of the account are missing on its side; the request is not to blame.',
  'errorCode.CONFIG_ERROR.do': 'Ask the support.',

  'errorCode.CROSS_TENANT_WORKSPACE': 'CROSS_TENANT_WORKSPACE: The workspace is not one of this account.',
  'errorCode.CROSS_TENANT_WORKSPACE.why': 'It belongs to somebody else, or was deleted.',
  'errorCode.CROSS_TENANT_WORKSPACE.do': 'Choose one of GET /api/v1/user/workspaces, or none for the main one.',

  'errorCode.NO_MAIN_WORKSPACE': 'NO_MAIN_WORKSPACE: The account has no main workspace.',
  'errorCode.NO_MAIN_WORKSPACE.why': 'Requests that name no workspace go to the main one.',
  'errorCode.NO_MAIN_WORKSPACE.do': 'Make one in the portal, or choose a workspace.',

  'errorCode.WORKSPACE_NOT_AVAILABLE': 'WORKSPACE_NOT_AVAILABLE: The workspace of this request was deleted.',
  'errorCode.WORKSPACE_NOT_AVAILABLE.why': 'Each key belongs to one workspace, and a login to the one that was chosen.',
  'errorCode.WORKSPACE_NOT_AVAILABLE.do': 'Choose another workspace, or use a key that was made in another one.',

  'errorCode.NOT_FOUND': 'NOT_FOUND: There is nothing at this address.',
  'errorCode.NOT_FOUND.why': 'The id is unknown or belongs to another account, or the address is wrong.',
  'errorCode.NOT_FOUND.do': 'Compare the id and the address.',

  'errorCode.RATE_LIMIT_EXCEEDED': 'RATE_LIMIT_EXCEEDED: Too many requests for this account at once.',
  'errorCode.RATE_LIMIT_EXCEEDED.why': 'All its keys and members together may make about 1,000 requests a second.',
  'errorCode.RATE_LIMIT_EXCEEDED.do': 'Wait a second and send again, fewer at a time. Nothing was done.',

  'errorCode.TOO_MANY_ATTEMPTS': 'TOO_MANY_ATTEMPTS: Too many logins were tried.',
  'errorCode.TOO_MANY_ATTEMPTS.why': 'About 5 a minute are allowed from one address, and fewer after failures.',
  'errorCode.TOO_MANY_ATTEMPTS.do': 'Wait a minute before the next try.',

  'errorCode.INTERNAL_ERROR': 'INTERNAL_ERROR: The service failed.',
  'errorCode.INTERNAL_ERROR.why': 'The request is probably not to blame.',
  'errorCode.INTERNAL_ERROR.do': 'Try again later.',

  'errorCode.DB_ERROR': 'DB_ERROR: The service could not queue the messages and undid everything.',
  'errorCode.DB_ERROR.why': 'Its database had trouble. Nothing was sent to anybody.',
  'errorCode.DB_ERROR.do': 'Send again: this is safe.',

  'errorCode.SANDBOX_UNAVAILABLE': "SANDBOX_UNAVAILABLE: The service's simulator for test keys is down.",
  'errorCode.SANDBOX_UNAVAILABLE.why': 'Nothing was sent: what has a test key is never sent for real.',
  'errorCode.SANDBOX_UNAVAILABLE.do': 'Try again later, or use the sandbox on this computer.',
} as const;

type Key = keyof typeof errorCodeMessages;
/** An error code that the documentation names. */
export type ErrorCode = Key extends infer K ? (K extends `errorCode.${infer C}.why` ? C : never) : never;

/** Every documented error code, in the order of the documentation. */
export const errorCodes: readonly ErrorCode[] = Object.keys(errorCodeMessages).flatMap((key) => {
  const code = /^errorCode\.(\w+)$/.exec(key)?.[1];
  return code === undefined ? [] : [code as ErrorCode];
});
