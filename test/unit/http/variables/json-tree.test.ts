import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonNodeAt, jsonTree, jsonValueText } from '../../../../src/http';

function at(text: string, ...location: (string | number)[]): string | null {
  const tree = jsonTree(text);
  assert.ok('root' in tree, text);
  const node = jsonNodeAt(tree.root, location);
  return node && jsonValueText(text, node);
}

const brokenAt = (text: string, lenient = false) => {
  const tree = jsonTree(text, lenient);
  return 'brokenAt' in tree ? tree.brokenAt : null;
};

describe('JSON with its digits', () => {
  it('gives strings as they are, numbers with every digit, and the rest as JSON without blanks', () => {
    const text =
      '{ "id": 9007199254740993, "f": 1.50, "s": "a\\"\\u00e9\\n", "n": null, "list": [ 1.0, { "a" : true } ] }';
    assert.equal(at(text, 'id'), '9007199254740993');
    assert.equal(at(text, 'f'), '1.50');
    assert.equal(at(text, 's'), 'a"é\n');
    assert.equal(at(text, 'n'), 'null');
    assert.equal(at(text, 'list'), '[1.0,{"a":true}]');
    assert.equal(at(text, 'list', 1, 'a'), 'true');
    assert.equal(at(text), '{"id":9007199254740993,"f":1.50,"s":"a\\"\\u00e9\\n","n":null,"list":[1.0,{"a":true}]}');
    assert.equal(at(text, 'list', 2), null);
    assert.equal(at(text, 'id', 'x'), null);
  });

  it('takes the last of two members with one name, and names that objects have anyway', () => {
    assert.equal(at('{"a":1,"a":2}', 'a'), '2');
    assert.equal(at('{"__proto__":7}', '__proto__'), '7');
    assert.equal(at('{}', 'constructor'), null);
  });

  it('says where a text stops being JSON', () => {
    assert.equal(brokenAt('{"a":1,}'), 7);
    assert.equal(brokenAt('{"a":1,}', true), null);
    assert.equal(brokenAt('{"a" 1}'), 5);
    assert.equal(brokenAt('[01]'), 1);
    assert.equal(brokenAt('{} x'), 3);
    assert.equal(brokenAt(''), 0);
    assert.equal(brokenAt('"open'), 0);
    assert.equal(brokenAt('// c\n{ /* d */ "a": 1 } // e', true), null);
    assert.equal(brokenAt('\ufeff{"a":1}'), null);
    assert.notEqual(brokenAt('['.repeat(100_000)), null);
  });

  it('reads long strings without running out of stack', () => {
    assert.equal(at(`["${'x\\n'.repeat(2_000_000)}"]`, 0)?.length, 4_000_000);
  });

  it('agrees with JSON.parse on any JSON, and on what is none', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const tree = jsonTree(text);
        assert.ok('root' in tree);
        const value: unknown = JSON.parse(text);
        const read = jsonValueText(text, tree.root);
        assert.deepEqual(typeof value === 'string' ? read : JSON.parse(read), value);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:01-.eE tru\\n/') }), (text) => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        assert.equal(brokenAt(text) === null, isJson, text);
      }),
      { numRuns: 2000 },
    );
  });
});
