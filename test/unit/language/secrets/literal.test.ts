import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPublicSecret } from '../../../../src/credentials';
import { parse } from '../../../../src/http';
import { secretsInHttp } from '../../../../src/language';
import { JWT, LIVE_KEY, TEST_KEY } from './samples';

const root = join(__dirname, '../../../..');

/** `kind place name` of what is found in a text, in order; its value stands where the range says. */
function found(text: string): string[] {
  return secretsInHttp(parse(text), isPublicSecret).map(({ kind, place, name, value, start, end }) => {
    assert.equal(text.slice(start, end), value, 'the range is that of the value alone');
    return [kind, place, name].filter((part) => part !== '').join(' ');
  });
}

const FOUND: readonly (readonly [what: string, text: string, ...found: string[]])[] = [
  ['a live key in a header', `GET /x\nX-API-Key: ${LIVE_KEY}\n`, 'apiKey header X-API-Key'],
  ['in any case of letters', `GET /x\nx-api-KEY:${TEST_KEY}\n`, 'apiKey header x-api-KEY'],
  ['a key of any form there', 'GET /x\nX-API-Key: 0815-abc\n', 'apiKey header X-API-Key'],
  ['a key in another header', `GET /x\nX-Debug: key ${LIVE_KEY}\n`, 'apiKey header X-Debug'],
  ['a header that has lost its colon', `GET /x\n{"X-API-Key" ${LIVE_KEY}\n`, 'apiKey header'],
  ['a token', `GET /x\nAuthorization: Bearer ${JWT}\n`, 'token header Authorization'],
  ['a token that is no JWT', 'GET /x\nauthorization: bearer 0123456789\n', 'token header authorization'],
  ['a JWT in a cookie', `GET /x\nCookie: jwt=${JWT}\n`, 'token header Cookie'],
  ['a tracker token', 'GET /x\nX-Api-Token: trk-778899\n', 'trackerToken header X-Api-Token'],
  ['a tracker token that is a JWT', `GET /x\nX-Api-Token: ${JWT}\n`, 'trackerToken header X-Api-Token'],
  ['a key in a variable', `@mine = ${LIVE_KEY}\n`, 'apiKey variable mine'],
  ['a key by its name', '@apiKey = abcdef123\n', 'apiKey variable apiKey'],
  ['a secret by its name', '@api_secret = hush-hush\n', 'apiSecret variable api_secret'],
  ['HMAC_SECRET', '@HMAC_SECRET = hush-hush\n', 'apiSecret variable HMAC_SECRET'],
  ['hmacKey', '@hmacKey=hush-hush\n', 'apiSecret variable hmacKey'],
  ['live.apiSecret', '@live.apiSecret := hush-hush\n', 'apiSecret variable live.apiSecret'],
  ['secret', '@secret = hush-hush\n', 'apiSecret variable secret'],
  ['signing_secret', '@signing_secret = hush-hush\n', 'signingSecret variable signing_secret'],
  ['webhookSecret', '@webhookSecret = hush-hush\n', 'signingSecret variable webhookSecret'],
  ['trackerToken', '@trackerToken = trk-778899\n', 'trackerToken variable trackerToken'],
  ['a JWT by its name', '@portalToken = opaque-778899\n', 'token variable portalToken'],
  ['a JWT with its scheme', `@auth = Bearer ${JWT}\n`, 'token variable auth'],
  ['a password', '@password = correct horse\n', 'password variable password'],
  ['a variable that stands for the key', '@k = 12345\n\n###\nGET /x\nX-API-Key: {{k}}\n', 'apiKey variable k'],
  ['below the request, too', 'GET /x\nX-API-Key: {{ k }}\n\n###\n@k = 12345\n', 'apiKey variable k'],
  ['that stands for a token', '@k = 12345\n\n###\nGET /x\nAuthorization: Bearer {{k}}\n', 'token variable k'],
  ['with its scheme', '@k = Bearer 12345\n\n###\nGET /x\nAuthorization: {{k}}\n', 'token variable k'],
  ['that stands for the tracker token', '@k = 12345\n\n###\nGET /x\nX-Api-Token: {{k}}\n', 'trackerToken variable k'],
  [
    'that stands for a password',
    '@k = 12345\n\n###\nPOST /api/v1/user/auth\n\n{"login": "a", "password": "{{k}}"}\n',
    'password variable k',
  ],
  ['a key in the address', `GET https://h.example/a?key=${LIVE_KEY}\n`, 'apiKey url key'],
  ['in a line below it', `GET https://h.example/a\n  ?a=1\n  &key=${TEST_KEY}\n`, 'apiKey url key'],
  ['in the path', `GET https://h.example/${TEST_KEY}/a\n`, 'apiKey url'],
  ['percent-encoded before it', `GET https://h.example/?q=a%20${TEST_KEY}\n`, 'apiKey url'],
  ['a secret in the address', 'GET https://h.example/?api_secret=hush-hush&a=1\n', 'apiSecret url api_secret'],
  ['a key in a body', `POST /x\n\n{"a": {"key": "${LIVE_KEY}"}}\n`, 'apiKey body key'],
  ['a secret in a body', 'POST /x\n\n{"apiSecret": "hush-hush"}\n', 'apiSecret body apiSecret'],
  ['a form', 'POST /x\n\na=1&api_secret=hush-hush\n', 'apiSecret body api_secret'],
  ['the signing secret', 'PUT /x\n\n{\n  "signing_secret":\n "hush-hush" }\n', 'signingSecret body signing_secret'],
  ['with quotes in it', 'PUT /x\n\n{"signing_secret": "hush\\"hush"}\n', 'signingSecret body signing_secret'],
  [
    'the password of a login',
    'POST {{baseUrl}}/api/v1/user/auth\n\n{"login": "ann", "password": "hunter2"}\n',
    'password body password',
  ],
  ['a short one', 'POST /api/v1/user/auth\n\n{"password":"abc"}\n', 'password body password'],
  ['a token in a body', `POST /x\n\n${JWT}\n`, 'token body'],
  ['a key in a comment', `# ${LIVE_KEY}\nGET /x\n`, 'apiKey comment'],
  ['in a comment among headers', `GET /x\n// X-API-Key: ${TEST_KEY}\n`, 'apiKey comment'],
  ['in a comment of a body', `POST /x\n\n{\n// ${TEST_KEY}\n}\n`, 'apiKey comment'],
  ['in a title', `### ${TEST_KEY}\nGET /x\n`, 'apiKey comment'],
  ['in a line that is nothing', `what ${TEST_KEY}\n`, 'apiKey comment'],
  ['in a directive', `# @note with ${TEST_KEY}\nGET /x\n`, 'apiKey directive note'],
  ['in a file without requests', `# ${TEST_KEY}\n@a = 1\n`, 'apiKey comment'],
  ['in a script', `< {%\n const k = "${LIVE_KEY}";\n%}\nGET /x\n`, 'apiKey script'],
  ['a secret in a script', '< {%\n const apiSecret = "hush-hush";\n%}\nGET /x\n', 'apiSecret script apiSecret'],
  ['as a member', "< {%\n f({ apiSecret: 'hush-hush' });\n%}\nGET /x\n", 'apiSecret script apiSecret'],
  [
    'as an argument',
    '< {%\n client.global.set("api_secret", "hush-hush")\n%}\nGET /x\n',
    'apiSecret script api_secret',
  ],
  ['in a handler', `GET /x\n\n> {%\n client.log("${JWT}")\n%}\n`, 'token script'],
  ['in curl', `curl https://h.example -H 'X-API-Key: ${LIVE_KEY}'\n`, 'apiKey header X-API-Key'],
  ['glued to its option', "curl https://h.example -H'X-API-Key: 0815'\n", 'apiKey header X-API-Key'],
  ['as a bearer of curl', 'curl https://h.example --oauth2-bearer 0123456789\n', 'token header Authorization'],
  ['in the address of curl', `curl "https://h.example/?k=${TEST_KEY}" -d a=1\n`, 'apiKey url k'],
  [
    'in the body of curl',
    `curl https://h.example/api/v1/user/auth -d '{"password": "hunter2"}'\n`,
    'password body password',
  ],
  [
    'with escaped quotes',
    'curl https://h.example/api/v1/user/auth -d "{\\"password\\": \\"hunter2\\"}"\n',
    'password body password',
  ],
  [
    'several, in order',
    `# ${TEST_KEY}\n@secret = hush-hush\nGET /?${LIVE_KEY}\nX-API-Key: ${LIVE_KEY}\n`,
    'apiKey comment',
    'apiSecret variable secret',
    'apiKey url',
    'apiKey header X-API-Key',
  ],
  ['behind a byte order mark, with CRLF', `\ufeff@a = ${TEST_KEY}\r\nGET /x\r\n`, 'apiKey variable a'],
];

