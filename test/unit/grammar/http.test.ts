import assert from 'node:assert/strict';
import { loadGrammar, type Token } from '../../support/grammar';

describe('the grammar of .http files', () => {
  let tokenize: (text: string) => Token[];
  before(async () => {
    tokenize = await loadGrammar('source.http.restlink');
  });

  /** Checks that the first token with this text carries a scope. */
  function has(text: string, piece: string, scope: string): void {
    const token = tokenize(text).find((candidate) => candidate.text.trim() === piece);
    assert.ok(token, `no token "${piece}" in ${JSON.stringify(tokenize(text).map((each) => each.text))}`);
    assert.ok(token.scopes.includes(scope), `${piece}: ${token.scopes}`);
  }
  function lacks(text: string, piece: string, scope: string): void {
    for (const token of tokenize(text).filter((candidate) => candidate.text.includes(piece))) {
      assert.ok(!token.scopes.includes(scope), `${piece}: ${token.scopes}`);
    }
  }

  it('tells separators with titles, comments and directives apart', () => {
    has('### Send one\n', 'Send one', 'entity.name.section');
    has('  ### Indented\n', 'Indented', 'entity.name.section');
    has('# a remark\n', 'a remark', 'comment.line');
    has('// a remark\n', 'a remark', 'comment.line');
    has('# @credential prod-eu\n', '@credential', 'keyword.other.directive');
    has('// @no-sign\n', '@no-sign', 'keyword.other.directive');
  });

  it('knows file variables and their use', () => {
    has('@host = https://{{name}}\n', 'host', 'variable.other.definition');
    has('@host = https://{{name}}\n', 'name', 'variable.other.readwrite');
    has('GET {{baseUrl}}/api\n', 'baseUrl', 'variable.other.readwrite');
    has('GET /a?t={{$timestamp -1 h}}\n', '$timestamp', 'support.function.system-variable');
  });

  it('takes a request line apart', () => {
    const line = 'POST https://example.com/a%20b?x=1&y={{z}} HTTP/1.1\n';
    has(line, 'POST', 'keyword.control.method');
    has(line, 'https://example.com', 'string.unquoted.url');
    has(line, 'x', 'variable.parameter.query');
    has(line, '1', 'string.unquoted.value.query');
    has(line, '%20', 'constant.character.escape.percent');
    has(line, 'HTTP/1.1', 'constant.language.version');
    has('get /api/v1/sms/stats\n', 'get', 'keyword.control.method');
    has('https://example.com/\n', 'https://example.com', 'string.unquoted.url');
    has('PROPFIND /files\n', 'PROPFIND', 'keyword.control.method');
  });

  it('follows a target over several lines, with comments between them', () => {
    const text = 'GET /stats\n  ?period=7d\n# &source=api\n  &country=US\nAccept: */*\n';
    has(text, 'period', 'variable.parameter.query');
    has(text, 'country', 'variable.parameter.query');
    has(text, '&source=api', 'comment.line');
    has(text, 'Accept', 'property.header');
  });

  it('knows headers with variables in their values', () => {
    const text = 'GET /\nX-One: a {{two}} b\n';
    has(text, 'X-One', 'property.header');
    has(text, 'two', 'variable.other.readwrite');
  });

  it('embeds a body by its Content-Type, whatever the order of headers', () => {
    has('POST /\nContent-Type: application/json\nX: y\n\n{"a": 1}\n', '{', 'meta.embedded.json');
    has('POST /\ncontent-type: application/problem+json; charset=utf-8\n\n{"a": 1}\n', '{', 'meta.embedded.json');
    has('POST /\nContent-Type: text/xml\n\n<a>b</a>\n', '<a>b</a>', 'meta.embedded.xml');
    has('POST /\nContent-Type: application/x-www-form-urlencoded\n\na=1\n&b=2\n', 'b', 'variable.parameter.form');
    has('POST /\nX-REQUEST-TYPE: GraphQL\n\nquery { me }\n', 'query', 'keyword.other.graphql');
    has('GRAPHQL https://example.com/g\n\nquery { me }\n\n{"a": 1}\n', 'query', 'keyword.other.graphql');
    has('GRAPHQL https://example.com/g\n\nquery { me }\n\n{"a": 1}\n', 'a', 'meta.embedded.json');
    lacks('POST /\nContent-Type: text/markdown\n\n# Title {x}\n', 'Title', 'comment');
  });

  it('guesses a body without a Content-Type', () => {
    has('POST /\n\n{"a": 1}\n', '{', 'meta.embedded.json');
    has('POST /\n\n<a/>\n', '<a/>', 'meta.embedded.xml');
    has('POST /\n\na=1&b=2\n', 'a', 'variable.parameter.form');
  });

  it('finds variables and comment lines inside an embedded body', () => {
    const text = 'POST /\n\n{\n# not sent\n"to": ["{{phone}}"],\n"n": {{count}}\n}\n';
    has(text, 'phone', 'variable.other.readwrite');
    has(text, 'count', 'variable.other.readwrite');
    has(text, 'not sent', 'comment.line');
  });

  it('ends an unbalanced body at the separator', () => {
    const text = 'POST /\nContent-Type: application/json\n\n{ "a": [ "open\n### Next\nGET /next\n';
    has(text, 'Next', 'entity.name.section');
    has(text, 'GET', 'keyword.control.method');
  });

  it('recognises body files, scripts, handlers and asserts', () => {
    has('POST /\n\n< ./photo.bin\n', './photo.bin', 'string.unquoted.path');
    has('POST /\n\n<@latin1 ./text.txt\n', 'latin1', 'constant.language.encoding');
    has('< {%\n  x();\n%}\nGET /\n', '{%', 'punctuation.section.embedded');
    has('< {%\n  x();\n%}\nGET /\n', 'x();', 'meta.embedded.script');
    has('< {%\n  x();\n%}\nGET /\n', 'GET', 'keyword.control.method');
    has('GET /\n\n> {% client.log("x") %}\n\n### Next\n', 'Next', 'entity.name.section');
    has('POST /\n\n{"a": 1}\n\n> {% check() %}\n', 'check()', 'meta.embedded.script');
    has('GET /\n\n> ./check.js\n', './check.js', 'string.unquoted.path');
    has('GET /\n\n>> answer.json\n', 'answer.json', 'string.unquoted.path');
    has('GET /\n\n?? status == 200\n', 'status == 200', 'meta.assert');
  });

  it('starts a variable after a body anew', () => {
    has('POST /\n\n{"a": 1}\n\n@next = 2\n', 'next', 'variable.other.definition');
  });

  it('understands curl commands', () => {
    const text = "curl -X POST https://example.com \\\n  -H 'A: b'\n";
    has(text, 'curl', 'keyword.control.method');
    has(text, '-H', 'keyword.operator.option');
  });
});
