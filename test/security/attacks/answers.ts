import type { Socket } from 'node:net';
import { answer, type RawRequest, type Respond } from '../../support/raw-server';
import type { Attack, Volley } from './attack';

const GROUP = 'd: answers';

const raw =
  (make: (key: string) => string): Respond =>
  (socket, request) =>
    socket.end(make(header(request, 'X-API-Key')));

function header({ headers }: RawRequest, wanted: string): string {
  return headers.find(([name]) => name === wanted)?.[1] ?? '';
}

const redirect = (status: number, location: string) => (socket: Socket, request: RawRequest) =>
  answer(`${status} Moved`, 'go away', [
    `Location: ${location.replace('KEY', encodeURIComponent(header(request, 'X-API-Key')))}`,
  ])(socket, request);

const answers_: readonly (readonly [tried: string, respond: Respond, expect?: Attack['expect']])[] = [
  ...[301, 302, 303, 307, 308].map(
    (status) => [`a redirect ${status} to another origin`, redirect(status, 'https://evil.example/')] as const,
  ),
  ['a redirect to plain http', redirect(302, 'http://restlink23telecom.com/')],
  ['a redirect with a user name', redirect(302, 'https://restlink23telecom.com@evil.example/')],
  ['a redirect with the key in its address', redirect(307, 'https://evil.example/?k=KEY')],
  ['a relative redirect to another host', redirect(302, '//evil.example/')],
  ['a 401 that asks for a password', answer('401 Unauthorized', '', ['WWW-Authenticate: Basic realm="evil"'])],
  [
    'a 407 that asks for a proxy password',
    answer('407 Proxy Authentication Required', '', ['Proxy-Authenticate: Basic']),
  ],
  [
    'Set-Cookie, Alt-Svc, Refresh and Link',
    answer('200 OK', '{}', [
      'Set-Cookie: a=b; Domain=evil.example',
      'Alt-Svc: h2="evil.example:443"',
      'Refresh: 0; url=https://evil.example/',
      'Link: <https://evil.example/>; rel=preload',
    ]),
  ],
  [
    'a 103 with headers before the answer',
    raw(
      () =>
        'HTTP/1.1 103 Early Hints\r\nLink: <https://evil.example/>; rel=preload\r\nLocation: https://evil.example/\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}',
    ),
  ],
  [
    'a change of protocol',
    raw(() => 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'),
    'network',
  ],
  [
    'two answers to one request',
    raw(
      () =>
        'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 302 Found\r\nLocation: https://evil.example/\r\nContent-Length: 0\r\n\r\n',
    ),
  ],
  [
    'two lengths',
    raw(() => 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 50\r\nConnection: close\r\n\r\n{}'),
    'network',
  ],
  [
    'a length and chunks at once',
    raw(
      () =>
        'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
    ),
    'network',
  ],
  [
    'a header that is folded',
    raw(
      () =>
        'HTTP/1.1 200 OK\r\nX-A: 1\r\n Location: https://evil.example/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
    ),
    'network',
  ],
  [
    'the key echoed in status line, headers and body',
    raw(
      (key) =>
        `HTTP/1.1 200 ${key}\r\nX-Echo: ${key}\r\nSet-Cookie: k=${key}\r\nConnection: close\r\n\r\n${key} ${Buffer.from(key).toString('base64')} ${Buffer.from(key, 'utf16le').toString('latin1')}`,
    ),
  ],
  [
    'sequences that steer a terminal in status line, headers and body',
    raw(
      () =>
        'HTTP/1.1 200 \u001b]0;owned\u0007\r\nX-A: \u009b2J\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n\u001b[2J\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007 \u009b31m \u202egpj.exe',
    ),
  ],
];

/** The attack that a request is, by the number in its path. */
const respond: Respond = (socket, request) => {
  const at = Number(/\/[a-z]+(\d+)/.exec(request.target)?.[1] ?? 1) - 1;
  (answers_[at]?.[1] ?? answer('404 Not Found'))(socket, request);
};

export const answers: readonly Volley[] = [
  {
    group: GROUP,
    how: 'a server that cannot prove who it is, in an environment that switches the proof off',
    against: 'live',
    env: { NODE_EXTRA_CA_CERTS: undefined, NODE_TLS_REJECT_UNAUTHORIZED: '0' },
    attacks: [
      {
        tried: 'a self-made certificate with NODE_TLS_REJECT_UNAUTHORIZED=0',
        request: 'GET https://restlink23telecom.com/ID',
        expect: 'network',
        says: /no trusted TLS connection/,
      },
    ],
  },
  {
    group: GROUP,
    how: 'answers of the bound origin',
    against: 'live',
    respond,
    alsoAsText: true,
    args: ['--timeout', '4000'],
    attacks: answers_.map(([tried, , expect = 'sent to the bound origin only']) => ({
      tried,
      request: 'GET https://restlink23telecom.com/ID',
      expect,
    })),
  },
];
