import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isPublicSecret } from '../../../../src/credentials';
import { parseDotenv, parseEnvironments } from '../../../../src/http';
import {
  type EnvironmentFormat,
  editsOfEnvironmentFile,
  environmentDiagnostics,
  environmentFormatOf,
  secretsInEnvironment,
} from '../../../../src/language';
import { sentence } from '../../../../src/messages';
import { applied } from '../diagnostics/fixtures';
import { JWT, LIVE_KEY, TEST_KEY } from './samples';

function found(text: string, format: EnvironmentFormat): string[] {
  return secretsInEnvironment(text, format, isPublicSecret).map(({ kind, place, environment, name }) =>
    [kind, place, environment, name].filter((part) => part !== null && part !== '').join(' '),
  );
}

/** The text without its secrets. */
function emptied(text: string, format: EnvironmentFormat): string {
  return applied(text, editsOfEnvironmentFile(text, format, secretsInEnvironment(text, format, isPublicSecret)));
}

describe('files of variables', () => {
  it('are known by their names', () => {
    for (const name of ['.env', '.env.prod', '.env.local']) assert.equal(environmentFormatOf(name), 'dotenv', name);
    const json = ['http-client.env.json', 'http-client.private.env.json', 'http-client.env.json.user'];
    for (const name of json) assert.equal(environmentFormatOf(name), 'json', name);
    for (const name of ['a.http', 'env', '.environment', 'package.json', 'x.env']) {
      assert.equal(environmentFormatOf(name), null, name);
    }
  });
});

describe('secrets of a .env file', () => {
  const ROWS: readonly (readonly [text: string, ...found: string[]])[] = [
    [`API_KEY=${LIVE_KEY}\n`, 'apiKey variable API_KEY'],
    [`export API_KEY = "${LIVE_KEY}" # live\r\n`, 'apiKey variable API_KEY'],
    ["API_SECRET='hush-hush'\n", 'apiSecret variable API_SECRET'],
    ['RESTLINK_API_SECRET=`hush-hush`', 'apiSecret variable RESTLINK_API_SECRET'],
    [`TOKEN=${JWT}\nTRACKER_TOKEN=trk-778899\n`, 'token variable TOKEN', 'trackerToken variable TRACKER_TOKEN'],
    ['WEBHOOK_SECRET=hush-hush\n', 'signingSecret variable WEBHOOK_SECRET'],
    ['PORTAL_PASSWORD=hunter22\n', 'password variable PORTAL_PASSWORD'],
    [`# API_KEY=${TEST_KEY}\n`, 'apiKey comment'],
    [`URL=https://h.example/?k=${TEST_KEY}\n`, 'apiKey variable URL'],
    [`A="two\nlines ${TEST_KEY}"\n`, 'apiKey variable A'],
    ['API_KEY=\nAPI_SECRET=changeme\nTOKEN=<token>\nA=$API_KEY\nAPI_KEY=sk_prod_…i9j0\n'],
    ['DATABASE_PASSWORD=hunter22\nAWS_SECRET_ACCESS_KEY=0123456789\nSESSION_SECRET=0123456789\n'],
    ['API_KEY=sk_test_sandbox_signed\nAPI_SECRET=sandbox-secret\n'],
  ];
  for (const [text, ...expected] of ROWS) {
    it(JSON.stringify(text.slice(0, 40)), () => {
      assert.deepEqual(found(text, 'dotenv'), expected);
      for (const { start, end, value } of secretsInEnvironment(text, 'dotenv', isPublicSecret)) {
        assert.equal(text.slice(start, end), value);
      }
    });
  }

  it('go with their lines; in a comment the key is shortened', () => {
    const text = `A=1\r\nexport API_KEY="${LIVE_KEY}" # live\r\n# was ${TEST_KEY}\r\nB=2\r\nAPI_SECRET=hush-hush`;
    assert.equal(emptied(text, 'dotenv'), 'A=1\r\n# was sk_test_…c3d4\r\nB=2\r\n');
    assert.equal(emptied(`API_SECRET="hush\nhush"\nB=2\n`, 'dotenv'), 'B=2\n');
  });
});

