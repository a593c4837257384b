// What the file says is what is signed is what arrives; what the server answers is what is shown: for any of it.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { STATUS_CODES } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { Credential, Secret } from '../../src/credentials';
import {
  answerDocument,
  answerText,
  createLocalSender,
  explanationsOf,
  type LocalSender,
  redactorFor,
} from '../../src/engine';
import { parse, type VariableContext } from '../../src/http';
import { sentence } from '../../src/messages';
import { type PreparedRequest, prepareRequest, simpleRequest } from '../../src/request';
import type { Exchange, Plan } from '../../src/sending';
import { RawServer } from '../support/raw-server';

const secret: Secret = { kind: 'hmac', key: 'sk_test_sandbox_signed', secret: 'sandbox-secret' };
const none: ReadonlyMap<string, string> = new Map();
const variables: VariableContext = {
  overrides: none,
  prompts: none,
  environment: none,
  fallback: none,
  now: () => new Date(0),
  randomBytes: (count) => new Uint8Array(count),
  processEnv: () => undefined,
  dotenv: () => undefined,
  requestValue: () => undefined,
};

describe('For any request and any answer', function () {
  this.timeout(120_000);
  let folder: string;
  let local: LocalSender;
  let server: RawServer;
  let credential: Credential;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bytes-'));
    local = createLocalSender(folder, '1.2.3');
    server = await RawServer.start();
    const [origin, created] = [server.origin, '2026-01-01T00:00:00Z'];
    credential = { id: 'a', name: 'a', kind: 'hmac', origin, keyHint: 'sk_test_…', store: 'session', created };
  });
  beforeEach(() => server.reset());
  after(async () => {
    local?.dispose();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const send = (request: PreparedRequest, timeoutMs = 60_000): Promise<Exchange> =>
    local.sender.send(
      { request, credential, secret },
      { timeoutMs, signal: new AbortController().signal, secrets: [] },
    );

  async function fromFile(text: string): Promise<PreparedRequest> {
    const file = parse(text);
    const [node] = file.requests;
    assert.ok(node && file.requests.length === 1);
    const prepared = await prepareRequest(file, node, {
      variables,
      boundOrigin: server.origin,
      knownOrigins: new Set([server.origin]),
      bodyFiles: { read: async () => ({ ok: false, reason: null }) },
    });
    assert.ok(prepared.ok, JSON.stringify(prepared));
    return prepared.request;
  }

  it('what the file says is what is signed is what arrives, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(writtenRequest, async ({ method, path, query, headers, body, eol }) => {
        const lines = [`${method} ${path}${query}`, ...headers.map((pair) => pair.join(': ')), '', body, ''];
        const request = await fromFile(lines.join('\n').replaceAll('\n', eol));
        server.reset();
        const { failure, answer } = await send(request);
        assert.deepEqual([failure, answer?.status], [null, 200]);
        const [arrived] = server.requests;
        assert.ok(arrived && server.requests.length === 1);

        assert.equal(arrived.method, method);
        const [arrivedPath = '', arrivedQuery] = arrived.target.split('?');
        assert.match(arrived.target, /^[\x21-\x7e]+$/);
        assert.equal(decodeURIComponent(arrivedPath), path);
        assert.equal(arrivedQuery === undefined ? '' : `?${decodeURIComponent(arrivedQuery)}`, query);
        assert.equal(arrived.body.toString('utf8'), body);
        assert.deepEqual(
          arrived.headers.filter(([name]) => name.startsWith('X-T-')),
          headers,
        );

        const value = (wanted: string) => arrived.headers.find(([name]) => name === wanted)?.[1] ?? '';
        const expected = createHmac('sha256', 'sandbox-secret')
          .update(Buffer.from(`${method}|${arrivedPath}|${value('X-Timestamp')}|`, 'latin1'))
          .update(arrived.body);
        assert.equal(value('X-Signature'), expected.digest('hex'));
      }),
      { numRuns: 250 },
    );
  });

  it('what the server answers is what there is: status, headers and body, however they are framed and packed', async () => {
    await fc.assert(
      fc.asyncProperty(writtenAnswer, async ({ status, headers, body, pack, framing, cuts }) => {
        const [encoding, bytes] = packed(pack, body);
        server.reset((socket) => {
          const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...headers.map((pair) => pair.join(': '))];
          if (encoding !== '') head.push(`Content-Encoding: ${encoding}`);
          head.push('Connection: close');
          if (framing === 'length') head.push(`Content-Length: ${bytes.length}`);
          if (framing === 'chunked') head.push('Transfer-Encoding: chunked');
          socket.write(`${head.join('\r\n')}\r\n\r\n`);
          for (const part of partsOf(bytes, cuts)) {
            if (framing === 'chunked') socket.write(`${part.length.toString(16)}\r\n`);
            socket.write(part);
            if (framing === 'chunked') socket.write('\r\n');
          }
          socket.end(framing === 'chunked' ? '0\r\n\r\n' : '');
        });
        const exchange = await send(simpleRequest('GET', `${server.origin}/x`));
        const { answer } = exchange;
        assert.deepEqual([exchange.failure, answer?.truncated], [null, false]);
        assert.ok(answer);
        assert.equal(answer.status, status);
        assert.deepEqual(answer.headers.slice(0, headers.length), headers);
        assert.ok(answer.body.equals(body), `${answer.body.toString('hex')} is not ${body.toString('hex')}`);
        assert.equal(answer.bytes, body.length);
      }),
      { numRuns: 250 },
    );
  });

  it('a JSON answer reads as the same values, and a text as the same text', async () => {
    const redactor = redactorFor([{ credential, secret }]);
    // The names and values that are masked are another test's.
    const harmless = fc.json().filter((text) => redactor.body(text) === text);
    await fc.assert(
      fc.asyncProperty(harmless, async (json) => {
        server.reset((socket) => {
          const bytes = Buffer.from(json);
          const head = `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${bytes.length}\r\n`;
          socket.end(Buffer.concat([Buffer.from(`${head}Connection: close\r\n\r\n`), bytes]));
        });
        const request = simpleRequest('GET', `${server.origin}/x`);
        const exchange = await send(request);
        assert.ok(exchange.answer);
        const context = { plan: { request, credential }, redactor, say: sentence, timeOf: () => '10:30:00' };
        const { body } = await answerText(exchange, exchange.answer, context);
        assert.deepEqual(JSON.parse(body), JSON.parse(json));
      }),
      { numRuns: 100 },
    );
  });

  it('whatever a server sends, nothing escapes, and there is an answer or a sentence', async () => {
    await fc.assert(
      fc.asyncProperty(anyBytes, fc.boolean(), async (bytes, reset) => {
        server.reset((socket) => {
          socket.write(bytes, () => (reset ? socket.resetAndDestroy() : socket.end()));
        });
        const request = simpleRequest('POST', `${server.origin}/api/v1/sms/send`, [], Buffer.from('{}'));
        const plan: Plan = { request, credential, secret };
        const exchange = await send(request, 5000);
        const said = (await explanationsOf(exchange, plan)).map(sentence);
        assert.ok(exchange.failure ? said.length > 0 : exchange.answer);
        assert.ok(!said.some((text) => /\{\w+\}|undefined|\n\s+at /.test(text)), said.join(' '));
        if (!exchange.answer) return;
        const redactor = redactorFor([plan]);
        const context = { plan: { request, credential }, redactor, say: sentence, timeOf: () => '10:30:00' };
        assert.ok(answerDocument(await answerText(exchange, exchange.answer, context)).startsWith('HTTP/'));
      }),
      { numRuns: 300 },
    );
  });
});

