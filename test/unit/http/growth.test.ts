import { findingsOf, parse } from '../../../src/http';

/** What takes the square of it would take minutes, what grows with it far less than a second. */
const SIZE = 600_000;

function times(piece: string): string {
  return piece.repeat(Math.ceil(SIZE / piece.length));
}

function post(type: string, body: string): string {
  return `POST https://x.test/\nContent-Type: ${type}\n\n${body}`;
}

const form = 'application/x-www-form-urlencoded';

const cases: Readonly<Record<string, string>> = {
  'one line that is no request': times('x'),
  'one line of blanks': times(' '),
  'one line of #': times('#'),
  'one line of backslashes': times('\\'),
  'one line of {{': times('{{'),
  'one long address': `GET /${times('a')}`,
  'an address of {{': `GET /${times('{{')}`,
  'an address of dots': `GET /${times('../')}`,
  'an address of many lines': `GET /x\n${times('&a={{b}} c\n')}`,
  'a body of one line': `POST /x\n\n{"a":"${times('b')}"}`,
  'a body of blank lines': `POST /x\n\na${times('\n')}b`,
  'a body of comments': `POST /x\n\na\n${times('#\n')}b`,
  'a body of files': post('text/plain', times('< a\n')),
  'a body of {{ lines': post('text/plain', times('{{\n')),
  'scripts in braces': post('text/plain', times('{{\n}}\n')),
  'a form of one line of &': post(form, `a\n${times('&')}`),
  'a form of lines with &': post(form, `a\n${times('&b\n')}`),
  'a form of %': post(form, times('%')),
  'a multipart body': post('multipart/mixed; boundary=b', times('--b\n\na\n')),
  'a content type of {{': `GET /x\nContent-Type: ${times('{{')}\n`,
  'a content type of ;': post(times('; '), 'x'),
  'content types that file variables give': times('###\n@c = text/plain\nPOST /x\nContent-Type: {{c}}\n\nx\n'),
  'lines without a colon': `GET /x\n${times('abcde\n')}`,
  'header lines that go on': `GET /x\nA: b\n${times(' c\n')}`,
  'headers that are not sent': `GET /x\n${times('Content-Length: 1\nA: b\n')}`,
  'directives and asserts': `${times('# @x\n')}${times('?? a\n')}GET /x`,
  'directives below a request line': `GET /x\n\n${times('# @name a\n?? b\n')}`,
  'comments only': times('# c\n'),
  'directives only': times('# @name a\n'),
  'variables only': times('@a = 1\n'),
  'lines that are no variables': times('@a 1\n'),
  'separators only': times('###\n'),
  'carriage returns only': times('\r'),
  'requests without separators': times('GET /a\n\n# @name c\n'),
  'scripts that never end': times('###\n< {%\n'),
  'scripts of one line': `GET /\n\n${times('> {% %}\n')}`,
  'lines below a variable that ended a body': `POST /x\n\nb\n\n@a = 1\n${times('b\n')}`,
  'GraphQL with blank lines': `GRAPHQL /x\n\nq${times('\n\n{ a')}`,
  'GraphQL of files': `GRAPHQL /x\n\n${times('< a\n')}`,
  'curl with quotes that never close': times("###\ncurl 'x\n"),
  'curl with deep quoting': `curl ${times(`"\\"'\\\\"`)}`,
  'curl with backslashes': `curl ${times('\\')}`,
  'curl with {{': `curl ${times('{{')}`,
  'curl with data': `curl x ${times('-d a ')}`,
  'curl with files': `curl x ${times('-F a=@b ')}`,
  'curl with flags': `curl -${times('k')} x`,
  'curl with what looks like its boundary': `curl x -F a=b ------------------------restlink${times('x')}`,
  'curl with wrong headers and many addresses': `curl ${times('-H b ')}${times('y ')}`,
  'lines below curl': `curl x\n${times('b\n')}`,
};

describe('http: a text of one thing only', function () {
  this.timeout(20_000);
  for (const [what, text] of Object.entries(cases)) {
    it(`is read in time that grows with its size: ${what}`, () => {
      const file = parse(text);
      findingsOf(file);
      // Nodes are read when they are asked for.
      for (const { body, headers, requestLine } of file.requests) {
        if (body && body.parts.length + headers.length + requestLine.target.length < 0) throw new Error();
      }
    });
  }
});
