import assert from 'node:assert/strict';
import { parse, type VariableContext } from '../../../src/http';
import { type BodyFiles, type Prepared, prepareRequest } from '../../../src/request';

const none: ReadonlyMap<string, string> = new Map();
let counter = 0;

const variables: VariableContext = {
  overrides: none,
  prompts: none,
  environment: none,
  fallback: new Map([['baseUrl', 'https://bound.example']]),
  now: () => new Date(0),
  // Another value at each call, so that a second evaluation would show.
  randomBytes: (count) => Uint8Array.from({ length: count }, () => counter++ % 256),
  processEnv: () => undefined,
  dotenv: () => undefined,
  requestValue: () => undefined,
};

const files: BodyFiles = {
  read: async (path) => {
    if (path === 'bytes') return { ok: true, bytes: Uint8Array.of(0, 255, 123, 123, 120, 125, 125) };
    if (path === 'utf16') return { ok: true, bytes: Buffer.from('{{v}} é', 'utf16le') };
    return { ok: false, reason: path === 'locked' ? 'permission was denied.' : null };
  },
};

function prepare(text: string): Promise<Prepared> {
  const file = parse(text);
  const [node] = file.requests;
  assert.ok(node);
  return prepareRequest(file, node, {
    variables,
    boundOrigin: 'https://bound.example',
    knownOrigins: new Set(['https://bound.example']),
    bodyFiles: files,
  });
}

async function ready(text: string) {
  const prepared = await prepare(text);
  assert.ok(prepared.ok, JSON.stringify(prepared));
  return prepared.request;
}

async function failed(text: string): Promise<[string, string[]]> {
  const prepared = await prepare(text);
  assert.ok(!prepared.ok);
  return [prepared.kind, prepared.findings.map(({ start, problem }) => `${start} ${problem.code}`)];
}

describe('A prepared request', () => {
  it('has final bytes: variables replaced, URL encoded, body built', async () => {
    const request = await ready('@v = é\nPOST {{baseUrl}}/a/{{v}}?{{v}}\nX-A: {{v}}\n\n{"a":"{{v}}"}');
    assert.equal(request.url, 'https://bound.example/a/%C3%A9?%C3%A9');
    assert.equal(request.path, '/a/%C3%A9');
    assert.equal(request.requestTarget, '/a/%C3%A9?%C3%A9');
    assert.deepEqual(request.headers, [['X-A', 'é']]);
    assert.equal(request.body.toString(), '{"a":"é"}');
    assert.deepEqual([request.line, request.method, request.origin], [2, 'POST', 'https://bound.example']);
  });

  it('evaluates each occurrence of a variable once', async () => {
    const { headers, body } = await ready('POST /x\nX-A: {{$uuid}}\n\n{{$uuid}} {{$uuid}}');
    const [first, second] = body.toString().split(' ');
    assert.equal(new Set([headers[0]?.[1], first, second]).size, 3);
  });

  it('has no Host and no Content-Length among its headers', async () => {
    const { headers } = await ready('GET /x\nHost: bound.example\nX-A: 1\ncontent-length: 7\n');
    assert.deepEqual(headers, [['X-A', '1']]);
  });

  it('takes bytes of a file as they are, and text of another encoding as UTF-8', async () => {
    const raw = await ready('POST /x\n\n< bytes');
    assert.deepEqual([...raw.body], [0, 255, 123, 123, 120, 125, 125]);
    const text = await ready('@v = 1\nPOST /x\n\n<@utf-16le utf16');
    assert.equal(text.body.toString(), '1 é');
  });

  it('lists everything that has no value, in the order of the file', async () => {
    assert.deepEqual(await failed('POST /{{a}}\nX: {{b}} {{$env.C}}\n\n{{d}}'), [
      'unresolved',
      [
        '6 http.variable.unresolved',
        '15 http.variable.unresolved',
        '21 http.variable.noEnvironment',
        '33 http.variable.unresolved',
      ],
    ]);
  });

  it('is none with a body file that is missing, locked, or not of its encoding', async () => {
    assert.deepEqual(await failed('POST /x\n\n< gone'), ['invalid', ['9 request.body.fileMissing']]);
    assert.deepEqual(await failed('POST /x\n\n< locked'), ['invalid', ['9 request.body.fileRefused']]);
    assert.deepEqual(await failed('POST /x\n\n<@ bytes'), ['invalid', ['9 request.body.undecodable']]);
    assert.deepEqual(await failed('POST /x\n\n<@klingon bytes'), ['invalid', ['9 request.body.encoding']]);
  });

  it('is none with a line break that a variable brings into a header', async () => {
    assert.deepEqual(await failed('@v = a\\r\\nX-Evil: 1\nGET /x\nX-A: {{v}}\n'), [
      'invalid',
      ['27 request.header.value'],
    ]);
  });

  it('is refused with a user name in its address, but for one that goes out as typed', async () => {
    assert.deepEqual(await failed('GET https://me:pw@bound.example/x'), ['refused', ['0 request.target.userInfo']]);
    const typed = await ready('# @no-sign\nGET https://me:pw@bound.example/x');
    assert.deepEqual(typed.headers, [['Authorization', `Basic ${Buffer.from('me:pw').toString('base64')}`]]);
    assert.equal(typed.url, 'https://bound.example/x');
  });

  it('has name and password of Basic in Base64, however they are written', async () => {
    const sent = async (value: string) =>
      (await ready(`@p = open sesame\nGET /a\nAuthorization: ${value}`)).headers[0]?.[1];
    assert.equal(await sent('Basic ann secret'), `Basic ${Buffer.from('ann:secret').toString('base64')}`);
    assert.equal(await sent('basic ann:secret'), `Basic ${Buffer.from('ann:secret').toString('base64')}`);
    assert.equal(await sent('Basic ann {{p}}'), `Basic ${Buffer.from('ann:open sesame').toString('base64')}`);
    assert.equal(await sent('Basic YW5uOnNlY3JldA=='), 'Basic YW5uOnNlY3JldA==');
    assert.equal(await sent('Bearer a b:c'), 'Bearer a b:c');
  });

  it('is refused with Host headers that contradict each other', async () => {
    assert.deepEqual(await failed('GET /a\nHost: a.test\nHost: b.test'), ['refused', ['0 request.host.contradicts']]);
  });

  it('carries what its directives ask for, the last of each', async () => {
    const { options } = await ready(
      '# @credential one\n# @credential two\n# @note Sure?\n# @no-log\n// @timeout 2 s\n# @connection-timeout 500 ms\nGET /x',
    );
    assert.deepEqual(options, {
      credential: 'two',
      noSign: false,
      note: 'Sure?',
      noLog: true,
      timeoutMs: 2000,
      connectTimeoutMs: 500,
    });
  });
});
