import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isPublicSecret } from '../../../../src/credentials';
import { type HttpFile, parse, type RequestNode } from '../../../../src/http';
import { editsForAsking, editsForMove, planMove, secretsInHttp } from '../../../../src/language';
import { applied, surroundings } from '../diagnostics/fixtures';

const AUTH = /^(?:x-api-key|x-timestamp|x-signature|authorization)$/i;
const MOVABLE = ['apiKey', 'apiSecret', 'token'];

/** Keys, secrets and tokens that stand nowhere but where they are planted. */
const letters = fc
  .string({ unit: fc.constantFrom(...'abcdefghkmnpqrstuvwz23456789'), minLength: 12, maxLength: 24 })
  .map((text) => `q7${text}`);
const liveKey = fc.tuple(fc.constantFrom('sk_prod_', 'sk_test_', ''), letters).map(([prefix, rest]) => prefix + rest);
const token = fc.tuple(letters, letters).map(([a, b]) => `eyJ${a}.eyJ${b}.${a}${b}`);

/** One way to write the authentication of a request. */
interface Auth {
  /** Lines of definitions, for any place of the file. */
  readonly definitions: readonly string[];
  readonly headers: readonly string[];
  readonly directives: readonly string[];
}

const auth: fc.Arbitrary<(index: number) => Auth> = fc
  .record({
    way: fc.constantFrom('literal', 'variable', 'chain', 'hmac', 'bearer', 'bearerVariable', 'none'),
    key: liveKey,
    secret: letters,
    token,
    name: fc.constantFrom('X-API-Key', 'x-api-key', 'X-Api-KEY'),
    directive: fc.constantFrom('', '# @no-sign', '// @credential old', '# @credential', '# @name n'),
  })
  .map(({ way, key, secret, token, name, directive }) => (index) => {
    const directives = directive === '' ? [] : [directive];
    const byWay: Record<string, Omit<Auth, 'directives'>> = {
      literal: { definitions: [], headers: [`${name}: ${key}`] },
      variable: { definitions: [`@key${index} = ${key}`], headers: [`${name}:{{key${index}}}`] },
      chain: {
        definitions: [`@a${index} = ${key}`, `@b${index} = {{a${index}}}`],
        headers: [`${name}: {{ b${index} }}`],
      },
      hmac: {
        definitions: [`@v${index}ApiKey = ${key}`, `@v${index}ApiSecret = ${secret}`],
        headers: [`${name}: {{v${index}ApiKey}}`, 'X-Timestamp: {{$timestamp}}', 'X-Signature: 00ff'],
      },
      bearer: { definitions: [], headers: [`Authorization: Bearer ${token}`] },
      bearerVariable: { definitions: [`@t${index} = ${token}`], headers: [`authorization: bearer {{t${index}}}`] },
      none: { definitions: [], headers: [] },
    };
    return { ...(byWay[way] ?? { definitions: [], headers: [] }), directives };
  });

const request = fc.record({
  auth,
  isCurl: fc.boolean(),
  hasTitle: fc.boolean(),
  /** Where the definitions stand: at the head of the file, above the request, below the request line, behind the body. */
  definitionsAt: fc.constantFrom('head', 'above', 'inside', 'behind'),
  headers: fc.subarray([
    'Content-Type: application/json',
    'Accept: */*',
    'X-Long: a\n  b',
    '# a comment',
    'X-Key: {{$guid}}',
  ]),
  body: fc.constantFrom('', '{"a": "b"}', '{\n\n  "a": "{{x}}"\n}', 'plain\n\ntext'),
  tail: fc.constantFrom('', '\n# the end\n', '\nmore text\n', '\n> {%\n  log()\n%}\n'),
  before: fc.constantFrom(0, 1, 2),
});

const document = fc
  .record({
    requests: fc.array(request, { minLength: 1, maxLength: 5 }),
    eol: fc.constantFrom('\n', '\r\n'),
    mention: fc.boolean(),
  })
  .map(({ requests, eol, mention }) => {
    const head: string[] = ['@x = 1'];
    const secrets = new Set<string>();
    const blocks = requests.map((one, index) => {
      const { definitions, headers, directives } = one.auth(index);
      for (const line of [...definitions, ...headers]) {
        const value = /(?:= |: |Bearer )(\S+)$/.exec(line)?.[1] ?? '';
        if (value.length >= 12 && !value.includes('{{')) secrets.add(value);
      }
      if (one.definitionsAt === 'head') head.push(...definitions);
      const own = (place: string) => (one.definitionsAt === place ? definitions : []);
      const title = one.hasTitle ? `### request ${index}` : '###';
      const mentions = mention
        ? [...secrets].map((secret) => (secret.startsWith('sk_') ? `# was ${secret}` : '# was'))
        : [];
      const top = [title, ...mentions, ...own('above'), ...directives];
      if (one.isCurl) {
        const options = headers.map((header, at) => (at % 2 === 0 ? `-H '${header}'` : `--header "${header}"`));
        options.splice(one.before, 0, "-H 'Accept: */*'");
        const line = [`curl https://h${index}.example/a?b=c`, ...options, ...(one.body ? [`-d '{"a":1}'`] : [])];
        return [...top, line.join(index % 2 === 0 ? ' \\\n  ' : ' '), '', ...own('inside'), ...own('behind'), ''].join(
          '\n',
        );
      }
      const lines = [...one.headers];
      lines.splice(one.before, 0, ...headers, ...own('inside'));
      const body = one.body === '' ? [] : ['', one.body];
      const behind = own('behind').length > 0 ? ['', ...own('behind'), one.tail] : [''];
      return [...top, `POST https://h${index}.example/a?b=c`, ...lines, ...body, ...behind].join('\n');
    });
    return { text: [...head, '', ...blocks].join('\n').replaceAll('\n', eol), secrets };
  });

