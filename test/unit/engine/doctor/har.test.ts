import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { diagnose, readFailingRequest } from '../../../../src/engine/doctor';
import { sentence } from '../../../../src/messages';
import type { BodyFiles } from '../../../../src/request';

const AT = 1_760_000_000;
const KEY = { key: 'sk_test_0123456789abc3d4', secret: 'the secret of the archive' };
const PATH = '/api/v1/sms/send';
const BODY = '{"to":["+14155551234"],"message":"Grüße 👋","sender_id":"MyApp"}';
const files: BodyFiles = { read: async () => ({ ok: false, reason: null }) };

const sign = (message: string) => createHmac('sha256', KEY.secret).update(message).digest('hex');
/** Of code that signs the path with its query. */
const WRONG = sign(`POST|${PATH}?dry=1|${AT}|${BODY}`);

const headers = (signature: string) =>
  [
    [':authority', 'restlink23telecom.com'],
    [':method', 'POST'],
    ['X-API-Key', KEY.key],
    ['X-Timestamp', String(AT)],
    ['X-Signature', signature],
  ].map(([name, value]) => ({ name, value }));

const request = (over: Readonly<Record<string, unknown>> = {}) => ({
  method: 'POST',
  url: `https://restlink23telecom.com${PATH}?dry=1`,
  httpVersion: 'h2',
  headers: headers(WRONG),
  queryString: [{ name: 'dry', value: '1' }],
  headersSize: -1,
  bodySize: Buffer.byteLength(BODY),
  postData: { mimeType: 'application/json', text: BODY },
  ...over,
});
const entry = (status: number, text = '', over = {}) => ({
  startedDateTime: '2025-10-09T08:53:20.000Z',
  request: request(over),
  response: { status, content: { mimeType: 'application/json', text } },
});
const archive = (...entries: unknown[]) => ({ log: { version: '1.2', creator: {}, entries } });
const page = entry(200, '<html>', { method: 'GET', url: 'https://shop.example/', headers: [], postData: undefined });
const preflight = entry(204, '', { method: 'OPTIONS', headers: [], postData: undefined });
const refused = entry(401, '{"error_code":"INVALID_SIGNATURE"}');

async function ask(value: unknown) {
  const read = await readFailingRequest(Buffer.from(JSON.stringify(value)), files);
  if (!read.ok) return { says: sentence(read.problem) };
  const result = await diagnose(read.request, KEY, {
    now: AT,
    wasUsed: async () => false,
    pause: async () => undefined,
  });
  assert.ok(result.ok);
  return { mistakes: result.diagnosis.mistakes, says: read.notes.map(sentence).join(' '), request: read.request };
}

