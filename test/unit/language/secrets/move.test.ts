import assert from 'node:assert/strict';
import { isPublicSecret } from '../../../../src/credentials';
import { parse } from '../../../../src/http';
import {
  type EnvironmentSource,
  editsForMove,
  type LiteralSecret,
  type MovePlan,
  planMove,
  secretsInEnvironment,
  secretsInHttp,
  usesOfVariable,
} from '../../../../src/language';
import { applied, portal, prod, surroundings, type World } from '../diagnostics/fixtures';
import { JWT, LIVE_KEY, TEST_KEY } from './samples';

const SECRET = 'hush-hush-0815';

/** The plan for the first secret of a kind. */
function plan(text: string, kind: LiteralSecret['kind'] = 'apiKey', world: World = {}): MovePlan {
  const file = parse(text);
  const secret = secretsInHttp(file, isPublicSecret).find((one) => one.kind === kind);
  assert.ok(secret, `no ${kind}`);
  const planned = planMove(file, secret, surroundings(world));
  assert.ok('kind' in planned, 'no plan');
  return planned;
}

function moved(text: string, kind: LiteralSecret['kind'] = 'apiKey'): string {
  return applied(text, editsForMove(parse(text), plan(text, kind), 'live'));
}

/** The plan for the first secret of an environment file. */
function planFrom(environment: EnvironmentSource, text = '', index = 0): MovePlan {
  const secret = secretsInEnvironment(environment.text, environment.format, isPublicSecret)[index];
  assert.ok(secret);
  const planned = planMove(parse(text), secret, surroundings(), environment);
  assert.ok('kind' in planned, 'no plan');
  return planned;
}

const BOTH = `@apiKey = ${LIVE_KEY}
@apiSecret = ${SECRET}

### Send
POST https://sms.example/api/v1/sms/send
X-API-Key: {{apiKey}}
X-Timestamp: {{$timestamp}}
X-Signature: {{signature}}
Content-Type: application/json

{"to": ["+14155551234"]}
`;