const SILENT: readonly (readonly [what: string, text: string])[] = [
  ['a variable', 'GET /x\nX-API-Key: {{apiKey}}\nAuthorization: Bearer {{token}}\nX-Api-Token: {{t}}\n'],
  [
    'a variable of another file',
    '@apiSecret = {{$dotenv API_SECRET}}\n@k = {{$processEnv K}}\nGET /x\nX-API-Key: {{k}}\n',
  ],
  ['a part that is a variable', '@apiKey = sk_prod_{{rest}}\n@b = sk_prod_abcdef{{rest}}\n'],
  ['a shortened key', '# sk_prod_…i9j0, sk_prod_abcdef…, sk_test_abcdef...\nGET /x\nX-API-Key: sk_prod_…i9j0\n'],
  ['a masked one', '# sk_prod_abcdef***\n@apiSecret = ••••••••\n'],
  ['a prefix', '# Live keys begin with sk_prod_, those for tests with sk_test_.\n'],
  ['a word with the same letters', '# risk_prod_analysis task_test_runner\n'],
  ['the name of a variable', '@sk_prod_key = {{a}}\nGET /{{sk_prod_live_key}}\n'],
  ['an empty value', 'GET /x\nX-API-Key:\nAuthorization: Bearer\n'],
  ['<key>', 'GET /x\nX-API-Key: <your key>\nAuthorization: Bearer <token>\n'],
  ['YOUR_KEY', 'GET /x\nX-API-Key: YOUR_KEY\nAuthorization: Bearer YOUR_TOKEN_HERE\n'],
  ['xxx', 'GET /x\nX-API-Key: xxxxxxxx\n# sk_prod_xxxxxxxxxxxxxxxx sk_test_XXXXXXXX\n'],
  ['changeme', '@apiSecret = changeme\n@signing_secret = change-me\n@token = REPLACE_ME\n'],
  ['sk_prod_your_key_here', '# sk_prod_your_key_here, sk_test_your-api-key\n'],
  ['dots and stars', 'GET /x\nX-API-Key: ...\nX-Api-Token: ********\n'],
  ['a variable of a shell', `curl https://h.example -H 'X-API-Key: $API_KEY' -H "Authorization: Bearer \${TOKEN}"\n`],
  [
    'the credentials of the sandbox',
    'GET /x\nX-API-Key: sk_test_sandbox_signed\n\n###\n@apiSecret = sandbox-secret\n@b = sk_test_sandbox_plain\n@api_secret = sandbox-secret-ro\n',
  ],
  ['the login of the sandbox', 'POST /api/v1/user/auth\n\n{"login": "demo", "password": "demo"}\n'],
  ['a timestamp and a signature', `GET /x\nX-Timestamp: 1760000000\nX-Signature: ${'0123456789abcdef'.repeat(4)}\n`],
  [
    'Basic',
    'GET https://h.example\nAuthorization: Basic YW5uOnNlY3JldA==\n\n###\nGET https://h.example\nAuthorization: Basic ann secret\n',
  ],
  ['a password of something else', 'POST https://h.example/login\n\n{"password": "hunter2"}\n'],
  [
    'names that only sound like one',
    '@secretary = somebody\n@tokenCount = 123456\n@page_token_size = 123456\n@public = 1234567\n',
  ],
  [
    'secrets of other things',
    '@client_secret = 0123456789\n@AWS_SECRET_ACCESS_KEY = 0123456789\n@session_secret = 0123456789\n',
  ],
  ['a short value', '@secret = no\n'],
  ['an address where a secret is found', '@apiSecret = https://vault.example/api-secret\n'],
  ['null', 'PUT /x\n\n{"signing_secret": null}\n'],
  ['an answer', '@token = {{login.response.body.$.token}}\n'],
  ['a word that begins like a JWT', '# eyJhbGciOiJIUzI1NiJ9 and eyJ.eyJ.x\n'],
];

