// `sign`, `send` and `parse` on requests of every shape: what a bare socket received is what was signed.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { version } from '../../package.json';
import { jsonLines, Place, pythonSignatures, type Run, type ToSign } from '../support/cli';
import { type RawRequest, RawServer } from '../support/raw-server';
import { type Parsed, type RequestCase, requestCases } from './request-cases';

const KEY = 'sk_test_0123456789abc3d4';
const SECRET = 'pässwörd of "the" tests';
const AT = 1760000000;

interface Outcome {
  readonly received: RawRequest;
  readonly sent: Run;
  readonly signed: Run;
  readonly parsed: Run;
}

describe('sign, send and parse', function () {
  this.timeout(180_000);
  const outcomes = new Map<RequestCase, Outcome>();
  let signatures: Map<string, string>;
  let server: RawServer;
  let place: Place;

  before(async () => {
    server = await RawServer.start();
    place = new Place();
    for (const [i, request] of requestCases.entries()) outcomes.set(request, await carryOut(request, i));
    signatures = allSignatures(outcomes);
  });
  after(() => Promise.all([server?.stop(), place?.stop()]));

  const fill = (text: string) =>
    text.replaceAll('ORIGIN', server.origin).replaceAll('HOST', `127.0.0.1:${server.port}`);

  async function carryOut({ file, files = {}, args = [] }: RequestCase, i: number): Promise<Outcome> {
    const folder = `case-${i}`;
    for (const [name, content] of Object.entries(files)) place.file(`${folder}/${name}`, content);
    const path = place.file(`${folder}/request.http`, typeof file === 'string' ? fill(file) : file);
    const options = { env: { RESTLINK_API_KEY: KEY, RESTLINK_API_SECRET: SECRET } };
    const common = [path, '--json', '--base-url', server.origin, ...args];
    server.reset();
    const [sent, signed, parsed] = await Promise.all([
      place.run(['send', ...common], options),
      place.run(['sign', ...common, '--timestamp', String(AT)], options),
      place.run(['parse', path, '--json']),
    ]);
    const [received, ...more] = server.requests;
    assert.ok(received, `nothing was sent: ${sent.stderr}`);
    assert.equal(more.length, 0, 'sent more than once');
    return { received, sent, signed, parsed };
  }

  for (const request of requestCases) {
    describe(`with ${request.what}`, () => {
      const of = () => outcomes.get(request) as Outcome;
      const { wire, body = '', headers = [] } = request;
      const bytes = Buffer.from(body);

      it('put the request on the wire as the dialect says', () => {
        const { received } = of();
        assert.equal(received.line, `${wire} HTTP/1.1`);
        assert.deepEqual(received.body, bytes);
        const has = (name: string) => headers.some(([typed]) => typed.toLowerCase() === name.toLowerCase());
        const defaults = [
          ['User-Agent', `restlink-sms/${version}`],
          ['Accept', '*/*'],
          ['Accept-Encoding', 'gzip, br'],
        ].filter(([name = '']) => !has(name));
        const length = bytes.length > 0 || /^P/.test(wire) ? [['Content-Length', String(bytes.length)]] : [];
        assert.deepEqual(
          received.headers.map(([name, value]) => (/^X-(Timestamp|Signature)$/.test(name) ? [name] : [name, value])),
          [
            ['Host', `127.0.0.1:${server.port}`],
            ...headers,
            ...defaults,
            ['X-API-Key', KEY],
            ['X-Timestamp'],
            ['X-Signature'],
            ...length,
            ['Connection', 'keep-alive'],
          ],
        );
      });

      it('sign what was received: the signature is the one that Python makes of those bytes', () => {
        const { received } = of();
        assert.equal(header(received, 'X-Signature'), signatures.get(messageOf(received).toString('hex')));
        const age = Date.now() / 1000 - Number(header(received, 'X-Timestamp'));
        assert.ok(age > -275 && age < 275, `timestamp is ${age} s old`);
      });

      it('print the exchange as one JSON line', () => {
        const { received, sent } = of();
        const [line, ...more] = jsonLines<SendLine>(sent);
        assert.ok(line);
        assert.equal(more.length, 0);
        assert.equal(sent.code, 0);
        assert.equal(line.error, null);
        assert.equal(line.line, request.parsed.line);
        assert.equal(line.credential, 'environment');
        assert.equal(line.request.method, received.method);
        assert.equal(line.request.url, server.origin + received.target);
        assert.equal(line.request.bodyBytes, bytes.length);
        const shown = received.headers
          .filter(([name]) => !['Host', 'Connection', 'Content-Length'].includes(name))
          .map(([name, value]) => [name, name === 'X-API-Key' ? 'sk_test_…c3d4' : value]);
        assert.deepEqual(line.request.headers, shown);
        assert.equal(line.response.body, '{"status":true}');
      });

      it('print the signed request as cli.md has it', () => {
        const { received, signed } = of();
        assert.equal(signed.code, 0);
        const path = received.target.split('?', 1)[0] ?? '';
        const message = Buffer.concat([Buffer.from(`${received.method}|${path}|${AT}|`), bytes]);
        const signature = signatures.get(message.toString('hex'));
        const isText = Buffer.from(bytes.toString('utf8')).equals(bytes);
        const expected = {
          name: request.parsed.name ?? null,
          line: request.parsed.line,
          method: received.method,
          url: server.origin + received.target,
          path,
          timestamp: AT,
          message: isText ? message.toString('utf8') : null,
          ...(isText ? {} : { messageBase64: message.toString('base64') }),
          signature,
          bodySha256: createHash('sha256').update(bytes).digest('hex'),
          bodyBytes: bytes.length,
          headers: received.headers
            .filter(([name]) => !['Host', 'Connection', 'Content-Length'].includes(name))
            .map(([name, value]) => {
              if (name === 'X-API-Key') return [name, 'sk_test_…c3d4'];
              if (name === 'X-Timestamp') return [name, String(AT)];
              return [name, name === 'X-Signature' ? signature : value];
            }),
        };
        assert.equal(signed.stdout, `${JSON.stringify(expected)}\n`);
      });

      it('parse to exactly this', () => {
        const { parsed } = of();
        assert.equal(parsed.stdout, `${JSON.stringify(complete(request.parsed))}\n`);
        assert.equal(parsed.stderr, '');
        assert.equal(parsed.code, 0);
      });
    });
  }

  /** All members in the order of cli.md. */
  function complete({ line, endLine, name = null, title = '', method = 'GET', url, ...rest }: Parsed) {
    const { headers = [], body = null, bodyParts = null, directives = [] } = rest;
    return {
      line,
      endLine,
      name,
      title,
      method,
      url: fill(url),
      headers: headers.map(([typed, value]) => [typed, fill(value)]),
      body,
      bodyParts,
      directives,
    };
  }
});

interface SendLine {
  readonly line: number;
  readonly credential: string;
  readonly request: { method: string; url: string; headers: [string, string][]; bodyBytes: number };
  readonly response: { body: string };
  readonly error: unknown;
}

function header({ headers }: RawRequest, name: string): string {
  return headers.find(([other]) => other === name)?.[1] ?? '';
}

/** `METHOD|path|timestamp|body` (FACTS.md section 3) of what arrived, at its own time or another one. */
function messageOf(request: RawRequest, timestamp = header(request, 'X-Timestamp')): Buffer {
  const path = request.target.split('?', 1)[0] ?? '';
  return Buffer.concat([Buffer.from(`${request.method}|${path}|${timestamp}|`), request.body]);
}

/** What Python signs for all of them, by message. */
function allSignatures(outcomes: ReadonlyMap<RequestCase, Outcome>): Map<string, string> {
  const messages = [...outcomes.values()].flatMap(({ received }) => [
    messageOf(received),
    messageOf(received, String(AT)),
  ]);
  const all = messages.map((message): ToSign => ({ secret: SECRET, message }));
  const signatures = pythonSignatures(all);
  return new Map(messages.map((message, i) => [message.toString('hex'), signatures[i] ?? '']));
}