/** What a request sends, but for what a credential sets. */
function sentBy({ requestLine, headers, body }: RequestNode) {
  return {
    method: requestLine.method,
    target: requestLine.target,
    headers: headers.filter(({ name }) => !AUTH.test(name)).map(({ name, value }) => [name, value]),
    body: body?.parts.map((part) => (part.kind === 'text' ? part.text : part.path)) ?? [],
  };
}

function authentication({ headers }: RequestNode): readonly string[] {
  return headers.filter(({ name }) => /^(?:x-api-key|authorization)$/i.test(name)).map(({ value }) => value);
}

/** Moves one secret after the other until none is left that a credential could hold. */
function moveAll(text: string, name: string): string {
  let now = text;
  for (let rounds = 0; rounds < 40; rounds++) {
    const file = parse(now);
    const secret = secretsInHttp(file, isPublicSecret).find(({ kind }) => MOVABLE.includes(kind));
    if (!secret) return now;
    const plan = planMove(file, secret, surroundings());
    assert.ok('kind' in plan);
    assert.deepEqual(plan.leftover, [], now);
    const edits = editsForMove(file, plan, name);
    assert.ok(edits.length > 0, `nothing is done about ${secret.kind} ${secret.place} in\n${now}`);
    now = applied(now, edits);
  }
  return assert.fail(`it goes on and on:\n${now}`);
}

function isWhole(file: HttpFile): boolean {
  return file.requests.every(({ findings }) => findings.every(({ severity }) => severity !== 'error'));
}

describe('moves of planted secrets', function () {
  this.timeout(60_000);

  it('leave none of them, and requests that are the same but for their authentication', () => {
    fc.assert(
      fc.property(document, ({ text, secrets }) => {
        const before = parse(text);
        fc.pre(isWhole(before));
        const after = moveAll(text, 'my credential');
        for (const secret of secrets) assert.ok(!after.includes(secret), `${secret} is left in\n${after}`);
        const file = parse(after);
        assert.deepEqual(file.requests.map(sentBy), before.requests.map(sentBy), after);
        before.requests.forEach((request, index) => {
          if (authentication(request).length === 0) return;
          const now = file.requests[index];
          assert.ok(now);
          assert.ok(!now.headers.some(({ name }) => AUTH.test(name)), after);
          const named = now.directives.filter(({ key }) => key === 'credential').map(({ value }) => value);
          assert.deepEqual(named, ['my credential'], after);
          assert.ok(!now.directives.some(({ key }) => key === 'no-sign'), after);
        });
        assert.ok(isWhole(file), after);
        if (text.includes('\r\n')) assert.ok(!/(?<!\r)\n/.test(after), 'mixed line ends');
      }),
      { numRuns: 200 },
    );
  });
});

describe('asking for planted secrets', function () {
  this.timeout(60_000);

  const holders = fc.constantFrom(
    (value: string) => `GET https://h.example/track\nX-Api-Token: ${value}\n`,
    (value: string) => `@tok = ${value}\nGET https://h.example/track\nX-Api-Token: {{tok}}\n`,
    (value: string) => `PUT https://h.example/w\n\n{"signing_secret": "${value}", "a": 1}\n`,
    (value: string) =>
      `@signing_secret = ${value}\nPUT https://h.example/w\n\n{"signing_secret": "{{signing_secret}}"}\n`,
    (value: string) => `POST https://h.example/api/v1/user/auth\n\n{"login": "ann", "password": "${value}"}\n`,
    (value: string) => `# @prompt password\nPOST https://h.example/api/v1/user/auth\n\n{"password":"${value}"}\n`,
    (value: string) => `curl https://h.example/track -H 'X-Api-Token: ${value}'\n`,
    (value: string) => `GET https://h.example/?key=sk_test_${value}\n`,
    (value: string) => `@mine = ${value}\n@trackerToken = {{mine}}\n\n### again\nGET /a\nX-Api-Token: {{mine}}\n`,
  );

  it('leaves none of them, and each is asked for where it was used', () => {
    const files = fc.tuple(
      fc.array(fc.tuple(holders, letters), { minLength: 1, maxLength: 5 }),
      fc.constantFrom('\n', '\r\n'),
    );
    fc.assert(
      fc.property(files, ([parts, eol]) => {
        let text = parts
          .map(([holder, value], index) => `### ${index}\n${holder(value).replaceAll(/\b(tok|mine)\b/g, `$1${index}`)}`)
          .join('\n')
          .replaceAll('\n', eol);
        const before = parse(text);
        for (let rounds = 0; ; rounds++) {
          const file = parse(text);
          const [secret] = secretsInHttp(file, isPublicSecret);
          if (!secret) break;
          const edits = editsForAsking(file, secret);
          assert.ok(edits.length > 0 && rounds < 20, `${secret.kind} stays in\n${text}`);
          text = applied(text, edits);
        }
        for (const [, value] of parts) assert.ok(!text.includes(value), text);
        const file = parse(text);
        assert.equal(file.requests.length, before.requests.length);
        for (const one of file.requests) {
          const asked = one.directives.filter(({ key }) => key === 'prompt').map(({ value }) => value);
          assert.equal(new Set(asked).size, asked.length, text);
          assert.ok(asked.length > 0, text);
        }
        if (eol === '\r\n') assert.ok(!/(?<!\r)\n/.test(text), 'mixed line ends');
      }),
      { numRuns: 200 },
    );
  });
});
