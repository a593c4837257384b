import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findingsOf, parse } from '../../../src/http';
import { sentence } from '../../../src/messages';
import { checkRanges, checkTiling } from './ranges';
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