describe('the plan of a move to the keychain', () => {
  it('takes a key alone as API key', () => {
    const { kind, key, secret, token, secretMissing } = plan(`GET https://sms.example/a\nX-API-Key: ${LIVE_KEY}\n`);
    assert.deepEqual([kind, key, secret, token, secretMissing], ['apiKey', LIVE_KEY, null, null, false]);
  });

  it('takes key and secret together, whichever is asked for', () => {
    for (const kind of ['apiKey', 'apiSecret'] as const) {
      const planned = plan(BOTH, kind);
      assert.deepEqual([planned.kind, planned.key, planned.secret], ['hmac', LIVE_KEY, SECRET]);
      assert.equal(planned.secretMissing, false);
      assert.deepEqual(
        planned.literals.map(({ name }) => name),
        ['apiKey', 'apiSecret'],
      );
    }
  });

  it('takes a token as a login', () => {
    const planned = plan(`GET https://sms.example/a\nAuthorization: Bearer ${JWT}\n`, 'token');
    assert.deepEqual([planned.kind, planned.key, planned.token], ['jwt', null, JWT]);
  });

  it('knows that a secret is missing where requests are signed', () => {
    const start = `GET https://sms.example/a\nX-API-Key: ${LIVE_KEY}\n`;
    const signed = [
      `${start}X-Signature: abc\n`,
      `${start}x-timestamp: 1\n`,
      `< {%\n request.variables.set("s", crypto.hmac.sha256())\n%}\n${start}`,
      `${start}\n{{apiSecret}}\n`,
    ];
    for (const text of signed) {
      const { kind, secret, secretMissing } = plan(text);
      assert.deepEqual([kind, secret, secretMissing], ['hmac', null, true], text);
    }
  });

  it('keeps apart what does not belong together', () => {
    const keys = `@liveKey = ${LIVE_KEY}\n@testKey = ${TEST_KEY}\n`;
    const both = `${keys}@test_secret = for-tests-0815\n@live_secret = for-live-0815\n`;
    const uses =
      'GET https://a.example/\nX-API-Key: {{liveKey}}\n\n###\nGET https://b.example/\nX-API-Key: {{testKey}}\n';
    assert.equal(plan(both + uses).secret, 'for-live-0815');
    assert.equal(plan(`${keys}@secret = of-whom-0815\n${uses}`).secret, null);
  });

  it('knows where the requests go', () => {
    const key = `X-API-Key: ${LIVE_KEY}`;
    const cases: readonly (readonly [text: string, origin: string | null, origins?: readonly string[]])[] = [
      [`GET https://SMS.example:443/a\n${key}\n`, 'https://sms.example'],
      [`@host = https://sms.example:8443\n\n###\nGET {{host}}/a/{{id}}\n${key}\n`, 'https://sms.example:8443'],
      [`GET http://localhost:8023/a\n${key}\n`, 'http://localhost:8023'],
      [`GET /a\nHost: sms.example\n${key}\n`, 'https://sms.example'],
      [`GET /a\n${key}\n`, null],
      [`GET {{baseUrl}}/a\n${key}\n`, null],
      [`GET {{nobody}}/a\n${key}\n`, null],
      [`GET https://{{nobody}}.example/a\n${key}\n`, null],
      [
        `GET https://a.example\n${key}\n\n###\nGET https://b.example\n${key}\n`,
        null,
        ['https://a.example', 'https://b.example'],
      ],
      [`GET https://a.example\n${key}\n\n###\nGET /b\n${key}\n`, null, ['https://a.example']],
    ];
    for (const [text, origin, origins = origin === null ? [] : [origin]] of cases) {
      const planned = plan(text);
      assert.deepEqual([planned.origin, planned.origins], [origin, origins], text);
    }
  });

  it('suggests a name that is free', () => {
    const live = `GET https://restlink23telecom.com/a\nX-API-Key: ${LIVE_KEY}\n`;
    assert.equal(plan(live).suggestedName, 'live');
    assert.equal(plan(live, 'apiKey', { credentials: [{ ...prod, name: 'Live' }] }).suggestedName, 'live-2');
    assert.equal(plan(live.replace(LIVE_KEY, TEST_KEY)).suggestedName, 'test');
    assert.equal(plan(`GET /\nAuthorization: Bearer ${JWT}\n`, 'token').suggestedName, 'portal');
    assert.equal(
      plan(`GET /\nAuthorization: Bearer ${JWT}\n`, 'token', { credentials: [portal] }).suggestedName,
      'portal-2',
    );
    assert.equal(plan(`GET https://sms.example:8443/\nX-API-Key: ${LIVE_KEY}\n`).suggestedName, 'sms.example:8443');
    const json = (name: string) =>
      ({ text: JSON.stringify({ [name]: { apiKey: LIVE_KEY } }), format: 'json' }) as const;
    assert.equal(planFrom(json('staging')).suggestedName, 'staging');
    assert.equal(planFrom(json('sandbox')).suggestedName, 'sandbox-2');
    assert.equal(planFrom(json('{{a}} \u202e b')).suggestedName, 'a-b');
    assert.equal(planFrom(json('$shared')).suggestedName, 'live');
  });

  it('tells what no directive can replace', () => {
    const where = (text: string) => plan(text).leftover.map(({ where }) => where);
    const request = `@apiKey = ${LIVE_KEY}\n\n###\nPOST https://sms.example/a\nX-API-Key: {{apiKey}}\n`;
    assert.deepEqual(where(request), []);
    assert.deepEqual(where(request.replace('/a\n', '/a?key={{apiKey}}\n')), ['url']);
    assert.deepEqual(where(`${request}X-Copy: {{apiKey}}\n`), ['header']);
    assert.deepEqual(where(`${request}\n{"key": "${LIVE_KEY}"}\n`), ['body']);
    assert.deepEqual(where(`${request}\n> {%\n log("${LIVE_KEY}")\n%}\n`), ['script']);
  });

  it('is none for what a credential cannot hold, and for what is gone', () => {
    const text = 'GET /\nX-Api-Token: trk-778899\n';
    const [secret] = secretsInHttp(parse(text), isPublicSecret);
    assert.ok(secret);
    assert.deepEqual(planMove(parse(text), secret, surroundings()), { code: 'secret.notMovable' });
    const [key] = secretsInHttp(parse(BOTH), isPublicSecret);
    assert.ok(key);
    assert.deepEqual(planMove(parse(`\n${BOTH}`), key, surroundings()), { code: 'secret.gone' });
  });
});

