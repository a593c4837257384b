import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { diagnose, type FailingRequest, MISTAKES, type MistakeId } from '../../../../src/signing/doctor';
import { ask, CONTENT, REQUEST, type WrongRequest } from './wrong-signer';

const hmac = (message: string | Buffer, secret: string = REQUEST.secret) =>
  createHmac('sha256', secret).update(message).digest('hex');
const { path, timestamp, body } = REQUEST;
const right = hmac(`POST|${path}|${timestamp}|${body}`);

describe('What the doctor says', () => {
  describe('of a mistake that it does not know', () => {
    const unknown: readonly (readonly [string, string])[] = [
      ['another secret', hmac(`POST|${path}|${timestamp}|${body}`, 'another secret')],
      ['another body', hmac(`POST|${path}|${timestamp}|${body.replace('MyApp', 'MyOtherApp')}`)],
      [
        'another digest',
        createHmac('sha3-256', REQUEST.secret).update(`POST|${path}|${timestamp}|${body}`).digest('hex'),
      ],
      ['a second far away', hmac(`POST|${path}|${timestamp + 60}|${body}`)],
    ];
    for (const [what, signature] of unknown) {
      it(`accuses of nothing: ${what}`, async () => {
        const diagnosis = await ask(REQUEST, signature);
        assert.equal(diagnosis.match, false);
        assert.deepEqual(diagnosis.mistakes, []);
        assert.deepEqual(diagnosis.alternatives, []);
        assert.equal(diagnosis.expected, right);
        assert.equal(diagnosis.signedMessage, null);
        assert.equal(diagnosis.searched, 3);
        // All that can be made with this request; it is printed without blanks and has one line.
        const made = MISTAKES.filter((id) => !['body-minified', 'replayed'].includes(id));
        assert.deepEqual(diagnosis.ruledOut, made);
      });
    }

    it('does not list what cannot be done to a request without query, escapes and body', async () => {
      const bare: WrongRequest = { ...REQUEST, method: 'GET', path: '/api/v1/user/balance', query: '', body: '' };
      const { match, ruledOut } = await ask(bare, hmac('something else'));
      assert.equal(match, false);
      const impossible: readonly MistakeId[] = [
        'query-in-path',
        'path-decoded',
        'body-pretty-printed',
        'body-keys-sorted',
      ];
      for (const id of impossible) assert.ok(!ruledOut.includes(id), id);
      assert.ok(ruledOut.includes('body-hashed'));
    });
  });

  it('never calls a random signature explained, and never throws', async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 32 }), async (bytes) => {
        const signature = Buffer.from(bytes).toString('hex');
        const { match, mistakes } = await ask({ ...REQUEST, body: '{"a":[1]}' }, signature);
        assert.equal(match, false);
        assert.deepEqual(mistakes, []);
      }),
      { numRuns: 5 },
    );
  });

  it('accuses of nothing where secret or body are just other ones', async function () {
    this.timeout(120_000);
    const other = fc.string({ minLength: 1, maxLength: 40 }).filter((text) => text.trim() !== REQUEST.secret);
    const text = fc.string({ maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(other, text, text, async (secret, sent, signed) => {
        const print = (message: string) => JSON.stringify({ to: ['+14155551234'], message });
        const request = { ...REQUEST, body: print(sent) };
        const message = (printed: string) => `POST|${path}|${timestamp}|${printed}`;
        for (const signature of [hmac(message(request.body), secret), hmac(message(print(`${signed} and more`)))]) {
          const { match, mistakes, ruledOut } = await ask(request, signature);
          assert.deepEqual([match, mistakes], [false, []]);
          assert.ok(ruledOut.length > 25);
        }
      }),
      { numRuns: 3 },
    );
  });

  it('has an answer to whatever stands in a request', async function () {
    this.timeout(120_000);
    const odd = fc.record({
      method: fc.oneof(fc.constantFrom('GET', 'post', ''), fc.string()),
      target: fc.oneof(
        fc.string(),
        fc.webUrl({ withQueryParameters: true }),
        fc.string({ unit: 'grapheme' }).map((text) => `/${text}`),
      ),
      headers: fc.array(
        fc.tuple(
          fc.constantFrom('X-Signature', 'x-timestamp', 'X-API-KEY', 'Host', 'Content-Length'),
          fc.oneof(fc.string(), fc.constantFrom('1760000000', '1760000000000', '-1', '9'.repeat(400), 'sha256=', '==')),
        ),
        { maxLength: 5 },
      ),
      body: fc.oneof(fc.json(), fc.string({ unit: 'binary' })).map((text) => Buffer.from(text, 'utf8')),
      lineBreakMayBeAdded: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(odd, async (request: FailingRequest) => {
        const result = await diagnose(request, REQUEST, {
          now: timestamp,
          wasUsed: async () => false,
          pause: async () => undefined,
        });
        if (!result.ok) assert.equal(result.problem.code, 'doctor.input.target');
        else assert.match(result.diagnosis.expected, /^[0-9a-f]{64}$/);
      }),
      { numRuns: 25 },
    );
  });

  describe('where one thing has several names', () => {
    it('lists them all', async () => {
      // A list of one number is the same without blanks and with ", ".
      const request: WrongRequest = { ...REQUEST, body: '[ 1 ]' };
      const diagnosis = await ask(request, hmac(`POST|${path}|${timestamp}|[1]`));
      assert.deepEqual(diagnosis.mistakes, ['body-minified']);
      assert.deepEqual(diagnosis.alternatives, [['body-minified'], ['body-json-spaced']]);
      assert.ok(!diagnosis.ruledOut.includes('body-json-spaced'));
    });

    it('does not call a line break at the end another way of printing', async () => {
      const request: WrongRequest = { ...REQUEST, body: `${body}\n` };
      const { mistakes, alternatives } = await ask(request, right);
      assert.deepEqual(mistakes, ['body-trailing-newline']);
      assert.deepEqual(alternatives, []);
    });
  });

  describe('of a line break that may be the editor’s', () => {
    const request: WrongRequest = { ...REQUEST, body: `${body}\n` };
    const changes = { lineBreakMayBeAdded: true };

    it('nothing, where the signature is right without it', async () => {
      const { mistakes, seen } = await ask(request, right, changes);
      assert.deepEqual(mistakes, []);
      assert.equal(seen.lineBreakDropped, true);
    });

    it('nothing, where the signature is right with it', async () => {
      const { mistakes, seen } = await ask(request, hmac(`POST|${path}|${timestamp}|${body}\n`), changes);
      assert.deepEqual(mistakes, []);
      assert.equal(seen.lineBreakDropped, false);
    });

    it('finds three usual mistakes beside it', async () => {
      const signature = hmac(
        `post|${path}?period=7d&q=%C3%A9|${timestamp}|${body}`,
        createHash('sha256').update(REQUEST.secret).digest('hex'),
      );
      const { mistakes } = await ask(request, signature, changes);
      assert.deepEqual(mistakes, ['query-in-path', 'lowercase-method', 'secret-hashed']);
    });
  });

  describe('of what libraries do', () => {
    const message = { message: 'Grüße <b>&', to: ['+14155551234'], site: 'https://example.com/' };
    const sent = JSON.stringify(message);
    const libraries: readonly (readonly [string, string, readonly MistakeId[]])[] = [
      [
        'System.Text.Json',
        '{"message":"Gr\\u00FC\\u00DFe \\u003Cb\\u003E\\u0026","to":["\\u002B14155551234"],"site":"https://example.com/"}',
        ['body-ascii-escaped'],
      ],
      [
        'encoding/json of Go',
        '{"message":"Grüße \\u003cb\\u003e\\u0026","to":["+14155551234"],"site":"https://example.com/"}',
        ['body-ascii-escaped'],
      ],
      [
        'json_encode of PHP',
        '{"message":"Gr\\u00fc\\u00dfe <b>&","to":["+14155551234"],"site":"https:\\/\\/example.com\\/"}',
        ['body-ascii-escaped', 'body-slashes-escaped'],
      ],
      [
        'json.dumps of Python',
        '{"message": "Gr\\u00fc\\u00dfe <b>&", "to": ["+14155551234"], "site": "https://example.com/"}',
        ['body-json-spaced', 'body-ascii-escaped'],
      ],
      [
        'json.dumps with sort_keys',
        '{"message": "Gr\\u00fc\\u00dfe <b>&", "site": "https://example.com/", "to": ["+14155551234"]}',
        ['body-json-spaced', 'body-keys-sorted', 'body-ascii-escaped'],
      ],
      [
        'Jackson, pretty',
        '{\n  "message" : "Grüße <b>&",\n  "to" : [ "+14155551234" ],\n  "site" : "https://example.com/"\n}',
        ['body-pretty-printed'],
      ],
      [
        'WriteIndented on Windows',
        JSON.stringify(message, null, 2).replaceAll('\n', '\r\n'),
        ['body-pretty-printed', 'body-crlf'],
      ],
    ];
    for (const [library, signed, mistakes] of libraries) {
      it(library, async () => {
        const signature = hmac(`POST|${path}|${timestamp}|${signed}`);
        assert.deepEqual((await ask({ ...REQUEST, body: sent }, signature)).mistakes, mistakes);
      });
    }

    it('JSON.stringify after JSON.parse, which loses zeros of numbers', async () => {
      const request: WrongRequest = { ...REQUEST, body: '{ "price": 1.50, "id": 12345678901234567890 }' };
      const signature = hmac(`POST|${path}|${timestamp}|{"price":1.5,"id":12345678901234567890}`);
      assert.deepEqual((await ask(request, signature)).mistakes, ['body-minified']);
    });

    it('sent with escapes and signed without', async () => {
      const request: WrongRequest = { ...REQUEST, body: '{"a":"\\u00e9","b":"\\/"}' };
      const escapes = hmac(`POST|${path}|${timestamp}|{"a":"é","b":"\\/"}`);
      assert.deepEqual((await ask(request, escapes)).mistakes, ['body-ascii-escaped']);
      const slashes = hmac(`POST|${path}|${timestamp}|{"a":"\\u00e9","b":"/"}`);
      assert.deepEqual((await ask(request, slashes)).mistakes, ['body-slashes-escaped']);
    });
  });

  describe('of forms of a signature', () => {
    const digest = Buffer.from(right, 'hex');
    const forms: readonly (readonly [string, string, readonly MistakeId[]])[] = [
      ['base64 for addresses, without padding', digest.toString('base64url'), ['base64-output']],
      ['hex digits in base64', Buffer.from(right).toString('base64'), ['base64-output']],
      ['HMAC-SHA256 and a blank', `HMAC-SHA256 ${right}`, ['prefixed-output']],
      ['v1=', `v1=${right}`, ['prefixed-output']],
      ['sha256= and capitals', `sha256=${right.toUpperCase()}`, ['uppercase-hex', 'prefixed-output']],
    ];
    for (const [what, signature, mistakes] of forms) {
      it(what, async () => {
        const diagnosis = await ask(REQUEST, signature);
        assert.equal(diagnosis.match, true);
        assert.deepEqual(diagnosis.mistakes, mistakes);
      });
    }

    for (const signature of ['abc', right.slice(1), `${right}00`, 'undefined', '[object Object]']) {
      it(`none: ${signature.slice(0, 20)}`, async () => {
        const diagnosis = await ask(REQUEST, signature);
        assert.equal(diagnosis.match, false);
        assert.equal(diagnosis.seen.isNoDigest, true);
      });
    }
  });

  it('looks at a large body in a limited time, and says how far it got', async function () {
    this.timeout(60_000);
    const request: WrongRequest = { ...REQUEST, body: JSON.stringify({ ...CONTENT, message: 'é/'.repeat(400_000) }) };
    const alone = await ask(
      request,
      hmac(`POST|${path}|${timestamp}|${JSON.stringify(JSON.parse(request.body), null, 2)}`),
    );
    assert.deepEqual(alone.mistakes, ['body-pretty-printed']);
    const unknown = await ask(request, hmac('something else'));
    assert.equal(unknown.match, false);
    assert.equal(unknown.searched, 1);
  });

  for (const [what, content] of [
    ['one text of 6 MB', { ...CONTENT, message: 'Grüße / '.repeat(600_000) }],
    ['very many values', { list: Array.from({ length: 15_000 }, (_, i) => ({ ...CONTENT, message: `Grüße / ${i}` })) }],
  ] as const) {
    it(`tries each mistake alone on a large body of ${what}`, async function () {
      this.timeout(60_000);
      const request: WrongRequest = { ...REQUEST, body: JSON.stringify(content) };
      assert.ok(request.body.length > 1_900_000);
      const { searched, match, ruledOut } = await ask(request, hmac('something else'));
      assert.deepEqual([searched, match], [1, false]);
      for (const id of ['body-keys-sorted', 'body-ascii-escaped', 'secret-whitespace'] as const) {
        assert.ok(ruledOut.includes(id), id);
      }
    });
  }

  it('does not run out of stack in a long string or in deep lists', async function () {
    this.timeout(60_000);
    for (const text of [JSON.stringify({ a: 'x"/'.repeat(1_000_000) }), '['.repeat(1_000_000), `"${'\\"'.repeat(9)}`]) {
      const { match } = await ask({ ...REQUEST, body: text }, hmac('something else'));
      assert.equal(match, false);
    }
  });

  it('shows no secret', async () => {
    const diagnosis = await ask(REQUEST, hmac(`POST|${path}|${timestamp}|${body}`, `${REQUEST.secret}\n`));
    assert.deepEqual(diagnosis.mistakes, ['secret-whitespace']);
    const shown = JSON.stringify(diagnosis, (_, value) =>
      value?.type === 'Buffer' ? Buffer.from(value).toString() : value,
    );
    assert.ok(!shown.includes(REQUEST.secret));
    assert.ok(!shown.includes(REQUEST.key));
  });
});
