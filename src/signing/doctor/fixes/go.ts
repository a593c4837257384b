import type { Fixes } from './topics';

export const go: Fixes = {
  secret: 'secret := strings.TrimSpace(os.Getenv("API_SECRET")) // the API secret as it is, not the key',
  body: 'body, err := json.Marshal(payload) // sign and send these very bytes: bytes.NewReader(body)',
  method: 'method := strings.ToUpper("post")',
  path: 'path := request.URL.EscapedPath() // encoded, with /api/v1, without the query',
  timestamp:
    'timestamp := strconv.FormatInt(time.Now().Unix(), 10) // once for header and message, anew for each request',
  message: 'message := strings.Join([]string{method, path, timestamp, string(body)}, "|")',
  digest: [
    'mac := hmac.New(sha256.New, []byte(secret))',
    'mac.Write([]byte(message))',
    'signature := hex.EncodeToString(mac.Sum(nil))',
  ].join('\n'),
  headers: [
    'request.Header.Set("X-API-Key", os.Getenv("API_KEY"))',
    'request.Header.Set("X-Timestamp", timestamp)',
    'request.Header.Set("X-Signature", signature)',
  ].join('\n'),
};
