import assert from 'node:assert/strict';
import { durationMs, lineOf, parse, promptsOf } from '../../../src/http';
import { body, codes, first, only, pairs } from './reading';

describe('http: separators', () => {
  it('cuts at lines that start with ###, leading blanks allowed', () => {
    const { requests } = parse('GET /a\n###\nGET /b\n  ### third\nGET /c\n');
    assert.deepEqual(
      requests.map(({ requestLine }) => requestLine.target),
      ['/a', '/b', '/c'],
    );
  });

  it('takes the text after ### as title, and as name when no @name is given', () => {
    const file = parse('### Send one\nGET /a\n### Other\n# @name other\nGET /b\n###\nGET /c');
    assert.deepEqual(
      file.requests.map(({ title, name }) => [title, name]),
      [
        ['Send one', 'Send one'],
        ['Other', 'other'],
        ['', null],
      ],
    );
  });

  it('takes a line of many # as decoration', () => {
    assert.equal(only('##########\nGET /a').name, null);
    assert.equal(only('#### Part two\nGET /a').title, 'Part two');
  });

  it('separates inside a body too', () => {
    const { requests } = parse('POST /a\nContent-Type: text/markdown\n\n# Title\n### Section\nGET /b');
    assert.equal(requests.length, 2);
    assert.equal(body(first(requests)), '# Title');
  });

  it('gives a block with only comments and variables no request', () => {
    const file = parse('@a = 1\n# nothing here\n### also nothing\n// no\n### one\nGET /a');
    assert.equal(file.requests.length, 1);
    assert.equal(file.blocks.length, 3);
    assert.deepEqual(
      file.variables.map(({ name, value }) => [name, value]),
      [['a', '1']],
    );
  });

  it('reaches from the separator to the line before the next one', () => {
    const text = '### one\n\n# hello\nGET /a\n\n\n### two\nGET /b\n';
    const [one, two] = parse(text).requests;
    assert.equal(one && text.slice(one.start, one.end), '### one\n\n# hello\nGET /a\n\n\n');
    assert.equal(two && text.slice(two.start, two.end), '### two\nGET /b\n');
  });

  it('ends the content of a request with its last line that is not blank', () => {
    const file = parse('### one\nGET /a\n\n# remark\n\n\n### two\nPOST /b\n\n{}\n  \n\n@v = 1\n');
    assert.deepEqual(
      file.requests.map(({ contentEnd }) => lineOf(file, contentEnd)),
      [4, 10],
    );
  });
});

describe('http: comments', () => {
  it('reads # and //, leading blanks allowed, before the request line and among headers', () => {
    const request = only('# a\n  // b\nGET /x\n# c\nA: 1\n   # d\nB: 2\n');
    assert.deepEqual(pairs(request), [
      ['A', '1'],
      ['B', '2'],
    ]);
    assert.equal(request.comments.length, 4);
    assert.deepEqual(request.findings, []);
  });

  it('lets a request without body have comments below it, without a hint', () => {
    const text = 'GET /x\n\n# the end\n';
    assert.equal(only(text).body, null);
    assert.deepEqual(codes(text), []);
  });
});

describe('http: directives', () => {
  it('reads # @key value and // @key value before the request line', () => {
    const request = only('# @name send\n//@credential live\n#  @no-log\n# @timeout 5 s\nGET /x');
    assert.deepEqual(
      request.directives.map(({ key, value }) => [key, value]),
      [
        ['name', 'send'],
        ['credential', 'live'],
        ['no-log', ''],
        ['timeout', '5 s'],
      ],
    );
    assert.deepEqual(request.findings, []);
  });

  it('accepts those that change nothing', () => {
    assert.deepEqual(codes('# @no-redirect\n# @no-cookie-jar\nGET /x'), []);
  });

  it('hints at unknown keys and ignores them', () => {
    assert.deepEqual(codes('# @loop 3\nGET /x'), ['hint http.directive.unknown']);
  });

  it('takes mail addresses and mentions for comments', () => {
    assert.deepEqual(only('# @me/you\n# ask me@example.com\nGET /x').directives, []);
  });

  it('warns of a missing value, a time that is none, and a directive below the request line', () => {
    assert.deepEqual(codes('# @name\n# @timeout soon\nGET /x\n# @no-sign\n'), [
      'warning http.directive.noValue',
      'warning http.directive.duration',
      'warning http.directive.misplaced',
    ]);
  });

  it('reads times in seconds, or with ms, s or m', () => {
    assert.deepEqual(['30', '1.5 s', '500ms', '2 M', '', '-1', '0', '3 h'].map(durationMs), [
      ...[30_000, 1500, 500, 120_000, null, null, null, null],
    ]);
  });

  it('reads prompts with a description, each name once', () => {
    const request = only('# @prompt pin Your code\n# @prompt user\n# @prompt pin again\nGET /x');
    assert.deepEqual(
      promptsOf(request).map(({ name, description }) => [name, description]),
      [
        ['pin', 'Your code'],
        ['user', ''],
      ],
    );
  });
});

