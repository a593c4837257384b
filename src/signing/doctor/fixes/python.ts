import type { Fixes } from './topics';

export const python: Fixes = {
  secret: 'secret = os.environ["API_SECRET"].strip()  # the API secret as it is, not the key',
  body: 'body = json.dumps(payload)  # sign and send this very string: data=body.encode(), not json=payload',
  method: 'method = "post".upper()',
  path: 'path = urllib.parse.urlsplit(url).path  # encoded, with /api/v1, without the query',
  timestamp: 'timestamp = str(int(time.time()))  # once for header and message, anew for each request',
  message: 'message = "|".join([method, path, timestamp, body])',
  digest: 'signature = hmac.new(secret.encode(), message.encode(), hashlib.sha256).hexdigest()',
  headers: 'headers = {"X-API-Key": os.environ["API_KEY"], "X-Timestamp": timestamp, "X-Signature": signature}',
};
