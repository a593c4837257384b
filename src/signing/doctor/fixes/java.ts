import type { Fixes } from './topics';

export const java: Fixes = {
  secret: 'String secret = System.getenv("API_SECRET").trim(); // the API secret as it is, not the key',
  body: 'String body = mapper.writeValueAsString(payload); // sign and send this very string: BodyPublishers.ofString(body)',
  method: 'String method = "post".toUpperCase(Locale.ROOT);',
  path: 'String path = URI.create(url).getRawPath(); // encoded, with /api/v1, without the query',
  timestamp:
    'String timestamp = Long.toString(Instant.now().getEpochSecond()); // once for header and message, anew for each request',
  message: 'String message = String.join("|", method, path, timestamp, body);',
  digest: [
    'Mac mac = Mac.getInstance("HmacSHA256");',
    'mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));',
    'String signature = String.format("%064x", new BigInteger(1, mac.doFinal(message.getBytes(StandardCharsets.UTF_8))));',
  ].join('\n'),
  headers:
    'String[] headers = {"X-API-Key", System.getenv("API_KEY"), "X-Timestamp", timestamp, "X-Signature", signature};',
};
