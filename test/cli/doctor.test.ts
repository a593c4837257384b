// `restlink doctor`: input as raw HTTP, cURL and JSON, output and exit codes as cli.md has them.

import assert from 'node:assert/strict';
import { jsonLines, Place, pythonSignatures, type Run } from '../support/cli';
import { CASES, type Case, inputs } from './doctor-cases';

const KEY = 'sk_test_0123456789abc3d4';
const SECRET = 'canary-secret-of-the-doctor';
const AT = 1_760_000_000;
const ENV = { RESTLINK_API_KEY: KEY, RESTLINK_API_SECRET: SECRET };
const PATH = '/api/v1/sms/send';
const BODY = '{"to":["+14155551234"],"message":"Hi","sender_id":"MyApp"}';

interface Line {
  readonly match: boolean;
  readonly mistakes: readonly string[];
  readonly alternatives: readonly (readonly string[])[];
  readonly ruledOut: readonly string[];
  readonly expected: string;
  readonly received: string;
  readonly explanation: string;
}

describe('restlink doctor', function () {
  this.timeout(120_000);
  const place = new Place();
  after(() => place.stop());

  const sign = (message: string, secret = SECRET) =>
    pythonSignatures([{ secret, message: Buffer.from(message) }])[0] ?? '';
  const right = sign(`POST|${PATH}|${AT}|${BODY}`);

  /** The request as a log shows it. */
  const raw = (signature: string, { headers = [] as string[], body = BODY, end = '\r\n' } = {}) =>
    [
      `POST ${PATH}?dry=1 HTTP/1.1`,
      'Host: restlink23telecom.com',
      `X-API-Key: ${KEY}`,
      `X-Timestamp: ${AT}`,
      `X-Signature: ${signature}`,
      ...headers,
      '',
      body,
    ].join(end);

  const ask = (input: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = ENV) =>
    place.run(['doctor', '--now', String(AT), ...args], { input, env });
  const askJson = async (input: string, args: readonly string[] = []) => {
    const run = await ask(input, ['--json', ...args]);
    const [line, ...more] = jsonLines<Line>(run);
    assert.ok(line, run.stderr);
    assert.equal(more.length, 0);
    assert.ok(!run.stdout.includes(SECRET) && !run.stderr.includes(SECRET));
    return { run, line };
  };

  it('calls a right signature right: exit 0 and exactly the members of cli.md', async () => {
    const { run, line } = await askJson(raw(right));
    assert.equal(run.code, 0);
    assert.deepEqual(Object.keys(line), [
      'match',
      'mistakes',
      'alternatives',
      'ruledOut',
      'expected',
      'received',
      'explanation',
    ]);
    assert.equal(line.match, true);
    assert.deepEqual([line.mistakes, line.alternatives], [[], []]);
    assert.equal(line.expected, right);
    assert.equal(line.received, right);
    assert.equal(line.explanation, 'The signature is right.');
  });

  it('names what reproduces a wrong one: exit 0', async () => {
    const wrong = sign(`post|${PATH}?dry=1|${AT}|${BODY}`, `${SECRET}\n`);
    const { run, line } = await askJson(raw(wrong));
    assert.equal(run.code, 0);
    assert.equal(line.match, true);
    assert.deepEqual(line.mistakes, ['query-in-path', 'lowercase-method', 'secret-whitespace']);
    assert.equal(line.expected, right);
    assert.equal(line.received, wrong);
    assert.match(line.explanation, /path together with its query.*capitals.*blank or a line break/s);
  });

  it('accuses of nothing that it does not know: exit 1, and what was ruled out', async () => {
    const { run, line } = await askJson(raw(sign('something else')));
    assert.equal(run.code, 1);
    assert.equal(line.match, false);
    assert.deepEqual(line.mistakes, []);
    assert.ok(line.ruledOut.includes('query-in-path') && line.ruledOut.includes('secret-is-api-key'));
    assert.ok(line.ruledOut.includes('missing-header') && line.ruledOut.includes('timestamp-out-of-window'));
    assert.match(line.explanation, /none of the known mistakes explains it/);
  });

  describe('reads the same request', () => {
    for (const [what, make] of inputs) {
      it(`from ${what}`, async () => {
        const { line } = await askJson(make({ key: KEY, at: AT, signature: right, path: PATH, body: BODY }));
        assert.deepEqual(line.mistakes, []);
        assert.equal(line.match, true);
      });
    }

    it('from a file, and from stdin by "-"', async () => {
      const path = place.file('request.txt', raw(right));
      const [file, stdin] = await Promise.all([
        place.run(['doctor', path, '--json', '--now', String(AT)], { env: ENV }),
        ask(raw(right), ['-', '--json']),
      ]);
      assert.equal(file.stdout, stdin.stdout);
      assert.equal(file.code, 0);
    });

    it('from curl with its body in a file, which -d strips of line breaks', async () => {
      place.file('body.json', `${BODY}\n`);
      const curl = (option: string) =>
        `curl https://restlink23telecom.com${PATH} -H 'X-API-Key: ${KEY}' -H 'X-Timestamp: ${AT}' -H 'X-Signature: ${right}' ${option} @body.json`;
      const [stripped, binary] = await Promise.all([askJson(curl('-d')), askJson(curl('--data-binary'))]);
      assert.deepEqual(stripped.line.mistakes, []);
      assert.deepEqual(binary.line.mistakes, ['body-trailing-newline']);
    });
  });

  describe('takes the body byte for byte', () => {
    it('with Content-Length the line break at the end is the body’s or not', async () => {
      const length = (bytes: number) => ({ headers: [`Content-Length: ${bytes}`], body: `${BODY}\n` });
      const without = await askJson(raw(right, length(BODY.length)));
      assert.deepEqual(without.line.mistakes, []);
      const within = await askJson(raw(right, length(BODY.length + 1)));
      assert.deepEqual(within.line.mistakes, ['body-trailing-newline']);
    });

    it('takes line ends back to CRLF where Content-Length counts them so', async () => {
      const body = '{\r\n  "a": 1\r\n}';
      const signature = sign(`POST|${PATH}|${AT}|${body}`);
      const pasted = raw(signature, {
        headers: [`Content-Length: ${body.length}`],
        body: body.replaceAll('\r\n', '\n'),
        end: '\n',
      });
      const { line } = await askJson(`${pasted}\n`);
      assert.deepEqual(line.mistakes, []);
      assert.match(line.explanation, /taken back to CRLF/);
    });

    it('says where the body is not the one that Content-Length tells of', async () => {
      const { line } = await askJson(raw(sign('x'), { headers: ['Content-Length: 999'] }));
      assert.match(line.explanation, /says 999 bytes, and the body given here has 58/);
    });
  });

  it('prints for people: the difference is marked, and the right code shown', async () => {
    const run = await ask(raw(sign(`POST|${PATH}?dry=1|${AT}|${BODY}`)), ['--language', 'node']);
    assert.equal(run.code, 0);
    const lines = run.stdout.split('\n');
    const at = lines.findIndex((line) => line.startsWith('signed'));
    const [signed = '', correct = '', mark = ''] = lines.slice(at, at + 3);
    const column = mark.indexOf('^');
    assert.equal(signed.slice(0, column), correct.slice(0, column).replace('correct ', 'signed  '));
    assert.equal(signed[column], '?');
    assert.equal(correct[column], '|');
    assert.match(mark, /byte 22 is the first that differs/);
    assert.ok(run.stdout.includes('const path = new URL(url).pathname;'));
    assert.ok(!run.stdout.includes(SECRET) && !run.stdout.includes(KEY));
  });

  it('knows a pair that was made here before', async () => {
    const file = place.file('send.http', `POST ${PATH}\n\n${BODY}\n`);
    const signed = await place.run(['sign', file], { env: ENV });
    const run = await place.run(['doctor', '--json'], { input: signed.stdout, env: ENV });
    const [line] = jsonLines<Line>(run);
    assert.deepEqual(line?.mistakes, ['replayed']);
    assert.equal(run.code, 0);
  });

  it('takes the secret of a sandbox that runs', async () => {
    await place.sandbox();
    const signature = sign(`POST|${PATH}?dry=1|${AT}|${BODY}`, 'sandbox-secret');
    const run = await ask(raw(signature), ['--credential', 'sandbox', '--json'], {});
    const [line] = jsonLines<Line>(run);
    assert.deepEqual(line?.mistakes, ['query-in-path']);
  });

  describe('refuses with one sentence and exit 2', () => {
    for (const { what, input, args = [], env = ENV, says } of CASES as readonly Case[]) {
      it(what, async () => {
        const run: Run = await ask(input, args, env);
        assert.equal(run.code, 2, run.stderr);
        assert.equal(run.stdout, '');
        assert.match(run.stderr, says);
        assert.equal(run.stderr.trim().split('\n').length, 1);
        assert.ok(!run.stderr.includes(SECRET));
      });
    }
  });
});