/** Characters of a line: no controls, no line ends, no beginning of a variable. */
const character = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 1 })
  .filter((text) => !/[\p{Cc}\p{Zl}\p{Zp}{]/u.test(text));
const words = (maxLength: number) => fc.string({ unit: character, maxLength });
/** Of a path or query: none that means something there, and no blank. */
const urlWords = fc
  .string({ unit: character.filter((text) => !/[\s?#%\\/&=]/u.test(text)), minLength: 1, maxLength: 8 })
  // Steps up and down are taken by every client.
  .filter((text) => !/^\.{1,2}$/.test(text));

const writtenRequest = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE'),
  path: fc.array(urlWords, { maxLength: 4 }).map((parts) => `/${parts.join('/')}`),
  query: fc
    .array(fc.tuple(urlWords, urlWords), { maxLength: 3 })
    .map((pairs) => (pairs.length === 0 ? '' : `?${pairs.map((pair) => pair.join('=')).join('&')}`)),
  headers: fc.array(
    fc.tuple(
      fc.stringMatching(/^[A-Za-z0-9-]{1,8}$/).map((name) => `X-T-${name}`),
      words(20).map((text) => `<${text}>`),
    ),
    { maxLength: 4 },
  ),
  // Each line begins with a sign that means nothing in an `.http` file.
  body: fc
    .array(fc.oneof({ weight: 4, arbitrary: words(40).map((text) => `=${text}`) }, fc.constant('')), { maxLength: 8 })
    .map((lines) => lines.join('\n').replace(/^\n+|\n+$/g, '')),
  eol: fc.constantFrom('\n', '\r\n'),
});

const packs = ['', 'gzip', 'br', 'deflate'] as const;

const writtenAnswer = fc.record({
  status: fc.integer({ min: 200, max: 599 }).filter((status) => ![204, 205, 304].includes(status)),
  headers: fc.array(
    fc.tuple(fc.stringMatching(/^X-[A-Za-z0-9-]{1,8}$/), fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/)),
    { maxLength: 5 },
  ),
  body: fc.uint8Array({ maxLength: 3000 }).map((bytes) => Buffer.from(bytes)),
  pack: fc.constantFrom(...packs),
  framing: fc.constantFrom('length', 'chunked', 'close'),
  cuts: fc.array(fc.nat(3000), { maxLength: 4 }),
});

function packed(pack: (typeof packs)[number], body: Buffer): [string, Buffer] {
  const pressed = {
    '': () => body,
    gzip: () => gzipSync(body),
    br: () => brotliCompressSync(body),
    deflate: () => deflateSync(body),
  };
  return [pack, pressed[pack]()];
}

/** Parts that are not empty: an empty chunk would be the last one. */
function partsOf(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.flatMap((place, i) => {
    const part = bytes.subarray(place, places[i + 1] ?? place);
    return part.length > 0 ? [part] : [];
  });
}

/** Answers that are almost right, and bytes that are nothing. */
const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc
    .tuple(
      fc.constantFrom(
        'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{"status":true}',
        'HTTP/1.1 401 Unauthorized\r\nTransfer-Encoding: chunked\r\n\r\n1e\r\n{"error_code":"INVALID_TOKEN"}\r\n0\r\n\r\n',
        'HTTP/1.0 500 \r\nContent-Encoding: gzip\r\n\r\nx',
        'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nDate: soon\r\n\r\n',
      ),
      fc.array(fc.tuple(fc.nat(120), fc.nat(255), fc.constantFrom('change', 'insert', 'cut')), { maxLength: 3 }),
    )
    .map(([text, changes]) => {
      let bytes = Buffer.from(text);
      for (const [place, value, how] of changes) {
        const at = place % (bytes.length + 1);
        const rest = bytes.subarray(how === 'insert' ? at : at + 1);
        bytes = Buffer.concat(
          how === 'cut' ? [bytes.subarray(0, at)] : [bytes.subarray(0, at), Buffer.of(value), rest],
        );
      }
      return bytes;
    }),
);
