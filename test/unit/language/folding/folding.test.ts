import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lineOf, parse } from '../../../../src/http';
import { foldsOf } from '../../../../src/language/folding';

/** Folds such as `1-4 region`, lines from 1. */
function folds(text: string): string[] {
  const file = parse(text);
  return file.blocks
    .flatMap((block) => [...foldsOf(file, block)])
    .map(({ kind, start, end }) => `${lineOf(file, start)}-${lineOf(file, end)} ${kind}`);
}

describe('folding', () => {
  it('folds a request from ### to its last line', () => {
    assert.deepEqual(folds('### One\nGET /\nA: b\n\n\n### Two\nGET /\n'), ['1-3 region', '6-7 region']);
  });

  it('folds a request without ### from what belongs to it first', () => {
    assert.deepEqual(folds('@a = 1\n\n# @name x\nGET /\nA: b\n'), ['3-5 region']);
    assert.deepEqual(folds('GET /a\nA: b\n\nGET /b\nA: b\n'), ['1-2 region', '4-5 region']);
  });

  it('folds nothing that stands on one line', () => {
    assert.deepEqual(folds('GET /\n\n# c\n\n###\n'), ['1-3 region']);
    assert.deepEqual(folds('GET /'), []);
  });

  it('folds runs of comments', () => {
    assert.deepEqual(
      folds('# a\n# b\n\n# c\n// d\n# e\n\n### One\nGET /'),
      ['1-9 region'].slice(1).concat(['1-2 comment', '4-6 comment', '8-9 region']),
    );
  });

  it('folds a section with its comments', () => {
    assert.deepEqual(folds('### Query parameters\n# a\n# b\n\n### Errors\n# c\n'), [
      '1-3 region',
      '2-3 comment',
      '5-6 region',
    ]);
  });

  it('folds the brackets of a JSON body, closing brackets stay', () => {
    const text =
      '### One\nPOST /\nContent-Type: application/json\n\n{\n  "to": [\n    "+1",\n    "+2"\n  ],\n  "a": { "b": 1 },\n  "c": {\n    "d": "}{"\n  }\n}\n';
    assert.deepEqual(folds(text), ['1-14 region', '5-13 body', '6-8 body', '11-12 body']);
  });

  it('folds JSON with variables, comments and mistakes', () => {
    assert.deepEqual(folds('###\nPOST /\n\n{\n  "a": {{b}},\n# c\n# d\n  "e": "}\n}\n'), [
      '1-9 region',
      '4-8 body',
      '6-7 comment',
    ]);
    assert.deepEqual(folds('###\nPOST /\n\n{\n  "a": [\n    1\n}\n'), ['1-7 region', '4-7 body']);
  });

  it('folds any other body as a whole', () => {
    assert.deepEqual(folds('###\nPOST /\nContent-Type: text/plain\n\na\nb\nc\n'), ['1-7 region', '5-7 body']);
  });

  it('folds a GraphQL query by its braces', () => {
    assert.deepEqual(folds('###\nGRAPHQL /\n\nquery {\n  a {\n    b\n  }\n}\n'), [
      '1-8 region',
      '4-7 body',
      '5-6 body',
    ]);
  });

  it('folds scripts', () => {
    assert.deepEqual(folds('###\n< {%\n  x\n%}\nGET /\n\n> {%\n  y\n%}\n'), ['1-9 region', '2-4 region', '7-9 region']);
  });

  it('folds a target over three lines or more', () => {
    assert.deepEqual(folds('###\nGET /\n  ?a=1\n  &b=2\n'), ['1-4 region', '2-4 region']);
    assert.deepEqual(folds('###\nGET /\n  ?a=1\n'), ['1-3 region']);
  });

  it('reads CRLF', () => {
    assert.deepEqual(folds('###\r\nPOST /\r\n\r\n{\r\n  "a": 1\r\n}\r\n'), ['1-6 region', '4-5 body']);
  });

  it('takes a body of five megabytes on one line for one line', () => {
    const text = `###\nPOST /\n\n{"a":[${'{"b":[1,2]},'.repeat(400_000)}1]}\n`;
    const file = parse(text);
    const [block] = file.blocks;
    assert.equal(block?.requests.length, 1);
    const start = performance.now();
    assert.deepEqual(foldsOf(file, block).length, 1);
    assert.ok(performance.now() - start < 50);
  });

  it('gives one fold for each line, within the text, whatever the text', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '### a',
        '###',
        'POST /',
        '@a = 1',
        '',
        '{',
        '}',
        '[',
        ']',
        '"',
        '# c',
        '> {%',
        '%}',
        'A: b',
        '  ?x',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), fc.constantFrom('\n', '\r\n', '\r'), (lines, eol) => {
        const text = lines.join(eol);
        const file = parse(text);
        const seen = new Set<number>();
        for (const { start, end } of file.blocks.flatMap((block) => [...foldsOf(file, block)])) {
          assert.ok(0 <= start && start < end && end <= text.length, text);
          assert.ok(lineOf(file, start) < lineOf(file, end), text);
          assert.ok(!seen.has(lineOf(file, start)), text);
          seen.add(lineOf(file, start));
        }
      }),
    );
  });
});
