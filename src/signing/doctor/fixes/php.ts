import type { Fixes } from './topics';

export const php: Fixes = {
  secret: "$secret = trim(getenv('API_SECRET')); // the API secret as it is, not the key",
  body: '$body = json_encode($payload); // sign and send this very string: CURLOPT_POSTFIELDS => $body',
  method: "$method = strtoupper('post');",
  path: '$path = parse_url($url, PHP_URL_PATH); // encoded, with /api/v1, without the query',
  timestamp: '$timestamp = (string) time(); // once for header and message, anew for each request',
  message: "$message = implode('|', [$method, $path, $timestamp, $body]);",
  digest: "$signature = hash_hmac('sha256', $message, $secret);",
  headers: `$headers = ['X-API-Key: ' . getenv('API_KEY'), "X-Timestamp: $timestamp", "X-Signature: $signature"];`,
};
