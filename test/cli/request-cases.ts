// Requests in every shape that the .http dialect names, with what must be on the wire and what `parse` must say.

/** What `restlink parse --json` prints for a request; members left out are those of `plain`. */
export interface Parsed {
  readonly line: number;
  readonly endLine: number;
  readonly name?: string | null;
  readonly title?: string;
  readonly method?: string;
  readonly url: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string | null;
  readonly bodyParts?: readonly unknown[] | null;
  readonly directives?: readonly (readonly [string, string])[];
}

export interface RequestCase {
  readonly what: string;
  /** `ORIGIN` stands for the server's origin, `HOST` for its host and port. */
  readonly file: string | Buffer;
  readonly files?: Readonly<Record<string, string | Buffer>>;
  readonly args?: readonly string[];
  /** Method and target of the request line on the wire. */
  readonly wire: string;
  /** What must arrive as body; none when left out. */
  readonly body?: string | Buffer;
  /** Headers of the file as they must arrive, in order; the ones that the product adds come after them. */
  readonly headers?: readonly (readonly [string, string])[];
  readonly parsed: Parsed;
}

const json = ['Content-Type', 'application/json'] as const;
const everyByte = Buffer.from(Array.from({ length: 256 }, (_, i) => i));

export const requestCases: readonly RequestCase[] = [
  {
    what: 'a query string, which is sent and not signed',
    file: 'GET /api/v1/sms/stats?period=7d&country=DE\n',
    wire: 'GET /api/v1/sms/stats?period=7d&country=DE',
    parsed: { line: 1, endLine: 1, url: '/api/v1/sms/stats?period=7d&country=DE' },
  },
  {
    what: 'a query over several lines that begin with ? and &',
    file: '### Stats\n# @name stats\nGET {{baseUrl}}/api/v1/sms/stats\n?period=7d\n  &source=all\n\t&status=delivered\nX-A: 1\n',
    wire: 'GET /api/v1/sms/stats?period=7d&source=all&status=delivered',
    headers: [['X-A', '1']],
    parsed: {
      line: 3,
      endLine: 7,
      name: 'stats',
      title: 'Stats',
      url: '{{baseUrl}}/api/v1/sms/stats?period=7d&source=all&status=delivered',
      headers: [['X-A', '1']],
      directives: [['name', 'stats']],
    },
  },
  {
    what: 'a target that goes on in indented lines, and a header below it that is indented as well',
    file: 'GET {{baseUrl}}/api/v1\n    /sms\n    /messages\n    ?page=2\n    X-Indented: yes\n',
    wire: 'GET /api/v1/sms/messages?page=2',
    headers: [['X-Indented', 'yes']],
    parsed: {
      line: 1,
      endLine: 5,
      url: '{{baseUrl}}/api/v1/sms/messages?page=2',
      headers: [['X-Indented', 'yes']],
    },
  },
  {
    what: 'a file with CRLF line ends, whose body is sent with LF',
    file: '### One\r\nPOST /api/v1/sms/send\r\nContent-Type: application/json\r\n\r\n{\r\n  "to": ["+14155551234"]\r\n}\r\n\r\n',
    wire: 'POST /api/v1/sms/send',
    headers: [json],
    body: '{\n  "to": ["+14155551234"]\n}',
    parsed: {
      line: 2,
      endLine: 7,
      name: 'One',
      title: 'One',
      method: 'POST',
      url: '/api/v1/sms/send',
      headers: [json],
      body: '{\n  "to": ["+14155551234"]\n}',
    },
  },
  {
    what: 'a file with a byte order mark',
    file: '\ufeffPOST /api/v1/sms/send\nContent-Type: application/json\n\n{"a":1}\n',
    wire: 'POST /api/v1/sms/send',
    headers: [json],
    body: '{"a":1}',
    parsed: { line: 1, endLine: 4, method: 'POST', url: '/api/v1/sms/send', headers: [json], body: '{"a":1}' },
  },
  {
    what: 'a UTF-8 body and a UTF-8 header',
    file: 'POST /api/v1/sms/send\nContent-Type: application/json; charset=utf-8\nX-Note: grüße 👋\n\n{"message":"Привет 👋 ẞ é"}\n',
    wire: 'POST /api/v1/sms/send',
    headers: [
      ['Content-Type', 'application/json; charset=utf-8'],
      ['X-Note', 'grüße 👋'],
    ],
    body: '{"message":"Привет 👋 ẞ é"}',
    parsed: {
      line: 1,
      endLine: 5,
      method: 'POST',
      url: '/api/v1/sms/send',
      headers: [
        ['Content-Type', 'application/json; charset=utf-8'],
        ['X-Note', 'grüße 👋'],
      ],
      body: '{"message":"Привет 👋 ẞ é"}',
    },
  },
  {
    what: 'a body from a binary file, byte for byte',
    file: 'PUT /api/v1/raw\nContent-Type: application/octet-stream\n\n< ./all bytes.bin\n',
    files: { 'all bytes.bin': everyByte },
    wire: 'PUT /api/v1/raw',
    headers: [['Content-Type', 'application/octet-stream']],
    body: everyByte,
    parsed: {
      line: 1,
      endLine: 4,
      method: 'PUT',
      url: '/api/v1/raw',
      headers: [['Content-Type', 'application/octet-stream']],
      bodyParts: [{ file: './all bytes.bin', substitute: false, encoding: null }],
    },
  },
  {
    what: 'a body from a file with variables, in another encoding',
    file: '@name = Zoë\nPOST /api/v1/x\nContent-Type: application/json\n\n<@latin1 parts/t.json\n',
    files: { 'parts/t.json': Buffer.from('{"who":"{{name}} \u00e9"}', 'latin1') },
    wire: 'POST /api/v1/x',
    headers: [json],
    body: '{"who":"Zoë é"}',
    parsed: {
      line: 2,
      endLine: 5,
      method: 'POST',
      url: '/api/v1/x',
      headers: [json],
      bodyParts: [{ file: 'parts/t.json', substitute: true, encoding: 'latin1' }],
    },
  },
  {
    what: 'text and files mixed in one body',
    file: '@v = 1\nPOST /api/v1/x\nContent-Type: text/plain\n\nbefore {{v}}\n< raw.txt\n<@ subst.txt\nafter\n',
    files: { 'raw.txt': 'raw {{v}}\r\n', 'subst.txt': 'subst {{v}}' },
    wire: 'POST /api/v1/x',
    headers: [['Content-Type', 'text/plain']],
    body: 'before 1\nraw {{v}}\r\n\nsubst 1\nafter',
    parsed: {
      line: 2,
      endLine: 8,
      method: 'POST',
      url: '/api/v1/x',
      headers: [['Content-Type', 'text/plain']],
      bodyParts: [
        { text: 'before {{v}}\n' },
        { file: 'raw.txt', substitute: false, encoding: null },
        { text: '\n' },
        { file: 'subst.txt', substitute: true, encoding: null },
        { text: '\nafter' },
      ],
    },
  },
  {
    what: 'variables in target, header and body, those of --var first',
    file: '@to = +14155551234\n@who = file\nPOST {{baseUrl}}/api/v1/sms/{{%who}}\nX-Who: {{ who }}\n\n{"to":["{{to}}"],"who":"{{who}}"}\n',
    args: ['--var', 'who=a b=c'],
    wire: 'POST /api/v1/sms/a%20b%3Dc',
    headers: [['X-Who', 'a b=c']],
    body: '{"to":["+14155551234"],"who":"a b=c"}',
    parsed: {
      line: 3,
      endLine: 6,
      method: 'POST',
      url: '{{baseUrl}}/api/v1/sms/{{%who}}',
      headers: [['X-Who', '{{ who }}']],
      body: '{"to":["{{to}}"],"who":"{{who}}"}',
    },
  },
  {
    what: 'a form body, glued and encoded',
    file: '@q = ü&=\nPOST /api/v1/x\nContent-Type: application/x-www-form-urlencoded\n\na=1\n  &b=grüße x\n&c=%20+\n&d={{%q}}\n',
    wire: 'POST /api/v1/x',
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
    body: 'a=1&b=gr%C3%BC%C3%9Fe%20x&c=%20+&d=%C3%BC%26%3D',
    parsed: {
      line: 2,
      endLine: 8,
      method: 'POST',
      url: '/api/v1/x',
      headers: [['Content-Type', 'application/x-www-form-urlencoded']],
      body: 'a=1&b=grüße x&c=%20+&d={{%q}}',
    },
  },
  {
    what: 'a method in small letters, with an HTTP version',
    file: 'post /api/v1/x HTTP/1.1\n\nbody\n',
    wire: 'POST /api/v1/x',
    body: 'body',
    parsed: { line: 1, endLine: 3, method: 'POST', url: '/api/v1/x', body: 'body' },
  },
  {
    what: 'no method at all, which means GET',
    file: 'ORIGIN/api/v1/user/balance\n',
    wire: 'GET /api/v1/user/balance',
    parsed: { line: 1, endLine: 1, url: 'ORIGIN/api/v1/user/balance' },
  },
  {
    what: 'authentication headers typed by hand, in any case of letters: they give way to ours',
    file: 'GET /api/v1/user/balance\nx-signature: 0000\nX-API-KEY: sk_test_typed_by_hand\nX-A: 1\nauthorization: Basic eDp5\nX-Timestamp: 1\n',
    wire: 'GET /api/v1/user/balance',
    headers: [['X-A', '1']],
    parsed: {
      line: 1,
      endLine: 6,
      url: '/api/v1/user/balance',
      headers: [
        ['x-signature', '0000'],
        // A key is no output, wherever it stands.
        ['X-API-KEY', 'sk_test_…hand'],
        ['X-A', '1'],
        ['authorization', 'Basic eDp5'],
        ['X-Timestamp', '1'],
      ],
    },
  },
  {
    what: 'a typed Content-Length, which is computed instead',
    file: 'POST /api/v1/x\nContent-Length: 5\nContent-Type: text/plain\n\nmore than five\n',
    wire: 'POST /api/v1/x',
    headers: [['Content-Type', 'text/plain']],
    body: 'more than five',
    parsed: {
      line: 1,
      endLine: 5,
      method: 'POST',
      url: '/api/v1/x',
      headers: [['Content-Type', 'text/plain']],
      body: 'more than five',
    },
  },
  {
    what: 'repeated headers, a value over two lines, and defaults that the file sets itself',
    file: 'GET /api/v1/x\nX-Tag: a\nx-tag: b\nUser-Agent: mine\nX-Long: one\n   two\naccept: text/csv\n',
    wire: 'GET /api/v1/x',
    headers: [
      ['X-Tag', 'a'],
      ['x-tag', 'b'],
      ['User-Agent', 'mine'],
      ['X-Long', 'one two'],
      ['accept', 'text/csv'],
    ],
    parsed: {
      line: 1,
      endLine: 7,
      url: '/api/v1/x',
      headers: [
        ['X-Tag', 'a'],
        ['x-tag', 'b'],
        ['User-Agent', 'mine'],
        ['X-Long', 'one two'],
        ['accept', 'text/csv'],
      ],
    },
  },
  {
    what: 'a relative target with a Host header',
    file: 'GET /api/v1/user/balance\nHost: HOST\nX-A: 1\n',
    wire: 'GET /api/v1/user/balance',
    headers: [['X-A', '1']],
    parsed: {
      line: 1,
      endLine: 3,
      url: '/api/v1/user/balance',
      headers: [
        ['Host', 'HOST'],
        ['X-A', '1'],
      ],
    },
  },
  {
    what: 'an absolute target with the Host header that goes with it',
    file: 'GET ORIGIN/api/v1/user/balance\nhost: HOST\n',
    wire: 'GET /api/v1/user/balance',
    parsed: { line: 1, endLine: 2, url: 'ORIGIN/api/v1/user/balance', headers: [['host', 'HOST']] },
  },
  {
    what: 'percent-encoded paths left alone, dot segments resolved, the rest encoded',
    file: 'GET ORIGIN/api/v1/x/../sms/./status/api%2F1%20%c3%a9/é ü|{z}?q=a b&r=ü&plus=+#part\n',
    wire: 'GET /api/v1/sms/status/api%2F1%20%c3%a9/%C3%A9%20%C3%BC|%7Bz%7D?q=a%20b&r=%C3%BC&plus=+',
    parsed: {
      line: 1,
      endLine: 1,
      url: 'ORIGIN/api/v1/x/../sms/./status/api%2F1%20%c3%a9/é ü|{z}?q=a b&r=ü&plus=+#part',
    },
  },
  {
    what: 'a path with two slashes, which is no host',
    file: 'GET //evil.example/api\n',
    wire: 'GET //evil.example/api',
    parsed: { line: 1, endLine: 1, url: '//evil.example/api' },
  },
  {
    what: 'a GET with a body',
    file: 'GET /api/v1/sms/stats\nContent-Type: application/json\n\n{"a":1}\n',
    wire: 'GET /api/v1/sms/stats',
    headers: [json],
    body: '{"a":1}',
    parsed: { line: 1, endLine: 4, url: '/api/v1/sms/stats', headers: [json], body: '{"a":1}' },
  },
  {
    what: 'a POST without a body',
    file: '### Empty\nPOST /api/v1/user/webhooks/test\n\n\n###\n',
    wire: 'POST /api/v1/user/webhooks/test',
    parsed: {
      line: 2,
      endLine: 2,
      name: 'Empty',
      title: 'Empty',
      method: 'POST',
      url: '/api/v1/user/webhooks/test',
    },
  },
  {
    what: 'comments among headers and in a JSON body, and blank lines around the body',
    file: '# first\n// @timeout 5\nPOST /api/v1/x\n# @credential-like\nContent-Type: application/json\n// no header\n\n\n{\n# not sent\n  "a": 1\n\n  // nor this\n}\n\n\n',
    wire: 'POST /api/v1/x',
    headers: [json],
    body: '{\n  "a": 1\n\n}',
    parsed: {
      line: 3,
      endLine: 14,
      method: 'POST',
      url: '/api/v1/x',
      headers: [json],
      body: '{\n  "a": 1\n\n}',
      directives: [['timeout', '5']],
    },
  },
  {
    what: 'a DELETE without body',
    file: 'DELETE /api/v1/x\n',
    wire: 'DELETE /api/v1/x',
    parsed: { line: 1, endLine: 1, method: 'DELETE', url: '/api/v1/x' },
  },
];
