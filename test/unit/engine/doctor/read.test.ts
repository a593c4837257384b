import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readFailingRequest } from '../../../../src/engine/doctor';
import type { BodyFiles } from '../../../../src/request';

const noFiles: BodyFiles = { read: async () => ({ ok: false, reason: null }) };

async function read(input: string | Buffer, files = noFiles) {
  const result = await readFailingRequest(Buffer.from(input as string), files);
  assert.ok(result.ok, result.ok ? '' : result.problem.code);
  return result;
}

async function problem(input: string | Buffer) {
  const result = await readFailingRequest(Buffer.from(input as string), noFiles);
  assert.ok(!result.ok);
  return result.problem;
}

describe('A failing request is read', () => {
  it('with a binary body byte for byte', async () => {
    const body = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
    const { request } = await read(Buffer.concat([Buffer.from('PUT /a HTTP/1.1\r\nA: b\r\n\r\n'), body]));
    assert.ok(request.body.equals(body));
    assert.deepEqual(request.headers, [['A', 'b']]);
  });

  it('with the beginning of a byte order mark that belongs to the body', async () => {
    const { request } = await read('POST /a\n\n\ufeff{}');
    assert.equal(request.body.toString('hex'), 'efbbbf7b7d');
  });

  it('without what follows the bytes that Content-Length counts', async () => {
    const { request, notes } = await read('POST /a\nContent-Length: 2\n\n{}\n\nHTTP/1.1 401 Unauthorized\n');
    assert.equal(request.body.toString(), '{}');
    assert.equal(request.lineBreakMayBeAdded, false);
    assert.deepEqual(notes, []);
  });

  it('with a doubtful line break where no Content-Length tells', async () => {
    assert.equal((await read('POST /a\n\n{}\n')).request.lineBreakMayBeAdded, true);
    assert.equal((await read('{"url":"/a","body":"{}\\n"}')).request.lineBreakMayBeAdded, false);
  });

  it('with a target beyond ASCII', async () => {
    assert.equal((await read('GET /é?q=ü HTTP/1.1\n\n')).request.target, '/é?q=ü');
  });

  it('from JSON, whose numbers keep their digits', async () => {
    const { request, notes } = await read('{"url":"/a","body": {"n": 1.50, "big": 12345678901234567890, "s": [ ]}}');
    assert.equal(request.body.toString(), '{"n":1.50,"big":12345678901234567890,"s":[]}');
    assert.equal(request.method, 'POST');
    assert.equal(notes[0]?.code, 'doctor.note.jsonBody');
  });

  it('from JSON that says null for nothing', async () => {
    const { request } = await read('{"method":null,"url":"/a","headers":null,"body":null}');
    assert.deepEqual([request.method, request.headers, request.body.length], ['GET', [], 0]);
  });

  it('from curl with several data options and a body from a file', async () => {
    const files: BodyFiles = { read: async () => ({ ok: true, bytes: Buffer.from('one\r\ntwo\n') }) };
    const joined = await read("curl https://h.example/a -d 'a=1' -d b=2", files);
    assert.equal(joined.request.body.toString(), 'a=1&b=2');
    assert.equal((await read('curl https://h.example/a -d @x', files)).request.body.toString(), 'onetwo');
    assert.equal(
      (await read('curl https://h.example/a --data-binary @x', files)).request.body.toString(),
      'one\r\ntwo\n',
    );
  });

  it('or refused as UTF-16, and as text that is not UTF-8 where it has to be', async () => {
    assert.equal((await problem(Buffer.from('\ufeffGET /a\n', 'utf16le'))).code, 'doctor.input.utf16');
    assert.equal((await problem(Buffer.from('{"url":"/\xff"}', 'latin1'))).code, 'doctor.input.encoding');
  });

  it('or refused with a sentence, whatever it is', async () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.string().map((text) => `curl ${text}`),
      fc.string().map((text) => `POST /a\n${text}`),
      fc.string().map((text) => `POST /a\nTransfer-Encoding: chunked\n\n${text}`),
      fc.string().map((text) => `curl ^"${text}`),
      fc.string().map((text) => `:method: POST\n${text}`),
      fc.string().map((text) => `:path\n${text}`),
      fc.string().map((text) => `> POST /a HTTP/1.1\n> ${text}`),
      fc.string().map((text) => `fetch("/a", {${text}})`),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (text) => {
        const result = await readFailingRequest(Buffer.from(text), noFiles);
        assert.ok(result.ok || result.problem.code !== undefined);
      }),
      { numRuns: 500 },
    );
  });
});
