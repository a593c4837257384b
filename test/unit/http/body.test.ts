import assert from 'node:assert/strict';
import { encodeForm, parse, sourceOffset } from '../../../src/http';
import { body, codes, first, only } from './reading';

const post = (type: string, text: string) => `POST /x\nContent-Type: ${type}\n\n${text}`;

describe('http: body', () => {
  it('reaches from after the blank line to the separator, without leading and trailing blank lines', () => {
    assert.equal(body(only('POST /x\n\n \n\n  {\n\n  }  \n \n\n###\n')), '  {\n\n  }  ');
    assert.equal(only('POST /x\n\n\n').body, null);
  });

  it('joins lines by LF whatever the document uses', () => {
    assert.equal(body(only('POST /x\r\n\r\na\r\n\r\nb\r\n')), 'a\n\nb');
    assert.equal(body(only('POST /x\r\ra\rb\r')), 'a\nb');
  });

  it('points at its first and last line that is not blank', () => {
    const text = 'POST /x\n\n\n a\nb\n\n';
    const node = only(text).body;
    assert.equal(node && text.slice(node.start, node.end), ' a\nb');
  });
});

describe('http: comment lines in a body', () => {
  for (const type of [
    'application/json',
    'application/problem+json; charset=utf-8',
    'application/xml',
    'image/svg+xml',
    '{{type}}',
  ]) {
    it(`are dropped for ${type}, with one hint`, () => {
      const text = post(type, '# a\nx\n  // b\ny\n# c\n');
      assert.equal(body(only(text)), 'x\ny');
      assert.deepEqual(codes(text), ['hint http.body.comment']);
    });
  }

  it('are dropped for forms, whose line breaks are encoded', () => {
    const text = post('application/x-www-form-urlencoded', '# a\nx\n  // b\ny\n# c\n');
    assert.equal(body(only(text)), 'x\ny');
    assert.deepEqual(codes(text), ['hint http.body.comment', 'hint http.form.encoded']);
  });

  it('are dropped when no type is given', () => {
    assert.equal(body(only('POST /x\n\n{\n// no\n}')), '{\n}');
  });

  for (const type of ['text/plain', 'text/markdown', 'text/csv', 'application/yaml']) {
    it(`are kept for ${type}`, () => {
      const text = post(type, '# a\nx\n// b');
      assert.equal(body(only(text)), '# a\nx\n// b');
      assert.deepEqual(codes(text), []);
    });
  }

  it('follow a type that a file variable tells, wherever it stands', () => {
    const text = `${post('{{t}}', '# a')}\n### next\n@t = text/{{u}}\n@u = markdown\n`;
    assert.equal(body(only(text)), '# a');
    assert.equal(body(only(`@t = text/plain\n${post('{{t}}', '# a\nb')}`)), '# a\nb');
    assert.equal(body(only(`@t = {{t}}\n${post('{{t}}', '# a\nb')}`)), 'b');
  });
});

describe('http: form bodies', () => {
  it('glue a line that begins with & to the one before', () => {
    assert.equal(body(only(post('application/x-www-form-urlencoded', 'a=1\n  &b=2\n&c=3\nd'))), 'a=1&b=2&c=3\nd');
  });

  it('have characters that are not allowed percent-encoded, and %XX left alone', () => {
    assert.equal(encodeForm('to=+1 é%20&x=100%\n\ud800'), 'to=+1%20%C3%A9%20&x=100%25%0A%EF%BF%BD');
    assert.equal(encodeForm("a-b_c.d~e!$&'()*+,;=:@/?#[]"), "a-b_c.d~e!$&'()*+,;=:@/?#[]");
  });
});

describe('http: multipart bodies', () => {
  const type = 'multipart/form-data; boundary="b1"';

  it('keep their parts as written with CRLF, and comments only before the first boundary go', () => {
    const text = post(
      type,
      '# no\n--b1\nContent-Disposition: form-data; name="a"\n\n# yes\n@v = 1\n\n@w = 2\n--b1--\n\n@x = 3',
    );
    assert.equal(
      body(only(text)),
      '--b1\r\nContent-Disposition: form-data; name="a"\r\n\r\n# yes\r\n@v = 1\r\n\r\n@w = 2\r\n--b1--',
    );
    assert.deepEqual(
      parse(text).variables.map(({ name }) => name),
      ['x'],
    );
    assert.deepEqual(codes(text), ['hint http.body.comment']);
  });

  it('mix with files', () => {
    const text = post(type, '--b1\n\n< ./a.png\n--b1--');
    assert.deepEqual(body(only(text)), [
      '--b1\r\n\r\n',
      { file: './a.png', substitute: false, encoding: null },
      '\r\n--b1--',
    ]);
  });

  it('warn when the header names no boundary', () => {
    assert.deepEqual(codes(post('multipart/form-data', '--b1\n--b1--')), ['warning http.body.noBoundary']);
  });
});