describe('http: "### is missing"', () => {
  it('starts a new request at a known method in capitals after a blank line, with a warning', () => {
    const text = 'GET /a\n\n# @name b\nPOST https://x.test/b\n\nGET {{baseUrl}}/c\n';
    const { requests } = parse(text);
    assert.deepEqual(
      requests.map(({ name, requestLine }) => [name, requestLine.method, requestLine.target]),
      [
        [null, 'GET', '/a'],
        ['b', 'POST', 'https://x.test/b'],
        [null, 'GET', '{{baseUrl}}/c'],
      ],
    );
    assert.deepEqual(codes(text), ['warning http.separator.missing', 'warning http.separator.missing']);
    assert.equal(text.slice(requests[1]?.start, requests[1]?.end), '# @name b\nPOST https://x.test/b\n\n');
  });

  for (const [why, text] of [
    ['its method is in small letters', 'POST /a\n\nget /b'],
    ['no such target follows', 'POST /a\n\nGET it done'],
    ['a body has begun', 'POST /a\n\nhello\n\nGET /b'],
    ['the request above has a Content-Type', 'POST /a\nContent-Type: text/plain\n\nGET /b'],
    ['the request above has a Content-Length', 'POST /a\nContent-Length: 6\n\nGET /b'],
    ['the request above is GraphQL', 'POST /a\nX-Request-Type: GraphQL\n\nGET /b'],
  ] as const) {
    it(`takes the line for a body when ${why}`, () => {
      assert.notEqual(only(text).body, null);
    });
  }
});

describe('http: file variables', () => {
  it('reads @name = value, trimmed, quotes included, with its escapes', () => {
    const { variables } = parse('@a = x y  \n  @b="q"\n@c = 1\\n2\\t\\\\n \\d\n@d =\n@e := lazy\nGET /x');
    assert.deepEqual(
      variables.map(({ name, value }) => [name, value]),
      [
        ['a', 'x y'],
        ['b', '"q"'],
        ['c', '1\n2\t\\n \\d'],
        ['d', ''],
        ['e', 'lazy'],
      ],
    );
  });

  it('ends a body at a variable after a blank line', () => {
    const text = 'POST /a\n\n{"a":1}\n@no = 1\n\n@v = 2\n\n// fine\n';
    assert.equal(body(only(text)), '{"a":1}\n@no = 1');
    assert.deepEqual(
      parse(text).variables.map(({ name }) => name),
      ['v'],
    );
    assert.deepEqual(codes(text), []);
  });

  it('says that text below such a variable is not sent', () => {
    assert.deepEqual(codes('POST /a\n\n{}\n\n@v = 2\nGET /b\n'), ['warning http.body.afterVariable']);
  });

  it('says that @name without = is no variable', () => {
    assert.deepEqual(codes('@name value\nGET /x'), ['error http.variable.malformed']);
  });
});

describe('http: files that are no requests', () => {
  it('says so of the first of several lines', () => {
    assert.deepEqual(codes('This file shows how to send.\nSee: https://x.test\n'), ['error http.requestLine.invalid']);
    assert.equal(parse('hello').requests.length, 0);
  });

  it('still reads the request below, which stays without error', () => {
    const { requests } = parse('some words here\n\nGET /x');
    assert.deepEqual(first(requests).findings, []);
  });
});
