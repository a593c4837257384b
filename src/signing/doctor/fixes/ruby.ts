import type { Fixes } from './topics';

export const ruby: Fixes = {
  secret: "secret = ENV.fetch('API_SECRET').strip # the API secret as it is, not the key",
  body: 'body = JSON.generate(payload) # sign and send this very string: request.body = body',
  method: "method = 'post'.upcase",
  path: 'path = URI(url).path # encoded, with /api/v1, without the query',
  timestamp: 'timestamp = Time.now.to_i.to_s # once for header and message, anew for each request',
  message: "message = [method, path, timestamp, body].join('|')",
  digest: "signature = OpenSSL::HMAC.hexdigest('SHA256', secret, message)",
  headers: "headers = { 'X-API-Key' => ENV.fetch('API_KEY'), 'X-Timestamp' => timestamp, 'X-Signature' => signature }",
};