describe('A failing request in an HTTP Archive', () => {
  for (const [what, value] of [
    ['the request alone', request()],
    ['the request alone, as one that says null for what it lacks', { ...request(), cookies: null, comment: null }],
    ['one entry', refused],
    ['a whole one with one entry', archive(refused)],
    ['a body in base64', request({ postData: { text: Buffer.from(BODY).toString('base64'), encoding: 'base64' } })],
  ] as const) {
    it(`${what} is read, and nothing need be said of it`, async () => {
      const { mistakes, says, request: read } = await ask(value);
      assert.deepEqual([mistakes, says], [['query-in-path'], '']);
      assert.deepEqual(read?.headers[0], ['X-API-Key', KEY.key]);
    });
  }

  for (const [what, entries, place] of [
    ['that was refused for its signature', [page, entry(401), refused, preflight, entry(200), page], 3],
    ['of those that were, the last', [refused, page, refused, entry(500)], 3],
    ['that is signed and was refused', [entry(401, '', { headers: [] }), page, entry(401), entry(200)], 3],
    ['that is signed, where none was refused', [preflight, entry(200), preflight, page], 2],
  ] as const) {
    it(`the one is taken ${what}; and it is said which`, async () => {
      const { mistakes, says } = await ask(archive(...entries));
      assert.deepEqual(mistakes, ['query-in-path']);
      assert.match(says, new RegExp(`^Of the ${entries.length} requests .* number ${place} .*: POST ${PATH}, `));
    });
  }

  const postman = (over: object = {}) => ({
    name: 'Send',
    request: {
      method: 'POST',
      header: [
        { key: 'X-API-Key', value: KEY.key, type: 'text' },
        { key: 'X-Timestamp', value: String(AT) },
        { key: 'X-Signature', value: WRONG },
        { key: 'X-Signature', value: 'old', disabled: true },
      ],
      body: { mode: 'raw', raw: BODY, options: { raw: { language: 'json' } } },
      url: { raw: `{{baseUrl}}${PATH}?dry=1`, host: ['{{baseUrl}}'], path: PATH.split('/').slice(1) },
      ...over,
    },
    response: [],
  });
  const insomnia = (over: object = {}) => ({
    _id: 'req_1',
    _type: 'request',
    method: 'POST',
    url: `{{ _.base_url }}${PATH}?dry=1`,
    headers: headers(WRONG),
    body: { mimeType: 'application/json', text: BODY },
    ...over,
  });
  for (const [what, value, says] of [
    ['an item of Postman', postman(), /^$/],
    [
      'an item of Postman with its address as text',
      postman({ url: `https://restlink23telecom.com${PATH}?dry=1` }),
      /^$/,
    ],
    [
      'a collection of Postman with folders',
      { info: { schema: 'x' }, item: [{ name: 'folder', item: [postman({ header: [], method: 'GET' }), postman()] }] },
      /^Of the 2 requests in the file, number 2 was looked at: POST \S+, which has no answer/,
    ],
    [
      'an export of Insomnia',
      { _type: 'export', __export_format: 4, resources: [{ _type: 'workspace', name: 'w' }, insomnia()] },
      /^$/,
    ],
  ] as const) {
    it(`${what} is read as well`, async () => {
      const { mistakes, says: said } = await ask(value);
      assert.deepEqual(mistakes, ['query-in-path']);
      assert.match(said, says);
    });
  }

  it('what a program fills in for a variable is asked for, and a body that is no text is told of', async () => {
    const header = [{ key: 'X-Signature', value: '{{signature}}' }];
    assert.match((await ask(postman({ header }))).says, /X-Signature is "\{\{signature\}\}", which stands for a value/);
    const form = { mode: 'urlencoded', urlencoded: [{ key: 'a', value: 'b' }] };
    assert.match((await ask(postman({ body: form }))).says, /The body of the request is not there/);
    assert.equal((await ask(postman({ method: 'GET', body: undefined }))).says, '');
  });

  it('another server is not looked at, whatever it answered', async () => {
    const elsewhere = entry(401, 'INVALID_SIGNATURE', { url: 'https://other.example/login?next=/api/v1/x' });
    assert.match((await ask(archive(elsewhere, entry(200)))).says, /number 2 /);
    assert.match((await ask(archive(elsewhere, page))).says, /^None of the 2 requests .* below \/api\/v1/);
    assert.match((await ask(archive())).says, /^None of the 0 requests/);
  });

  it('a body that is not there, or not all of it, is told of', async () => {
    const params = await ask(request({ postData: { mimeType: 'x', params: [{ name: 'a', value: 'b' }] } }));
    assert.match(params.says, /The body of the request is not there/);
    assert.match((await ask(request({ postData: undefined }))).says, /The body of the request is not there/);
    const cut = await ask(request({ bodySize: 5000 }));
    assert.match(cut.says, /had 5000 bytes, and holds \d+ of them/);
    assert.deepEqual((await ask(request({ method: 'GET', bodySize: 0, postData: undefined }))).says, '');
  });

  it('a JSON request of the documented form is none, also with a body that looks like an archive', async () => {
    const body = JSON.stringify(archive(refused));
    const { request: read } = await ask({ method: 'POST', url: PATH, headers: {}, body });
    assert.equal(read?.body.toString(), body);
  });

  it('folders in folders have an end', async () => {
    const deep = `${'{"item":['.repeat(20_000)}${']}'.repeat(20_000)}`;
    const read = await readFailingRequest(Buffer.from(deep), files);
    assert.ok(!read.ok);
  });

  it('of any shape is read or refused with a sentence', async () => {
    const any = fc.anything({ withNullPrototype: false });
    const shapes = fc.oneof(
      fc.record({ request: fc.record({ url: any, method: any, headers: any, postData: any }), response: any }),
      fc.record({ log: fc.record({ entries: fc.array(fc.oneof(any, fc.constant(refused))) }) }),
      fc.record({ url: fc.string(), headers: fc.array(any), postData: any, bodySize: any }),
      fc.record({
        item: fc.array(fc.oneof(any, fc.record({ request: fc.record({ header: fc.array(any), url: any }) }))),
      }),
      fc.record({
        _type: fc.constant('export'),
        resources: fc.array(fc.oneof(any, fc.record({ _type: fc.constant('request'), url: any }))),
      }),
    );
    await fc.assert(
      fc.asyncProperty(shapes, async (value) => {
        const read = await readFailingRequest(Buffer.from(JSON.stringify(value)), files);
        assert.ok(read.ok || sentence(read.problem) !== '');
      }),
      { numRuns: 300 },
    );
  });
});
