import assert from 'node:assert/strict';
import { EarlierAnswers } from '../../../src/engine';
import { createResolver, parse, type VariableContext } from '../../../src/http';
import { sentence } from '../../../src/messages';
import { type HeaderPair, simpleRequest } from '../../../src/request';
import type { Answer, Exchange } from '../../../src/sending';

const FILE = parse(
  '### send\nPOST /a\n\n### Login\nPOST /b\n\n### never\nGET /c\n\n### two words\nGET /d\n\n### silent\nGET /e',
);

interface Given {
  readonly status?: number;
  readonly headers?: readonly HeaderPair[];
  readonly body?: string | Buffer;
  readonly typed?: readonly HeaderPair[];
  readonly added?: readonly HeaderPair[];
  readonly sent?: string;
  readonly answer?: null;
}

/** Remembers an exchange of a request by its name. */
async function remember(answers: EarlierAnswers, name: string, given: Given = {}, file = 'file'): Promise<void> {
  const { status = 200, headers = [['Content-Type', 'application/json']], body = '{}', typed = [], added = [] } = given;
  const bytes = Buffer.from(body);
  const answer: Answer = {
    status,
    statusText: '',
    httpVersion: '1.1',
    headers,
    body: bytes,
    bodyFile: null,
    bytes: bytes.length,
    truncated: false,
  };
  const request = { ...simpleRequest('POST', 'http://127.0.0.1/a', typed, Buffer.from(given.sent ?? '')), name };
  const exchange: Exchange = {
    method: 'POST',
    url: request.url,
    headers: [...typed, ...added],
    bodyBytes: request.body.length,
    signedAt: null,
    answer: given.answer === null ? null : answer,
    timings: { totalMs: 1, firstByteMs: 1 },
    attempts: 1,
    clockOffsetSeconds: 0,
    clockRefusal: null,
    clockCorrected: false,
    failure: null,
  };
  await answers.remember(file, request, exchange);
}

