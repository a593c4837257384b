import type { Fixes } from './topics';

export const node: Fixes = {
  secret: 'const secret = process.env.API_SECRET.trim(); // the API secret as it is, not the key',
  body: 'const body = JSON.stringify(payload); // sign and send this very string: fetch(url, { body })',
  method: "const method = 'post'.toUpperCase();",
  path: 'const path = new URL(url).pathname; // encoded, with /api/v1, without the query',
  timestamp:
    'const timestamp = String(Math.floor(Date.now() / 1000)); // once for header and message, anew for each request',
  message: "const message = [method, path, timestamp, body].join('|');",
  digest: "const signature = crypto.createHmac('sha256', secret).update(message, 'utf8').digest('hex');",
  headers: "const headers = { 'X-API-Key': process.env.API_KEY, 'X-Timestamp': timestamp, 'X-Signature': signature };",
};
