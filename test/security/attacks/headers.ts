import assert from 'node:assert/strict';
import type { Attack, Volley } from './attack';
import { canaries } from './canaries';

const GROUP = 'c: headers';

function lines(bytes: string, name: RegExp): string[] {
  return bytes.split('\r\n').filter((line) => name.test(line));
}

/** One request, one Host, one length, one key, one signature: whatever the file says. */
function oneOfEach(connection: string): void {
  const bytes = connection.slice(0, connection.indexOf('\r\n\r\n'));
  assert.deepEqual(lines(bytes, /^(?:GET|POST) /).length, 1, bytes);
  assert.deepEqual(lines(bytes, /^host:/i).length, 1);
  assert.deepEqual(lines(bytes, /^x-api-key:/i), [`X-API-Key: ${canaries.key}`]);
  assert.equal(lines(bytes, /^x-timestamp:/i).length, 1);
  assert.equal(lines(bytes, /^x-signature: [0-9a-f]{64}$/i).length, 1);
  assert.deepEqual(lines(bytes, /^transfer-encoding:/i), []);
  assert.ok(lines(bytes, /^content-length:/i).length <= 1);
}

const sent = (tried: string, headers: string, method = 'GET', body = ''): Attack => ({
  tried,
  request: `${method} BOUND/ID\n${headers}${body && `\n\n${body}`}`,
  expect: 'sent to the bound origin only',
  wire: oneOfEach,
});
const refused = (tried: string, headers: string, expect: Attack['expect'] = 'refused'): Attack => ({
  tried,
  request: `GET BOUND/ID\n${headers}`,
  expect,
});

export const headers: readonly Volley[] = [
  {
    group: GROUP,
    how: 'headers of the file, to the bound origin',
    against: 'local',
    args: ['--var', 'te=Transfer-Encoding', '--var', 'cl=Content-Length', '--var', 'auth=X-API-Key'],
    attacks: [
      refused('a Host of somebody else', 'Host: evil.example'),
      refused('two Hosts', 'Host: 127.0.0.1:BOUND_PORT\nHost: evil.example'),
      refused('a Host with a user', 'Host: 127.0.0.1:BOUND_PORT@evil.example', 'invalid'),
      {
        tried: 'a relative target with a Host of somebody else',
        request: 'GET /ID\nHost: evil.example',
        expect: 'refused',
      },
      {
        tried: 'a relative target with a Host of somebody else and the port of TLS',
        request: 'GET /ID\nHost: evil.example:443',
        expect: 'refused',
      },
      refused('a header name with a blank', 'X Api Key: 1', 'invalid'),
      refused('a header name with a control character', 'X-A\u0001: 1', 'invalid'),
      refused('a header value with a control character', 'X-A: a\u0000b', 'invalid'),
      sent('a key of somebody else', 'X-API-Key: sk_prod_of_somebody_else'),
      sent(
        'the authentication headers in odd letters',
        'x-aPi-KeY: a\nX-TIMESTAMP: 1\nx-signature: 00\nAUTHORIZATION: Basic x',
      ),
      sent('an Authorization over two lines', 'Authorization: Bearer\n  folded'),
      sent('the name of an authentication header from a variable', '{{auth}}: sk_prod_of_somebody_else'),
      sent(
        'X-Forwarded-Host and its like',
        'X-Forwarded-Host: evil.example\nForwarded: host=evil.example\nX-Original-URL: //evil.example/',
      ),
      sent('Proxy-Authorization and Proxy-Connection', 'Proxy-Authorization: Basic x\nProxy-Connection: keep-alive'),
      sent('Connection that names the signature', 'Connection: X-Signature, X-API-Key'),
      sent(
        'Transfer-Encoding beside a body',
        'Transfer-Encoding: chunked',
        'POST',
        '0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: evil.example',
      ),
      sent('Transfer-Encoding whose name is a variable', '{{te}}: chunked', 'POST', '0\n\nx'),
      sent('Transfer-Encoding with an odd value', 'Transfer-Encoding: \u000bchunked, identity', 'POST', 'x'),
      sent('a Content-Length that is too short', 'Content-Length: 1', 'POST', 'GET /smuggled HTTP/1.1'),
      sent('a Content-Length whose name is a variable', '{{cl}}: 0', 'POST', 'GET /smuggled HTTP/1.1'),
      sent('Expect', 'Expect: 100-continue', 'POST', 'x'),
      sent('Upgrade', 'Connection: Upgrade\nUpgrade: h2c\nHTTP2-Settings: AAA'),
      sent('letters beyond Latin-1 that could end a line', 'X-A: \u010d\u010aX-Injected: 1'),
    ],
  },
];
