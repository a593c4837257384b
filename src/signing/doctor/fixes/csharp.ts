import type { Fixes } from './topics';

export const csharp: Fixes = {
  secret:
    'var secret = (Environment.GetEnvironmentVariable("API_SECRET") ?? "").Trim(); // the API secret as it is, not the key',
  body: [
    'var body = JsonSerializer.Serialize(payload); // sign and send this very string, not PostAsJsonAsync:',
    'request.Content = new StringContent(body, new UTF8Encoding(false), "application/json");',
  ].join('\n'),
  method: 'var method = "post".ToUpperInvariant();',
  path: 'var path = new Uri(url).AbsolutePath; // encoded, with /api/v1, without the query',
  timestamp:
    'var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(); // once for header and message, anew for each request',
  message: 'var message = string.Join("|", method, path, timestamp, body);',
  // As it runs on .NET Framework and Mono, too, which have no Convert.ToHexString.
  digest: [
    'var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));',
    'var hash = hmac.ComputeHash(Encoding.UTF8.GetBytes(message));',
    'var signature = BitConverter.ToString(hash).Replace("-", "").ToLowerInvariant();',
  ].join('\n'),
  headers: [
    'request.Headers.Add("X-API-Key", Environment.GetEnvironmentVariable("API_KEY"));',
    'request.Headers.Add("X-Timestamp", timestamp);',
    'request.Headers.Add("X-Signature", signature);',
  ].join('\n'),
};