describe('the edits of a move', () => {
  it('leave a request that names its credential', () => {
    assert.equal(
      moved(BOTH),
      `
### Send
# @credential live
POST https://sms.example/api/v1/sms/send
Content-Type: application/json

{"to": ["+14155551234"]}
`,
    );
  });

  const TABLE: readonly (readonly [what: string, before: string, after: string])[] = [
    [
      'keep CRLF',
      `GET https://h.example/\r\nX-API-Key: ${LIVE_KEY}\r\nAccept: */*\r\n`,
      '# @credential live\r\nGET https://h.example/\r\nAccept: */*\r\n',
    ],
    [
      'keep an end without line break',
      `GET https://h.example/\nX-API-Key: ${LIVE_KEY}`,
      '# @credential live\nGET https://h.example/\n',
    ],
    ['keep a byte order mark', `\ufeffGET /\nX-API-Key: ${LIVE_KEY}\n`, '\ufeff# @credential live\nGET /\n'],
    [
      'replace a directive that is there',
      `// @credential old\n# @name a\nGET /\nX-API-Key: ${LIVE_KEY}\n`,
      '# @credential live\n# @name a\nGET /\n',
    ],
    [
      'leave one of several directives',
      `# @credential a\n# @credential b\n# @credential\nGET /\nX-API-Key: ${LIVE_KEY}\n`,
      '# @credential live\nGET /\n',
    ],
    ['let it be signed', `# @no-sign\nGET /\nX-API-Key: ${LIVE_KEY}\n`, '# @credential live\nGET /\n'],
    [
      'take all headers that a credential sets',
      `GET /\nx-timestamp: 1\nx-api-key : ${LIVE_KEY}\nAuthorization: Basic a b\nX-SIGNATURE: 2\nA: b\n`,
      '# @credential live\nGET /\nA: b\n',
    ],
    [
      'take a header of two lines as a whole',
      'GET /\nX-API-Key: 0815\n  4711\nA: b\n',
      '# @credential live\nGET /\nA: b\n',
    ],
    [
      'leave requests with another key alone',
      `GET /\nX-API-Key: ${LIVE_KEY}\n\n###\nGET /\nX-API-Key: ${TEST_KEY}\n`,
      `# @credential live\nGET /\n\n###\nGET /\nX-API-Key: ${TEST_KEY}\n`,
    ],
    [
      'reach every request that uses the variable',
      `@k = ${LIVE_KEY}\n### a\nGET /\nX-API-Key: {{k}}\n### b\nGET /\nX-API-Key: {{ k }}\n### c\nGET /\n`,
      '### a\n# @credential live\nGET /\n### b\n# @credential live\nGET /\n### c\nGET /\n',
    ],
    [
      'follow variables through others',
      `@a = ${LIVE_KEY}\n@b = {{a}}\n@c = {{b}}\n### a\nGET /\nX-API-Key: {{c}}\n`,
      '### a\n# @credential live\nGET /\n',
    ],
    [
      'keep a variable that something else uses',
      `@k = ${LIVE_KEY}\n### a\nGET /?k={{k}}\nX-API-Key: {{k}}\n`,
      `@k = ${LIVE_KEY}\n### a\n# @credential live\nGET /?k={{k}}\n`,
    ],
    [
      'take the definition that the request sees, and no other',
      `@k = ${LIVE_KEY}\n### a\nGET /\nX-API-Key: {{k}}\n###\n@k = other\n### b\nGET /{{k}}\n`,
      '### a\n# @credential live\nGET /\n###\n@k = other\n### b\nGET /{{k}}\n',
    ],
    [
      'shorten the key in comments, titles and directives',
      `### with ${LIVE_KEY}\n# was ${LIVE_KEY}, not ${TEST_KEY}\n# @note ${LIVE_KEY}\nGET /\n# X-API-Key: ${LIVE_KEY}\nX-API-Key: ${LIVE_KEY}\n`,
      `### with sk_prod_…i9j0\n# was sk_prod_…i9j0, not ${TEST_KEY}\n# @note sk_prod_…i9j0\n# @credential live\nGET /\n# X-API-Key: sk_prod_…i9j0\n`,
    ],
    [
      'keep the end of a body',
      `POST /\nX-API-Key: {{k}}\nContent-Type: text/plain\n\nbody\n\n@k = ${LIVE_KEY}\n# not sent\nnor this\n`,
      '# @credential live\nPOST /\nContent-Type: text/plain\n\nbody\n\n@k =\n# not sent\nnor this\n',
    ],
    [
      'know requests without ###',
      `GET /a\nX-API-Key: ${LIVE_KEY}\n\nGET /b\nX-API-Key: ${LIVE_KEY}\n`,
      '# @credential live\nGET /a\n\n# @credential live\nGET /b\n',
    ],
    [
      'leave scripts as they are',
      `< {%\n sign(hmac)\n%}\nGET /\nX-API-Key: ${LIVE_KEY}\n`,
      '< {%\n sign(hmac)\n%}\n# @credential live\nGET /\n',
    ],
    [
      'take options out of curl',
      `curl -X POST https://h.example/ \\\n  -H 'Accept: */*' \\\n  -H 'X-API-Key: ${LIVE_KEY}' \\\n  --header "X-Signature: 1" \\\n  -d '{"a":1}'\n`,
      "# @credential live\ncurl -X POST https://h.example/ \\\n  -H 'Accept: */*' \\\n  -d '{\"a\":1}'\n",
    ],
    [
      'the only one',
      `curl -H 'X-API-Key: ${LIVE_KEY}' https://h.example/\n`,
      '# @credential live\ncurl https://h.example/\n',
    ],
    [
      'at the end',
      `curl https://h.example/ -HX-API-Key:${LIVE_KEY}\n`,
      '# @credential live\ncurl https://h.example/\n',
    ],
    [
      'glued to flags',
      `curl -sSH 'X-API-Key: ${LIVE_KEY}' https://h.example/ -kHX-Timestamp:1\n`,
      '# @credential live\ncurl -sS https://h.example/ -k\n',
    ],
  ];
  for (const [what, before, after] of TABLE) {
    it(what, () => {
      assert.equal(moved(before), after);
      const again = secretsInHttp(parse(after), isPublicSecret).filter(({ value }) => value === LIVE_KEY);
      assert.equal(again.length, after.includes(LIVE_KEY) ? 1 : 0);
    });
  }

  it('of a token', () => {
    const text = `GET /\nAuthorization: Bearer ${JWT}\n\n###\n@t = ${JWT}\n\n### b\nGET /\nAuthorization: Bearer {{t}}\n`;
    assert.equal(moved(text, 'token'), '# @credential live\nGET /\n\n###\n\n### b\n# @credential live\nGET /\n');
  });

  it('of a token of curl', () => {
    assert.equal(
      moved(`curl https://h.example/ --oauth2-bearer ${JWT} -k\n`, 'token'),
      '# @credential live\ncurl https://h.example/ -k\n',
    );
  });
});

