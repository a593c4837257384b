import assert from 'node:assert/strict';
import { parse } from '../../../src/http';
import { codes, first, only, pairs } from './reading';

const line = (text: string) => {
  const { method, target, version } = only(text).requestLine;
  return [method, target, version];
};

describe('http: request line', () => {
  it('reads method, target and version', () => {
    assert.deepEqual(line('GET https://x.test/a?b=1 HTTP/1.1'), ['GET', 'https://x.test/a?b=1', 'HTTP/1.1']);
    assert.deepEqual(line('POST {{baseUrl}}/x HTTP/2'), ['POST', '{{baseUrl}}/x', 'HTTP/2']);
  });

  it('takes any token in any case for a method and shows it in capitals', () => {
    assert.deepEqual(line('post /x'), ['POST', '/x', null]);
    assert.deepEqual(line('m-search https://x.test/'), ['M-SEARCH', 'https://x.test/', null]);
  });

  it('takes a lone address for a GET', () => {
    assert.deepEqual(line('https://x.test/a'), ['GET', 'https://x.test/a', null]);
    assert.deepEqual(line('/api/v1/sms/stats HTTP/1.1'), ['GET', '/api/v1/sms/stats', 'HTTP/1.1']);
    assert.deepEqual(line('{{host}}/x'), ['GET', '{{host}}/x', null]);
    assert.deepEqual(line('example.com:8080/x'), ['GET', 'example.com:8080/x', null]);
    assert.equal(only('/x').requestLine.methodSpan, null);
  });

  it('keeps blanks and leaves the target as written', () => {
    assert.deepEqual(line('GET   /a b/../c?q=x y   '), ['GET', '/a b/../c?q=x y', null]);
  });

  it('says that an address is missing', () => {
    assert.deepEqual(codes('GET'), ['error http.requestLine.noTarget']);
    assert.deepEqual(codes('delete  \nA: 1'), ['error http.requestLine.noTarget']);
  });

  it('does not take a path that ends like a version for one', () => {
    assert.deepEqual(line('GET /HTTP/1.1'), ['GET', '/HTTP/1.1', null]);
  });
});

describe('http: target over several lines', () => {
  it('appends lines that begin with ? or &, trimmed', () => {
    const text = 'GET /x\n  ?a=1\n&b=2  \n  &c=3 HTTP/1.1\nA: 1';
    assert.deepEqual(line(text), ['GET', '/x?a=1&b=2&c=3', 'HTTP/1.1']);
    const { targetSpans } = only(text).requestLine;
    assert.equal(targetSpans.map(({ start, end }) => text.slice(start, end)).join(''), '/x?a=1&b=2&c=3');
  });

  it('appends indented lines directly below that do not have the form Name: value', () => {
    const request = only('GET https://x.test\n    /api\n    /v1\n    Accept: a\n    b\nB: c');
    assert.equal(request.requestLine.target, 'https://x.test/api/v1');
    assert.deepEqual(pairs(request), [
      ['Accept', 'a b'],
      ['B', 'c'],
    ]);
  });

  it('lets comments stand between them', () => {
    assert.deepEqual(line('GET /x\n  ?a=1\n  # not this\n  // nor this\n  &b=2'), ['GET', '/x?a=1&b=2', null]);
  });

  it('takes no ? line after a header', () => {
    assert.deepEqual(codes('GET /x\nA: 1\n&b=2'), ['error http.header.noColon']);
  });
});

describe('http: headers', () => {
  it('reads Name: value up to the first blank line, values trimmed', () => {
    assert.deepEqual(pairs(only('GET /x\nA:1\nB :  two  \nC:\nD: a:b\n\n')), [
      ['A', '1'],
      ['B', 'two'],
      ['C', ''],
      ['D', 'a:b'],
    ]);
  });

  it('continues a value on indented lines, joined by one blank, unless they have the form Name: value', () => {
    assert.deepEqual(pairs(only('GET /x\nA: 1\n   2 \n\t3\n  B: 4\n  http://x')), [
      ['A', '1 2 3'],
      ['B', '4 http://x'],
    ]);
  });

  it('keeps repeated names separate', () => {
    assert.deepEqual(pairs(only('GET /x\nA: 1\na: 2')), [
      ['A', '1'],
      ['a', '2'],
    ]);
  });

  it('makes a line without colon an error', () => {
    const request = only('GET /x\nAccept\nB: 1');
    assert.equal(request.badHeaders.length, 1);
    assert.deepEqual(codes('GET /x\nAccept\nB: 1'), ['error http.header.noColon']);
    assert.deepEqual(codes('GET /x\n: 1'), ['error http.header.noColon']);
    assert.deepEqual(codes('GET /x\nBad name: 1'), ['error http.header.name']);
  });

  it('says where a blank line is missing before a body', () => {
    assert.deepEqual(codes('POST /x\nA: 1\n{"a"}'), ['error http.body.noBlankLine']);
  });

  it('drops Content-Length with a hint', () => {
    const text = 'POST /x\ncontent-length: 3\nA: 1\n\nabc';
    assert.deepEqual(pairs(only(text)), [['A', '1']]);
    assert.equal(only(text).droppedHeaders.length, 1);
    assert.deepEqual(codes(text), ['hint http.contentLength']);
  });

  it('points at name and value', () => {
    const text = 'GET /x\n  Ab : c d \n';
    const { nameSpan, valueSpan } = first(only(text).headers);
    assert.equal(text.slice(nameSpan.start, nameSpan.end), 'Ab');
    assert.equal(text.slice(valueSpan.start, valueSpan.end), 'c d');
  });
});

describe('http: line ends and odd bytes', () => {
  it('skips a byte order mark', () => {
    assert.deepEqual(line('\ufeffGET /x'), ['GET', '/x', null]);
    assert.equal(parse('\ufeff### t\nGET /x').requests[0]?.title, 't');
  });

  it('takes a lone CR for a line break, as VS Code does, and U+2028 for none', () => {
    assert.deepEqual(pairs(only('GET /x\rA: 1\rB: 2')), [
      ['A', '1'],
      ['B', '2'],
    ]);
    assert.deepEqual(pairs(only('GET /x\nA: 1\u2028B: 2')), [['A', '1\u2028B: 2']]);
  });

  it('reads NUL bytes and a file without any line', () => {
    assert.equal(parse('').requests.length, 0);
    assert.deepEqual(line('GET /\0'), ['GET', '/\0', null]);
  });
});
