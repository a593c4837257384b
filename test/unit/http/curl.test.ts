import assert from 'node:assert/strict';
import { parse } from '../../../src/http';
import { body, codes, only, pairs } from './reading';

const read = (text: string) => {
  const request = only(text);
  return [request.requestLine.method, request.requestLine.target, pairs(request), body(request)];
};
const form: [string, string] = ['Content-Type', 'application/x-www-form-urlencoded'];

describe('http: curl as a request', () => {
  it('reads method, address, headers and data over several lines', () => {
    const text = `# @name send
curl -X POST 'https://x.test/send?a=1&b=2' \\
  -H "Content-Type: application/json" \\
  --header 'X-A: it'\\''s' \\
  --data-raw '{"message": "a
b"}'

# done
### next
GET /x`;
    const [request, next] = parse(text).requests;
    assert.ok(request && next);
    assert.equal(request.name, 'send');
    assert.equal(request.syntax, 'curl');
    assert.equal(request.requestLine.target, 'https://x.test/send?a=1&b=2');
    assert.deepEqual(pairs(request), [
      ['Content-Type', 'application/json'],
      ['X-A', "it's"],
    ]);
    assert.equal(body(request), '{"message": "a\nb"}');
    assert.deepEqual(codes(text), []);
  });

  it('gives the same for CRLF files', () => {
    const text = "curl https://x.test \\\n  -d 'a\nb'\n";
    assert.deepEqual(read(text.replaceAll('\n', '\r\n')), read(text));
  });

  it('quotes as a POSIX shell does', () => {
    const [, , headers] = read(String.raw`curl x.test/\ a -H "A: \"b\" \$c \d" -H $'B: \u00e9\x41\'' -H C:\ d`);
    assert.deepEqual(headers, [
      ['A', String.raw`"b" $c \d`],
      ['B', "éA'"],
      ['C', 'd'],
    ]);
  });

  it('joins -d with &, says POST and form unless told otherwise', () => {
    assert.deepEqual(read('curl x.test -d a=1 -db=2'), ['POST', 'http://x.test', [form], 'a=1&b=2']);
    assert.deepEqual(read('curl x.test -XPUT -d a -H "content-type: text/plain"'), [
      ...['PUT', 'http://x.test', [['content-type', 'text/plain']], 'a'],
    ]);
  });

  it('takes -d @file for a file, and --data-raw @x for text', () => {
    assert.deepEqual(body(only('curl x.test --data-binary @./a.bin')), [
      { file: './a.bin', substitute: false, encoding: null },
    ]);
    assert.equal(body(only('curl x.test --data-raw @a')), '@a');
    assert.deepEqual(codes('curl x.test -d @a'), ['hint http.curl.dataFile']);
    assert.deepEqual(codes('curl x.test -d @-'), ['error http.curl.data']);
  });

  it('encodes --data-urlencode, variables included', () => {
    assert.equal(
      body(only("curl x.test --data-urlencode 'a=b c&{{d}}' --data-urlencode =é")),
      'a=b%20c%26{{%d}}&%C3%A9',
    );
  });

  it('makes a query of data with -G', () => {
    assert.deepEqual(read('curl -G https://x.test/a?b=1 -d c=2 --data-urlencode "d=e f"'), [
      ...['GET', 'https://x.test/a?b=1&c=2&d=e%20f', [], null],
    ]);
  });

  it('understands --json, -u, -b, -A, -e, -I, -T and --url', () => {
    assert.deepEqual(read('curl --url x.test --json \'{"a":\' --json 1}'), [
      ...['POST', 'http://x.test'],
      [
        ['Content-Type', 'application/json'],
        ['Accept', 'application/json'],
      ],
      '{"a":1}',
    ]);
    assert.deepEqual(read('curl -I {{baseUrl}}/x -u me:pw -b a=1 -A me -e there'), [
      ...['HEAD', '{{baseUrl}}/x'],
      [
        ['Authorization', 'Basic bWU6cHc='],
        ['Cookie', 'a=1'],
        ['User-Agent', 'me'],
        ['Referer', 'there'],
      ],
      null,
    ]);
    assert.deepEqual(read('curl -T ./f x.test'), [
      ...['PUT', 'http://x.test', []],
      [{ file: './f', substitute: false, encoding: null }],
    ]);
  });

  it('makes multipart of -F', () => {
    const [method, , headers, parts] = read("curl x.test -F a=1 -F 'f=@./x.png' --form-string b=@c");
    assert.equal(method, 'POST');
    assert.match(JSON.stringify(headers), /multipart\/form-data; boundary=-+restlink/);
    assert.ok(Array.isArray(parts));
    assert.match(
      String(parts[0]),
      /name="a"\r\n\r\n1\r\n--.*name="f"; filename="x\.png"\r\nContent-Type: image\/png\r\n\r\n$/s,
    );
    assert.match(String(parts[2]), /^\r\n--.*name="b"\r\n\r\n@c\r\n--.*--\r\n$/s);
  });

  it('hints at what cannot be honoured, and is silent where nothing changes', () => {
    assert.deepEqual(codes('curl -sSkL --compressed x.test --max-time 5 -x proxy:1 y.test | jq .'), [
      'hint http.curl.insecure',
      'hint http.curl.location',
      'hint http.curl.option',
      'hint http.curl.option',
      'hint http.curl.moreUrls',
      'hint http.curl.shell',
    ]);
  });

  it('says what makes a command useless', () => {
    assert.deepEqual(codes('curl -v'), ['error http.curl.noUrl']);
    assert.deepEqual(codes("curl 'x.test"), ['error http.curl.openQuote']);
    assert.deepEqual(codes('curl x.test -H'), ['error http.curl.noArgument']);
    assert.deepEqual(codes('curl x.test -u {{a}}:{{b}}'), ['error http.curl.userVariable']);
    assert.deepEqual(codes('curl x.test\n\n-d a\n-d b'), ['warning http.curl.tail']);
  });

  it('computes Content-Length here as well', () => {
    assert.deepEqual(codes("curl x.test -H 'Content-Length: 3' -d abc"), ['hint http.contentLength']);
    assert.deepEqual(pairs(only("curl x.test -H 'Content-Length: 3'")), []);
  });

  it('points at the arguments', () => {
    const text = "curl 'https://x.test' -H 'A: 1' -d 'b'";
    const { headers, body: node, requestLine } = only(text);
    const at = (span?: { start: number; end: number }) => span && text.slice(span.start, span.end);
    assert.equal(at(requestLine.targetSpans[0]), "'https://x.test'");
    assert.equal(at(headers[0]), "'A: 1'");
    assert.equal(at(node?.parts[0]), "'b'");
  });
});
