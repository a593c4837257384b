/** What a request is made of. */
interface Made {
  readonly key: string;
  readonly at: number;
  readonly signature: string;
  readonly path: string;
  readonly body: string;
}

const HOST = 'https://restlink23telecom.com';

/** One request in every way in which it can be given. */
export const inputs: readonly (readonly [string, (made: Made) => string])[] = [
  [
    'raw HTTP with LF, odd case, a folded header and a line break at the end',
    ({ key, at, signature, path, body }) =>
      `\n\nPOST ${path} HTTP/1.1\nhost: restlink23telecom.com\nx-api-key:${key}\nX-TIMESTAMP: ${at}\nX-Note: one\n  two\nx-Signature:   ${signature}\n\n${body}\n`,
  ],
  [
    'raw HTTP with an absolute address and no version',
    ({ key, at, signature, path, body }) =>
      `POST ${HOST}${path}?x=1\r\nX-API-Key: ${key}\r\nX-Timestamp: ${at}\r\nX-Signature: ${signature}\r\n\r\n${body}`,
  ],
  [
    'a curl command over several lines',
    ({ key, at, signature, path, body }) =>
      `$ curl -sS '${HOST}${path}' \\\n  -H "X-API-Key: ${key}" \\\n  -H 'X-Timestamp: ${at}' \\\n  -H 'X-Signature: ${signature}' \\\n  --data-raw '${body}' | jq .\n`,
  ],
  [
    'JSON with headers as an object and the body as text',
    ({ key, at, signature, path, body }) =>
      JSON.stringify({
        method: 'post',
        url: HOST + path,
        headers: { 'x-api-key': key, 'X-Timestamp': at, 'X-SIGNATURE': [signature] },
        body,
      }),
  ],
  [
    'JSON with headers as pairs and the body as JSON',
    ({ key, at, signature, path, body }) =>
      `\ufeff{"url":"${path}","headers":[["X-API-Key","${key}"],["X-Timestamp","${at}"],{"name":"X-Signature","value":"${signature}"}],\n "body": ${body.replaceAll(',', ', ')}}`,
  ],
];

export interface Case {
  readonly what: string;
  readonly input: string;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly says: RegExp;
}

const GET = `GET /a HTTP/1.1\nX-Signature: ${'0'.repeat(64)}\n\n`;

/** What cannot be looked at, with the credential of the environment. */
export const CASES: readonly Case[] = [
  { what: 'nothing', input: ' \n', says: /nothing to look at/ },
  { what: 'prose', input: 'My signature is wrong, please help.\n', says: /no request: it begins with "My signature/ },
  { what: 'a header without a colon', input: 'GET /a\nX-Signature abc\n\n', says: /Line 2 is no header/ },
  {
    what: 'broken JSON',
    input: '{"url": "/a",\n "headers" {}}',
    says: /looks like JSON and is none: line 2, column 12/,
  },
  { what: 'JSON without an address', input: '{"method":"GET"}', says: /"url" has to be the address/ },
  { what: 'JSON with headers of another shape', input: '{"url":"/a","headers":3}', says: /"headers" has to be/ },
  { what: 'an address that is none', input: '{"url":"ftp://x/y"}', says: /"ftp:\/\/x\/y" is neither/ },
  { what: 'curl without an address', input: 'curl -X POST\n', says: /curl/ },
  { what: 'curl with a body that is not there', input: 'curl https://x.example/ -d @none.json', says: /none\.json/ },
  {
    what: 'a signature that stands for one',
    input: 'curl https://x.example/ -H "X-Signature: $SIGNATURE"',
    says: /X-Signature is "\$SIGNATURE", which stands for a value/,
  },
  { what: 'a file that is not there', input: '', args: ['none.txt'], says: /none\.txt cannot be read/ },
  { what: 'no credential', input: GET, env: {}, says: /Which credential\?/ },
  {
    what: 'a credential without a secret',
    input: GET,
    env: { RESTLINK_API_KEY: 'sk_test_0123456789abc3d4' },
    says: /has no API secret/,
  },
  { what: 'a credential that is not there', input: GET, args: ['--credential', 'nobody'], says: /nobody/ },
];