/** What a text becomes: the value, or the code and the sentence of what is missing. */
function substitute(answers: EarlierAnswers, text: string, file = 'file'): string {
  const context: VariableContext = {
    overrides: new Map(),
    prompts: new Map(),
    environment: new Map(),
    fallback: new Map(),
    now: () => new Date(0),
    randomBytes: (count) => new Uint8Array(count),
    processEnv: () => undefined,
    dotenv: () => undefined,
    requestValue: answers.valuesFor(file, () => FILE),
  };
  const [request] = FILE.requests;
  assert.ok(request);
  const result = createResolver(FILE, request, context).substitute(text);
  const [missing] = result.unresolved;
  if (!missing) return result.text;
  const words = sentence(missing.problem);
  assert.doesNotMatch(words, /\{(?!\{)\w+\}/, 'every argument is filled in');
  return `${missing.problem.code}: ${words}`;
}

async function value(text: string, given: Given = {}): Promise<string> {
  const answers = new EarlierAnswers();
  await remember(answers, 'send', given);
  return substitute(answers, text);
}

const MESSAGES =
  '{ "status": true, "messages": [ {"message_id": "m 1", "cost": 0.50}, {"message_id": "m 2"} ], "id": 9007199254740993 }';

describe('Values of earlier answers', () => {
  it('are found by a JSONPath: strings as they are, numbers with their digits, the rest as JSON', async () => {
    const given = { body: MESSAGES };
    assert.equal(await value('{{send.response.body.$.messages[0].message_id}}', given), 'm 1');
    assert.equal(await value('{{%send.response.body.$.messages[1].message_id}}', given), 'm%202');
    assert.equal(await value('{{send.response.body.$.id}}', given), '9007199254740993');
    assert.equal(await value('{{send.response.body.$.messages[0].cost}}', given), '0.50');
    assert.equal(await value('{{send.response.body.$.status}}', given), 'true');
    assert.equal(await value('{{send.response.body.$.messages[0]}}', given), '{"message_id":"m 1","cost":0.50}');
    assert.equal(await value("{{send.response.body.$['messages'][-1]['message_id']}}", given), 'm 2');
    assert.equal(await value('{{send.response.body.$.messages[?(@.message_id=="m 2")].message_id}}', given), 'm 2');
  });

  it('are the whole body as it came, with * or nothing behind it', async () => {
    const given = { body: '{ "a" : 1 }\n' };
    assert.equal(await value('{{send.response.body.*}}', given), '{ "a" : 1 }\n');
    assert.equal(await value('{{send.response.body}}', given), '{ "a" : 1 }\n');
    assert.equal(await value('{{send.response.body.$}}', given), '{"a":1}');
    const latin = { headers: [['content-type', 'text/plain; charset=latin1']] as const, body: Buffer.from([0xe9]) };
    assert.equal(await value('{{send.response.body}}', latin), 'é');
  });

  it('may leave "$." out, write an index as a member, and use the short form of httpYac', async () => {
    const given = { body: MESSAGES };
    assert.equal(await value('{{send.response.body.messages[0].message_id}}', given), 'm 1');
    assert.equal(await value('{{send.response.body.$.messages.1.message_id}}', given), 'm 2');
    assert.equal(await value('{{send.messages[0].message_id}}', given), 'm 1');
  });

  it('are the first of several that a path finds', async () => {
    assert.equal(await value('{{send.response.body.$..message_id}}', { body: MESSAGES }), 'm 1');
  });

  it('are headers in any case of letters, the first of several', async () => {
    const headers = [
      ['X-Foo', 'a'],
      ['x-foo', 'b'],
    ] as const;
    assert.equal(await value('{{send.response.headers.x-FOO}}', { headers }), 'a');
    assert.match(
      await value('{{send.response.headers.X-Bar}}', { headers }),
      /noHeader: The answer of "send" has no header X-Bar\. It has: X-Foo, x-foo\.$/,
    );
  });

  it('are of the request, too, as it was sent', async () => {
    const given = { sent: '{"to":["+1"],"n":1.0}', typed: [['X-Trace', 't']] as const };
    assert.equal(await value('{{send.request.body.$.to[0]}}', given), '+1');
    assert.equal(await value('{{send.request.body}}', given), '{"to":["+1"],"n":1.0}');
    assert.equal(await value('{{send.request.headers.x-trace}}', given), 't');
  });

  it('are never what a credential has put into a header; what was typed there is given', async () => {
    const added = [
      ['X-API-Key', 'sk_test_1'],
      ['X-Timestamp', '17'],
    ] as const;
    assert.match(await value('{{send.request.headers.x-api-key}}', { added }), /^answer\.value\.credentialHeader: /);
    assert.equal(await value('{{send.request.headers.X-Timestamp}}', { added }), '17');
    assert.equal(
      await value('{{send.request.headers.Authorization}}', { typed: [['Authorization', 'Basic x']] }),
      'Basic x',
    );
  });

  it('are there whatever the status was', async () => {
    assert.equal(
      await value('{{send.response.body.$.error_code}}', { status: 404, body: '{"error_code":"NOT_FOUND"}' }),
      'NOT_FOUND',
    );
  });

  it('take the name of the request as written, else in any case of letters, and the answer that came last', async () => {
    const answers = new EarlierAnswers();
    await remember(answers, 'Login', { body: '{"a":1}' });
    await remember(answers, 'Login', { body: '{"a":2}' });
    assert.equal(substitute(answers, '{{login.response.body.$.a}} {{Login.response.body.$.a}}'), '2 2');
  });

  it('each have a sentence of their own when they are missing', async () => {
    const given = { body: MESSAGES };
    const cases: readonly [string, RegExp][] = [
      [
        'nobody.response.body.$.x',
        /^answer\.value\.noRequest: There is no request named "nobody".*Names in this file: send, Login, never, two words, silent\.$/,
      ],
      ['never.response.body.$.x', /^http\.variable\.noAnswer: The request "never" was not sent so far/],
      [
        'send.response.body.$.nope',
        /^answer\.value\.noMember: The path "\$\.nope" finds nothing in the answer of "send": \$ holds status, messages, id\.$/,
      ],
      ['send.response.body.$.messages[0].nope.deeper', /: \$\.messages\[0\] holds message_id, cost\.$/],
      ['send.response.body.$.messages[5].message_id', /^answer\.value\.noElement: .*: \$\.messages is a list of 2\.$/],
      ['send.response.body.$.id.x', /^answer\.value\.noMore: .*: \$\.id is a single value\.$/],
      ['send.response.body.$[', /^answer\.value\.path: The path "\$\[" is no JSONPath: /],
      ['send.response.body.$.messages[(@.length-1)]', /^answer\.value\.path: /],
      ['send.response.body.//message', /^answer\.value\.xpath: /],
      ['send.response.cookies.x', /^answer\.value\.form: send\.response\.cookies\.x is not understood/],
      ['send.response.headers', /^answer\.value\.form: /],
      ['send.request.body', /^answer\.value\.noBody: The request of "send" has no body/],
    ];
    for (const [name, expected] of cases) assert.match(await value(`{{${name}}}`, given), expected, name);
    assert.match(
      await value('{{send.response.body.$.x}}', { headers: [['content-type', 'text/html; a=b']], body: '<p>' }),
      /^answer\.value\.noJson: .* is no JSON \(text\/html\)/,
    );
    assert.match(
      await value('{{send.response.body}}', { body: Buffer.from([0xff, 0xfe, 0xfd]) }),
      /^answer\.value\.noText: /,
    );
    assert.match(await value('{{send.response.body}}', { answer: null }), /^answer\.value\.noAnswer: /);
  });

  it('are kept for each file apart, and forgotten with it', async () => {
    const answers = new EarlierAnswers();
    await remember(answers, 'send', { body: '{"a":1}' }, 'one');
    assert.equal(substitute(answers, '{{send.response.body.$.a}}', 'one'), '1');
    assert.match(substitute(answers, '{{send.response.body.$.a}}', 'on'), /^http\.variable\.noAnswer/);
    answers.forget('one');
    assert.match(substitute(answers, '{{send.response.body.$.a}}', 'one'), /^http\.variable\.noAnswer/);
  });

  it('are not kept of bodies over 5 MB, and make room for later ones', async () => {
    const large = { body: Buffer.alloc(5 * 1024 * 1024 + 1, 0x20) };
    assert.match(
      await value('{{send.response.body}}', large),
      /^answer\.value\.tooLarge: The answer body of "send" \(5\.0 MB\) is too large/,
    );
    const answers = new EarlierAnswers(100);
    await remember(answers, 'send', { body: `{"a":"${'x'.repeat(80)}"}` });
    await remember(answers, 'Login', { body: `{"a":"${'y'.repeat(80)}"}` });
    assert.match(substitute(answers, '{{send.response.body.$.a}}'), /^answer\.value\.forgotten: /);
    assert.match(substitute(answers, '{{login.response.body.$.a}}'), /^y+$/);
  });

  it('that are masked wherever they show are told as secrets once they were used', async () => {
    const answers = new EarlierAnswers();
    await remember(answers, 'Login', { body: '{"token":"t0k3n-value","data":{"password":"pw-value","name":"n"}}' });
    assert.equal(substitute(answers, '{{login.response.body.$.data.name}}'), 'n');
    assert.deepEqual(answers.secrets, []);
    assert.equal(substitute(answers, '{{login.response.body.$.token}}'), 't0k3n-value');
    assert.deepEqual(answers.secrets, ['t0k3n-value']);
    substitute(answers, '{{login.response.body.$.data}}');
    assert.deepEqual(answers.secrets, ['t0k3n-value', 'pw-value']);
  });
});
