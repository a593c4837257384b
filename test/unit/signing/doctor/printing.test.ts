import assert from 'node:assert/strict';
import fc from 'fast-check';
import { asciiOnly } from '../../../../src/signing/doctor/ascii-only';
import { sortKeys } from '../../../../src/signing/doctor/json-print';
import type { Layout } from '../../../../src/signing/doctor/json-shape';
import { parseJsonText } from '../../../../src/signing/doctor/json-text';
import { PrintedJson } from '../../../../src/signing/doctor/printed-json';

const MINIFIED: Layout = { colon: ':', comma: ',', indent: null };
const PYTHON: Layout = { colon: ': ', comma: ', ', indent: null };
const pretty = (indent: string): Layout => ({ colon: ': ', comma: ',', indent });
const JACKSON: Layout = { colon: ' : ', comma: ',', indent: '  ', flatArrays: true, airyEmpty: true };

/** Any list or object, as `JSON.stringify` writes it. */
const anything = fc
  .oneof(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), fc.array(fc.jsonValue()))
  .map((value) => JSON.stringify(value))
  // Names that are numbers change their places when they are read.
  .filter((text) => JSON.stringify(JSON.parse(text)) === text);

function read(text: string): PrintedJson {
  const json = parseJsonText(Buffer.from(text));
  assert.ok(json);
  return new PrintedJson(json, () => undefined);
}

describe('The doctor prints JSON', () => {
  it('as JSON.stringify does, from any layout to any other', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom(0, 1, 2, 4), fc.constantFrom(1, 2, 3), (text, from, to) => {
        const given = JSON.stringify(JSON.parse(text), null, from);
        const wanted = JSON.stringify(JSON.parse(text), null, to);
        assert.equal(read(given).asWritten(pretty(' '.repeat(to))) ?? given, wanted);
        assert.equal(read(given).asWritten(MINIFIED) ?? given, text);
      }),
    );
  });

  it('as Python and Jackson do', () => {
    const printed = read('{"a":[1,[],{}],"b":{"c":[{"d":null}]}}');
    assert.equal(printed.asWritten(PYTHON), '{"a": [1, [], {}], "b": {"c": [{"d": null}]}}');
    assert.equal(
      printed.asWritten(JACKSON),
      '{\n  "a" : [ 1, [ ], { } ],\n  "b" : {\n    "c" : [ {\n      "d" : null\n    } ]\n  }\n}',
    );
  });

  it('says that there is nothing to change where it is printed so already', () => {
    const printed = read(' {"a":1.5}\n');
    assert.deepEqual([printed.asWritten(MINIFIED), printed.asRead(MINIFIED)], [null, null]);
    assert.equal(printed.asWritten(MINIFIED), null, 'also when it is asked again');
  });

  it('with numbers as they are read, and escapes only where the layout is another', () => {
    assert.equal(read('{"a":1.50}').asRead(MINIFIED), '{"a":1.5}');
    assert.equal(read('{"a":"\\u00e9"}').asRead(MINIFIED), null);
    assert.equal(read('{"a":"\\u00e9"}').asRead(PYTHON), '{"a": "é"}');
    assert.equal(read('{"a":"é"}').asRead(PYTHON), null, 'nothing is read otherwise than it stands');
  });

  it('in ASCII: the same values, and nothing else', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom('lower', 'upper'), (text, digits) => {
        const ascii = asciiOnly(text, digits)?.toString('latin1') ?? text;
        const each = (found: string) => {
          const hex = found.charCodeAt(0).toString(16).padStart(4, '0');
          return `\\u${digits === 'lower' ? hex : hex.toUpperCase()}`;
        };
        assert.equal(ascii, text.replace(/[\u007f-\uffff]/g, each));
      }),
    );
  });

  it('in ASCII and without what .NET escapes, but for what stands outside of strings', () => {
    const dotnet = (text: string) => asciiOnly(text, 'upper', '<>&\'+`"')?.toString('latin1') ?? null;
    assert.equal(
      dotnet('{"a+":"\\"x\\\\","n":1e+5,"b":"\\\\\\"é"}'),
      '{"a\\u002B":"\\u0022x\\\\","n":1e+5,"b":"\\\\\\u0022\\u00E9"}',
    );
    fc.assert(
      fc.property(anything, (text) => {
        const written = dotnet(text) ?? text;
        assert.deepEqual(JSON.parse(written), JSON.parse(text));
        assert.doesNotMatch(written, /[<>&'`\u007f-\uffff]|(?<!\\)(?:\\\\)*\\"/);
      }),
    );
  });

  it('with the names in their order: the same values', () => {
    const sorted = (value: unknown): string => {
      if (Array.isArray(value)) return `[${value.map(sorted).join()}]`;
      if (typeof value !== 'object' || value === null) return JSON.stringify(value);
      const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
      return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${sorted(inner)}`).join()}}`;
    };
    fc.assert(
      fc.property(anything, (text) => {
        const json = parseJsonText(Buffer.from(text));
        assert.ok(json);
        assert.equal(sortKeys(json, true), sorted(JSON.parse(text)));
      }),
    );
    const json = parseJsonText(Buffer.from('{"b":{"d":1,"c":2}, "a" : [ {"y":1,"x":2} ]}'));
    assert.ok(json);
    assert.equal(sortKeys(json, false), '{"a" : [ {"y":1,"x":2} ], "b":{"d":1,"c":2}}');
  });
});
