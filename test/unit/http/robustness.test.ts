import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findingsOf, type HttpFile, parse, type Span } from '../../../src/http';
import { sentence } from '../../../src/messages';
import { essence } from './reading';

/** Lines that mean something, so that random files reach every corner of the parser. */
const line = fc.oneof(
  fc.constantFrom(
    ...['', ' ', '###', '### title', '# comment', '// comment', '# @name x', '# @timeout 5', '@v = 1', '@w = {{v}}'],
    ...['GET /x', 'POST https://x.test/{{v}} HTTP/1.1', 'get /y', 'GRAPHQL /g', 'GET', '/lone', '  ?a=1', '  &b=2'],
    ...[
      'A: 1',
      '  continued',
      'bad header',
      'Content-Length: 3',
      'Content-Type: application/json',
      'Content-Type: {{v}}',
    ],
    ...[
      'Content-Type: text/plain',
      'Content-Type: multipart/mixed; boundary=b',
      '--b',
      '--b--',
      'X-Request-Type: GraphQL',
    ],
    ...[
      'Content-Type: application/x-www-form-urlencoded',
      '{ "a": {{v}} }',
      '< ./file',
      '<@utf8 ./file',
      '< {%',
      '> {% x %}',
    ],
    ...[
      '%}',
      '> a.js',
      '>> b',
      '?? status == 200',
      '<> c',
      "curl -X POST 'x.test' \\",
      "  -d 'a",
      "b' -F c=@d",
      '-u {{a}}',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const document = fc.tuple(fc.array(line, { maxLength: 40 }), fc.constantFrom('\n', '\r\n', '\r'));
const anyText = fc.oneof(
  document.map(([lines, eol]) => lines.join(eol)),
  fc.string({ unit: 'binary', maxLength: 300 }),
);

function checkTiling(file: HttpFile): void {
  let at = 0;
  for (const block of file.blocks) {
    assert.equal(block.start, at);
    at = block.end;
    let within = block.start;
    for (const request of block.requests) {
      assert.equal(request.start, within);
      within = request.end;
    }
    if (block.requests.length > 0) assert.equal(within, block.end);
  }
  assert.equal(at, file.text.length);
}

/** Every object with a range lies within its parent. */
function checkRanges(node: unknown, outer: Span): void {
  if (typeof node !== 'object' || node === null) return;
  let span = outer;
  if ('start' in node && 'end' in node) {
    span = { start: Number(node.start), end: Number(node.end) };
    assert.ok(span.start <= span.end && outer.start <= span.start && span.end <= outer.end, JSON.stringify(node));
  }
  for (const name of members(node)) checkRanges(Reflect.get(node, name), span);
}

/** Names of the fields of a node, and of its getters. */
function members(node: object): string[] {
  const prototype = Object.getPrototypeOf(node);
  const getters = prototype === Object.prototype || Array.isArray(node) ? [] : Object.getOwnPropertyNames(prototype);
  return [...Object.keys(node), ...getters.filter((name) => typeof Reflect.get(node, name) !== 'function')];
}

describe('http: any text', () => {
  it('is parsed without an exception, tiled by blocks and requests, ranges within ranges', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const file = parse(text);
        checkTiling(file);
        checkRanges(file.blocks, { start: 0, end: text.length });
      }),
      { numRuns: 1500 },
    );
  });

  it('gives the same requests with LF, CRLF and CR', () => {
    const plain = line.filter((text) => !/[\r\n]/.test(text));
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 40 }), (lines) => {
        const lf = essence(parse(lines.join('\n')));
        assert.deepEqual(essence(parse(lines.join('\r\n'))), lf);
        assert.deepEqual(essence(parse(lines.join('\r'))), lf);
      }),
      { numRuns: 500 },
    );
  });

  it('reads each block as it reads it alone, unless a variable tells the content type', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const block of parse(text).blocks) {
          if (block.usesVariables || text.includes('{%') || (block.start > 0 && text.startsWith('\ufeff', block.start)))
            continue;
          const alone = parse(text.slice(block.start, block.end));
          assert.deepEqual(essence(alone), essence({ ...parse(text), requests: block.requests }));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('has findings that are sentences with all their arguments', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { problem } of findingsOf(parse(text))) {
          const names = Object.keys(problem.args ?? {});
          assert.ok(names.every((name) => problem.args?.[name] !== undefined));
          assert.match(sentence({ code: problem.code }), /[.…]$/);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('http: large files', () => {
  const size = 5_000_000;
  const cases: [string, string][] = [
    ['one line that is no request', 'x'.repeat(size)],
    ['one line of blanks', ' '.repeat(size)],
    ['one long address', `GET /${'a'.repeat(size)}`],
    ['one line of a body', `POST /x\n\n{"a":"${'b'.repeat(size)}"}`],
    ['braces that never close', `GET /x\nContent-Type: ${'{{'.repeat(size / 10)}\n`],
    ['lines without a colon', `GET /x\n${'abcde\n'.repeat(size / 20)}`],
    ['scripts that never end', '###\n< {%\n'.repeat(size / 50)],
    ['quotes that never close', "###\ncurl 'x\n".repeat(size / 100)],
    ['continued header lines', `GET /x\nA: b\n${' c\n'.repeat(size / 50)}`],
    ['blank lines in GraphQL', `GRAPHQL /x\n\nq${'\n'.repeat(size / 20)}v`],
  ];
  for (const [what, text] of cases) {
    it(`are read in time that grows with their size: ${what}`, function () {
      this.timeout(8000);
      parse(text);
    });
  }
});
