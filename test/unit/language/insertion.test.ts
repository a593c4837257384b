import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from '../../../src/http';
import { insertionFor } from '../../../src/language';

const request = '### New\nGET /new\n';

function insert(text: string, cursorLine: number): string {
  const { offset, text: added, line } = insertionFor(text, cursorLine, request);
  const result = text.slice(0, offset) + added + text.slice(offset);
  assert.equal(result.split(/\r?\n/)[line], '### New', 'the line is where the separator stands');
  return result;
}

describe('inserting a request', () => {
  it('fills an empty file', () => {
    assert.equal(insert('', 0), request);
    assert.equal(insert('\n\n', 1), `${request}\n\n`);
  });

  it('goes behind the request of the cursor, never into it', () => {
    const text = '### A\nPOST /a\n\n{\n}\n\n### B\nGET /b\n';
    assert.equal(insert(text, 3), '### A\nPOST /a\n\n{\n}\n\n### New\nGET /new\n\n### B\nGET /b\n');
    assert.equal(insert(text, 0), '### A\nPOST /a\n\n{\n}\n\n### New\nGET /new\n\n### B\nGET /b\n');
    assert.equal(insert(text, 6), `${text}\n${request}`);
    assert.equal(insert(text, 7), `${text}\n${request}`);
  });

  it('adds the line breaks that are missing around it', () => {
    assert.equal(insert('GET /a', 0), `GET /a\n\n${request}`);
    assert.equal(insert('GET /a\n### B\nGET /b', 0), 'GET /a\n\n### New\nGET /new\n\n### B\nGET /b');
  });

  it('stays behind variables at the head of a file', () => {
    assert.equal(insert('@a = 1\n', 0), `@a = 1\n\n${request}`);
  });

  it('writes the line breaks of the document', () => {
    assert.equal(
      insert('GET /a\r\n\r\n### B\r\nGET /b\r\n', 0),
      'GET /a\r\n\r\n### New\r\nGET /new\r\n\r\n### B\r\nGET /b\r\n',
    );
  });

  it('leaves every other request as it was, wherever the cursor stands', () => {
    const line = fc.constantFrom('### A', 'GET /a', 'POST /b', 'X: y', '', '{"a": 1}', '@v = 1', '# note', '  ### B');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.nat(12), fc.boolean(), (lines, cursor, crlf) => {
        const text = lines.join(crlf ? '\r\n' : '\n');
        const targets = (source: string) => parse(source).requests.map(({ requestLine }) => requestLine.target);
        const after = targets(insert(text, cursor));
        const place = after.indexOf('/new');
        assert.notEqual(place, -1);
        assert.deepEqual([...after.slice(0, place), ...after.slice(place + 1)], targets(text));
      }),
    );
  });
});