describe('a secret of an environment file', () => {
  const text = '### a\nGET https://h.example/\nX-API-Key: {{apiKey}}\n\n### b\nGET https://h.example/{{apiKey}}\n';

  it('goes from the requests that use its variable', () => {
    const planned = planFrom(
      { text: JSON.stringify({ dev: { apiKey: LIVE_KEY, apiSecret: SECRET } }), format: 'json' },
      text,
    );
    assert.deepEqual([planned.kind, planned.key, planned.secret], ['hmac', LIVE_KEY, SECRET]);
    assert.deepEqual([planned.origin, planned.useDirective], ['https://h.example', true]);
    assert.deepEqual(
      planned.leftover.map(({ where }) => where),
      ['url'],
    );
    assert.equal(
      applied(text, editsForMove(parse(text), planned, 'dev')),
      text.replace('### a\n', '### a\n# @credential dev\n').replace('X-API-Key: {{apiKey}}\n', ''),
    );
  });

  it('takes the secret of the same environment, or of all', () => {
    const environments = {
      $shared: { apiSecret: 'shared-0815' },
      dev: { apiKey: TEST_KEY },
      live: { apiKey: LIVE_KEY, apiSecret: SECRET },
    };
    const source = { text: JSON.stringify(environments), format: 'json' } as const;
    assert.deepEqual([planFrom(source, text, 1).key, planFrom(source, text, 1).secret], [TEST_KEY, 'shared-0815']);
    assert.equal(planFrom(source, text, 2).key, LIVE_KEY);
  });

  it('names no credential where environments differ: the origin decides', () => {
    const source = {
      text: JSON.stringify({ dev: { apiKey: TEST_KEY }, live: { apiKey: LIVE_KEY } }),
      format: 'json',
    } as const;
    const planned = planFrom(source, text);
    assert.equal(planned.useDirective, false);
    assert.equal(applied(text, editsForMove(parse(text), planned, 'dev')), text.replace('X-API-Key: {{apiKey}}\n', ''));
  });

  it('is known by all the ways to a .env file', () => {
    const env = { text: `API_KEY=${LIVE_KEY}\nAPI_SECRET=${SECRET}\n`, format: 'dotenv' } as const;
    for (const way of ['{{API_KEY}}', '{{$dotenv API_KEY}}', '{{ $dotenv  API_KEY }}', '{{mine}}']) {
      const http = `@mine = {{$dotenv API_KEY}}\n\n### a\nGET /\nX-API-Key: ${way}\n`;
      const planned = planFrom(env, http);
      assert.deepEqual([planned.kind, planned.requests.length], ['hmac', 1], way);
      assert.ok(
        applied(http, editsForMove(parse(http), planned, 'x')).endsWith('### a\n# @credential x\nGET /\n'),
        way,
      );
    }
  });

  it('takes the same key out of the .http file, too', () => {
    const http = `GET /\nX-API-Key: ${LIVE_KEY}\n`;
    const planned = planFrom({ text: `K=${LIVE_KEY}\n`, format: 'dotenv' }, http);
    assert.equal(applied(http, editsForMove(parse(http), planned, 'x')), '# @credential x\nGET /\n');
  });

  it('is not meant where the file, or a prompt, defines the name itself', () => {
    const uses = (http: string) => usesOfVariable(parse(http), 'apiKey', 'variable').requests.length;
    assert.equal(uses('GET /\nX-API-Key: {{apiKey}}\n'), 1);
    assert.equal(uses('@apiKey = {{$guid}}\nGET /\nX-API-Key: {{apiKey}}\n'), 0);
    assert.equal(uses('# @prompt apiKey\nGET /\nX-API-Key: {{apiKey}}\n'), 0);
    assert.equal(uses('GET /\nX-API-Key: {{$dotenv apiKey}}\n'), 0);
    assert.equal(usesOfVariable(parse('GET /\nX-API-Key: {{$env.K}}\n'), 'K', 'processEnv').requests.length, 1);
  });
});
