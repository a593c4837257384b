import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isOnNetwork } from '../../../src/cli/body-files';
import { said, visible } from '../../../src/cli/visible';

describe('what is printed to a terminal', () => {
  for (const [what, text, shown] of [
    ['a window title', '\u001b]0;owned\u0007', '\\u001b]0;owned\\u0007'],
    ['a colour', '\u001b[8mhidden', '\\u001b[8mhidden'],
    ['an 8-bit control sequence', '\u009b2J', '\\u009b2J'],
    ['an overwritten line', 'error\rfine ', 'error\\u000dfine '],
    ['deleted characters', 'evil\b\b\b\bgood\u007f', 'evil\\u0008\\u0008\\u0008\\u0008good\\u007f'],
    ['reversed text', 'a\u202egpj.exe', 'a\\u202egpj.exe'],
    ['isolated text', '\u2066a\u2069', '\\u2066a\\u2069'],
    ['lines and tabs', 'a\tb\r\nc\n', 'a\tb\r\nc\n'],
    ['words of other scripts', 'שלום \u200fمرحبا\u200f 😀\u200d👩', 'שלום \u200fمرحبا\u200f 😀\u200d👩'],
  ] as const) {
    it(`shows ${what} and obeys nothing`, () => assert.equal(visible(text), shown));
  }

  it('means the same in JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const line = visible(JSON.stringify({ text }));
        assert.deepEqual(JSON.parse(line), { text });
        assert.doesNotMatch(line, /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });

  it('quotes what a file says on one line, and cuts what would hide the question', () => {
    assert.equal(said(' Sent!\n\nSend it? [y/N] '), '"Sent! Send it? [y/N]"');
    assert.equal(said('x'.repeat(5000)).length, 203);
  });
});

describe('a body file on another computer', () => {
  it('is known by its name on Windows, where looking at it logs in there', () => {
    for (const path of ['\\\\evil\\share\\x', '//evil/share/x', '\\/evil/x'])
      assert.ok(isOnNetwork(path, 'win32'), path);
    for (const path of ['C:\\x', '/x', './x', 'x\\\\y']) assert.ok(!isOnNetwork(path, 'win32'), path);
    assert.ok(!isOnNetwork('//x', 'linux'));
  });
});