describe('http: body from a file', () => {
  it('reads < path, <@ path and <@encoding path', () => {
    const file = (text: string) => body(only(`POST /x\n\n${text}`));
    assert.deepEqual(file('< ./a b.json  '), [{ file: './a b.json', substitute: false, encoding: null }]);
    assert.deepEqual(file('<@ {{dir}}/a'), [{ file: '{{dir}}/a', substitute: true, encoding: null }]);
    assert.deepEqual(file('<@latin1 a'), [{ file: 'a', substitute: true, encoding: 'latin1' }]);
  });

  it('joins text and files by line ends', () => {
    assert.deepEqual(body(only('POST /x\n\na\n< b\n< c\nd')), [
      'a\n',
      { file: 'b', substitute: false, encoding: null },
      '\n',
      { file: 'c', substitute: false, encoding: null },
      '\nd',
    ]);
  });

  it('does not take XML for a file', () => {
    assert.equal(body(only(post('application/xml', '<a>\n  < b\n</a>'))), '<a>\n  < b\n</a>');
  });
});

describe('http: places in a body text', () => {
  for (const [what, text] of [
    ['LF', 'POST /x\n\nab\n{{v}}'],
    ['CRLF', 'POST /x\r\n\r\nab\r\nc\r\n{{v}}'],
    ['dropped comments', 'POST /x\n\na\n# b\n{{v}}'],
    ['glued lines', post('application/x-www-form-urlencoded', 'a=1\n  &b={{v}}')],
    ['multipart', post('multipart/mixed; boundary=b', '--b\n\n{{v}}\n--b--')],
    ['files', 'POST /x\n\n< a\nb{{v}}'],
  ] as const) {
    it(`lead back to the document, with ${what}`, () => {
      const part = only(text).body?.parts.findLast(({ kind }) => kind === 'text');
      assert.ok(part?.kind === 'text');
      assert.equal(sourceOffset(text, part, part.text.indexOf('{{v}}')), text.indexOf('{{v}}'));
    });
  }
});

describe('http: GraphQL', () => {
  const query = 'query Q($a: Int) {\n  b\n\n  c(a: $a)\n}';
  const variables = '{ "a": {{n}} }';
  const json = `{"query":${JSON.stringify(query)},"variables":${variables}}`;

  it('makes JSON of query, blank line and variables, marked by a header', () => {
    const request = only(
      `POST /g\nX-REQUEST-TYPE: GraphQL\nContent-Type: application/json\n\n${query}\n\n${variables}\n`,
    );
    assert.equal(body(request), json);
    assert.deepEqual(
      request.headers.map(({ name }) => name),
      ['Content-Type'],
    );
    assert.equal(request.syntax, 'graphql');
  });

  it('understands GRAPHQL url, and adds the content type', () => {
    const request = only(`GRAPHQL https://x.test/g\n\n${query}`);
    assert.equal(request.requestLine.method, 'POST');
    assert.deepEqual(
      request.headers.map(({ name, value }) => [name, value]),
      [['Content-Type', 'application/json']],
    );
    assert.equal(body(request), JSON.stringify({ query }));
  });

  it('keeps the halves as written, for values that need escaping', () => {
    const { graphql } = only(`GRAPHQL /g\n\n{ a }\n\n${variables}`).body ?? {};
    assert.equal(graphql?.query.map((part) => part.kind === 'text' && part.text.trim()).join(), '{ a }');
    assert.equal(graphql?.variables.map((part) => part.kind === 'text' && part.text).join(), variables);
  });

  it('lets a file hold the query', () => {
    const request = only('GRAPHQL /g\n\n< ./q.graphql\n\n{ "a": 1 }');
    assert.equal(request.body?.graphql?.query[0]?.kind, 'file');
    const last = first(request.body?.graphql?.variables ?? []);
    assert.ok(last.kind === 'text' && last.text === '{ "a": 1 }');
  });
});

describe('http: scripts, handlers and asserts', () => {
  it('recognises them and never sends them', () => {
    const text = [
      '< {%',
      '  ### not a separator',
      '',
      '%}',
      'POST /x',
      '',
      '{"a":1}',
      '',
      '> {% client.test() %}',
      '> ./after.js',
      '>> ./saved.json',
      '?? status == 200',
      '<> 2026-02-13.200.json',
      '',
    ].join('\n');
    const request = only(text);
    assert.equal(body(request), '{"a":1}');
    assert.deepEqual(
      request.scripts.map(({ role }) => role),
      ['preRequest', 'handler', 'handler', 'saveTo', 'assert', 'savedAnswer'],
    );
    assert.deepEqual(codes(text), [
      'warning http.script.preRequest',
      'hint http.script.handler',
      'hint http.script.saveTo',
      'hint http.script.assert',
      'hint http.script.savedAnswer',
    ]);
  });

  it('end with the first line that ends in %}', () => {
    assert.equal(parse('GET /a\n\n> {%\nx\n### y\n%}  \n### b\nGET /b').requests.length, 2);
  });

  it('that have no end take in their request, no more, and say so', () => {
    const text = 'GET /a\n\n> {%\nx\n### b\nGET /b';
    assert.equal(parse(text).requests.length, 2);
    assert.deepEqual(codes(text), ['hint http.script.handler', 'error http.script.open']);
  });

  it('may stand directly below the headers; ?? is no query', () => {
    const request = only('GET /a\n?? status == 200\nA: 1\n> {% x %}');
    assert.equal(request.requestLine.target, '/a');
    assert.equal(request.scripts.length, 2);
  });
});