describe('secrets of an environment file', () => {
  it('are found in each environment, nested, repeated, and in comments', () => {
    const text = `{
  // ${TEST_KEY}
  "$shared": { "api_secret": "hush-hush", "a": { "apiKey": "abcdef99" } },
  "live": { "k": "${LIVE_KEY}", "k": "${TEST_KEY}", "n": 1, "auth": "Bearer ${JWT}" },
  "dev": { "apiKey": "{{$processEnv K}}", "token": null, "password": "hunter22", "x": ["${TEST_KEY}"] }
}`;
    assert.deepEqual(found(text, 'json'), [
      'apiKey comment',
      'apiSecret variable $shared api_secret',
      'apiKey variable $shared a.apiKey',
      'apiKey variable live k',
      'apiKey variable live k',
      'token variable live auth',
      'password variable dev password',
      'apiKey comment',
    ]);
  });

  it('are found in a file that is broken further down', () => {
    assert.deepEqual(found(`{ "live": { "k": "${LIVE_KEY}", oops`, 'json'), ['apiKey variable live k']);
  });

  it('have their escapes resolved', () => {
    const [secret] = secretsInEnvironment('{"a":{"apiSecret":"hush\\"\\u0041hush"}}', 'json', () => false);
    assert.equal(secret?.value, 'hush"Ahush');
  });

  const CUTS: readonly (readonly [before: string, after: string])[] = [
    ['{"a":{"apiSecret":"hush-hush"}}', '{"a":{}}'],
    ['{"a":{"apiSecret":"hush-hush","b":1}}', '{"a":{"b":1}}'],
    ['{"a":{"b":1,"apiSecret":"hush-hush"}}', '{"a":{"b":1}}'],
    ['{"a":{"b":1, "apiSecret":"hush-hush", "c":2}}', '{"a":{"b":1, "c":2}}'],
    ['{"a":{"apiSecret":"hush-hush","apiKey":"abcdef99"}}', '{"a":{}}'],
    ['{"a": {\n  "b": 1,\n  "apiSecret": "hush-hush"\n}}', '{"a": {\n  "b": 1\n}}'],
    ['{"a": {\n  "apiSecret": "hush-hush",\n  "b": 1 // x\n}}', '{"a": {\n  "b": 1 // x\n}}'],
    ['{"a": {\n  "b": 1,\n  "apiSecret": "hush-hush",\n}}', '{"a": {\n  "b": 1,\n}}'],
    ['{"a":{"b":1 /* x */, "apiSecret":"hush-hush" }}', '{"a":{"b":1 /* x */ }}'],
  ];
  for (const [before, after] of CUTS) {
    it(`go from ${JSON.stringify(before)}`, () => assert.equal(emptied(before, 'json'), after));
  }

  it('leave what they were cut from valid, with all else in it', () => {
    const value = fc.oneof(
      fc.constant(LIVE_KEY),
      fc.constant('hush-hush'),
      fc.integer(),
      fc.constant(null),
      fc.string({ maxLength: 8 }),
      fc.constant({ apiSecret: 'hush-hush', x: 1 }),
    );
    const names = fc.constantFrom('apiKey', 'apiSecret', 'host', 'n', 'signing_secret', 'other');
    const environments = fc.dictionary(fc.constantFrom('$shared', 'dev', 'live'), fc.dictionary(names, value));
    fc.assert(
      fc.property(environments, fc.constantFrom(undefined, 2, '\t'), (tree, indent) => {
        const text = JSON.stringify(tree, null, indent);
        const secrets = secretsInEnvironment(text, 'json', isPublicSecret);
        const after = emptied(text, 'json');
        assert.doesNotThrow(() => JSON.parse(after), after);
        assert.deepEqual(found(after, 'json'), []);
        const kept = (name: string, environment: string) =>
          !secrets.some((secret) => secret.environment === environment && secret.name === name);
        const parsed = parseEnvironments(text);
        const now = parseEnvironments(after);
        assert.ok('environments' in parsed && 'environments' in now);
        for (const [environment, variables] of parsed.environments) {
          const before: (readonly [string, string])[] = [...variables].filter(
            ([name, own]) => kept(name, environment) && !own.startsWith('{'),
          );
          const left: (readonly [string, string])[] = [...(now.environments.get(environment) ?? [])].filter(
            ([, own]) => !own.startsWith('{'),
          );
          assert.deepEqual(left, before, after);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('the same of .env files', () => {
    const line = fc.constantFrom(
      `API_KEY=${LIVE_KEY}`,
      "API_SECRET='hush-hush'",
      'A=1',
      'B="x # y"',
      '# c',
      '',
      'C=`a\nb`',
    );
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), (lines, eol) => {
        const text = lines.join(eol);
        const after = emptied(text, 'dotenv');
        const kept = [...parseDotenv(text)].filter(([name]) => !name.startsWith('API_'));
        assert.deepEqual([...parseDotenv(after)], kept);
        assert.deepEqual(found(after, 'dotenv'), []);
      }),
      { numRuns: 200 },
    );
  });
});

describe('what is said of secrets in files of variables', () => {
  it('names no secret, and offers the keychain for what it holds', () => {
    const text = `API_KEY=${LIVE_KEY}\nAPI_SECRET=hush-hush\nTRACKER_TOKEN=trk-778899\n# ${TEST_KEY}\n`;
    const all = environmentDiagnostics(text, 'dotenv', isPublicSecret);
    assert.deepEqual(
      all.map(({ severity, problem, fixes }) => [severity, problem.code, ...fixes.map(({ title }) => title.code)]),
      [
        ['error', 'secret.liveKey', 'fix.secret.move'],
        ['warning', 'secret.apiSecret', 'fix.secret.move'],
        ['warning', 'secret.trackerToken'],
        ['warning', 'secret.testKey', 'fix.secret.shorten'],
      ],
    );
    for (const { problem } of all) assert.doesNotMatch(sentence(problem), /hush|trk-|0123456789/);
    assert.match(sentence(all[0]?.problem ?? { code: 'secret.gone' }), /sk_prod_…i9j0/);
    assert.deepEqual(all[0]?.fixes[0]?.command, { name: 'moveToKeychain', start: 8 });
  });
});
