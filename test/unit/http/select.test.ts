import assert from 'node:assert/strict';
import { lineOf, offsetOf, parse, positionOf, requestAtLine, requestByName } from '../../../src/http';

const text =
  '@a = 1\nGET /one\n\n### two\n# @name Two\nGET /two\n\n###\n# @name twin\nGET /3\n###\n# @name twin\nGET /4';

describe('http: choosing a request', () => {
  const file = parse(text);
  const target = (line: number) => requestAtLine(file, line)?.requestLine.target;

  it('takes any line from the separator to the line before the next one', () => {
    assert.deepEqual([1, 2, 3].map(target), ['/one', '/one', '/one']);
    assert.deepEqual([4, 5, 6, 7].map(target), ['/two', '/two', '/two', '/two']);
    assert.equal(target(13), '/4');
    assert.deepEqual([0, 14, -1].map(target), [undefined, undefined, undefined]);
  });

  it('finds none on lines that belong to no request', () => {
    const sparse = parse('### nothing\n# here\n###\nGET /x\n');
    assert.equal(requestAtLine(sparse, 2), null);
    assert.equal(requestAtLine(sparse, 5)?.requestLine.target, '/x');
  });

  it('takes a name exactly, then in any case', () => {
    for (const name of ['Two', 'tWO']) {
      const found = requestByName(file, name);
      assert.equal('request' in found && found.request.requestLine.target, '/two');
    }
  });

  it('lists the lines of several requests of one name, and all names when there is none', () => {
    assert.deepEqual(requestByName(file, 'twin'), {
      problem: { code: 'http.select.ambiguous', args: { name: 'twin', lines: '10, 13' } },
    });
    assert.deepEqual(requestByName(file, 'x'), {
      problem: { code: 'http.select.unknown', args: { name: 'x', names: 'Two, twin' } },
    });
  });
});

describe('http: positions', () => {
  it('count lines and columns from 1', () => {
    const file = parse('ab\r\n\ncd');
    assert.deepEqual(
      [0, 2, 4, 5, 7].map((offset) => lineOf(file, offset)),
      [1, 1, 2, 3, 3],
    );
    assert.deepEqual(positionOf(file, 6), { line: 3, column: 2 });
    for (let offset = 0; offset <= file.text.length; offset++) {
      assert.equal(offsetOf(file, positionOf(file, offset)), offset);
    }
    assert.equal(offsetOf(file, { line: 9, column: 9 }), 7);
    assert.equal(offsetOf(file, { line: 2, column: 9 }), 4);
  });
});