describe('secrets in a .http text', () => {
  for (const [what, text, ...expected] of FOUND) {
    it(`finds ${what}`, () => assert.deepEqual(found(text), expected));
  }

  for (const [what, text] of SILENT) {
    it(`is silent about ${what}`, () => assert.deepEqual(found(text), []));
  }

  it('a live key is an error, all else a warning', () => {
    const text = `@a = ${LIVE_KEY}\n@b = ${TEST_KEY}\n@c = ${JWT}\n@secret = hush-hush\n`;
    const severities = secretsInHttp(parse(text), isPublicSecret).map(({ severity }) => severity);
    assert.deepEqual(severities, ['error', 'warning', 'warning', 'warning']);
  });

  for (const folder of ['media/sample', 'test/fixtures/http']) {
    const names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.http'));
    for (const name of names.filter((one) => one !== '99-secrets.http')) {
      it(`is silent about ${folder}/${name}`, () => {
        assert.deepEqual(found(readFileSync(join(root, folder, name), 'utf8')), []);
      });
    }
  }

  it('finds all six of test/fixtures/http/99-secrets.http', () => {
    assert.deepEqual(found(readFileSync(join(root, 'test/fixtures/http/99-secrets.http'), 'utf8')), [
      'apiKey comment',
      'apiKey directive note',
      'apiKey url key',
      'apiKey header X-API-Key',
      'token header Authorization',
      'apiKey body key',
    ]);
  });

  it('takes a time that grows with the text, whatever stands in it', function () {
    this.timeout(60_000);
    const pieces = [
      'eyJ',
      'eyJ.',
      'sk_prod_',
      'a.',
      '"secret":"',
      "='",
      '_',
      '{{',
      '&secret=',
      'X-API-Key: ',
      `${LIVE_KEY} `,
    ];
    for (const piece of pieces) {
      const time = (count: number) => {
        const text = `POST /x\nX-API-Key: 0815\n\n${piece.repeat(count)}\n\n> {%\n${piece.repeat(count)}\n%}\n`;
        const file = parse(text);
        const began = performance.now();
        secretsInHttp(file, isPublicSecret);
        return performance.now() - began;
      };
      time(10_000);
      const [short, long] = [time(10_000), time(80_000)];
      assert.ok(long < 20 * short + 1_000, `${JSON.stringify(piece)}: ${short} ms, eight times as long: ${long} ms`);
    }
  });
});
