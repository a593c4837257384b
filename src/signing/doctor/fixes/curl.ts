import type { Fixes } from './topics';

/** Bash with curl and openssl. */
export const curl: Fixes = {
  secret: 'secret=$API_SECRET  # the API secret as it is, not the key; $(cat FILE) takes a line break off',
  body: 'body=$(cat body.json)  # sign and send the same variable: curl --data-binary "$body"',
  method: 'method=POST  # in capitals',
  path: `path="\${url%%\\?*}"; path="/\${path#*://*/}"  # encoded, with /api/v1, without the query`,
  timestamp: 'timestamp=$(date +%s)  # seconds, read once for header and message, anew for each request',
  message: 'message="$method|$path|$timestamp|$body"',
  digest: `signature=$(printf '%s' "$message" | openssl dgst -sha256 -hmac "$secret" | sed 's/^.* //')`,
  headers: 'headers=(-H "X-API-Key: $API_KEY" -H "X-Timestamp: $timestamp" -H "X-Signature: $signature")',
};
