import assert from 'node:assert/strict';
import fc from 'fast-check';
import { visibleText } from '../../../src/signing';
import { compareMessages } from '../../../src/signing/doctor';

describe('A visible message', () => {
  for (const [what, bytes, shown] of [
    ['blanks and line ends', 'a b\r\n\tc', 'a·b␍␊␉c'],
    ['letters and pictures of all scripts', 'Grüße ключ 你好 👋', 'Grüße·ключ·你好·👋'],
    ['NUL and DEL', '\0\x7f', '␀␡'],
    ['a byte order mark and a no-break space', '\ufeffa\u00a0b', '⟨EF BB BF⟩a⟨C2 A0⟩b'],
    ['marks of direction', 'a\u202eb', 'a⟨E2 80 AE⟩b'],
    ['the signs themselves', '·␊⟨⟩', '⟨C2 B7⟩⟨E2 90 8A⟩⟨E2 9F A8⟩⟨E2 9F A9⟩'],
  ] as const) {
    it(`shows ${what}`, () => assert.equal(visibleText(Buffer.from(bytes)), shown));
  }

  it('shows bytes that are no UTF-8', () => {
    assert.equal(visibleText(Buffer.from([0x61, 0xff, 0xc3, 0x28, 0xe2, 0x82])), 'a⟨FF⟩⟨C3⟩(⟨E2⟩⟨82⟩');
    assert.equal(visibleText(Buffer.from([0xed, 0xa0, 0x80])), '⟨ED⟩⟨A0⟩⟨80⟩');
  });

  it('never shows different bytes alike', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 6 }),
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        const [left, right] = [Buffer.from(a), Buffer.from(b)];
        assert.equal(visibleText(left) === visibleText(right), left.equals(right));
        assert.ok(!/[\u0000-\u001f\u007f-\u009f]/.test(visibleText(left)));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('Two messages beside each other', () => {
  const compare = (signed: string, correct: string) => compareMessages(Buffer.from(signed), Buffer.from(correct));

  it('part at the first byte that differs', () => {
    const { at, signed, correct } = compare('GET|/a?x=1|1|', 'GET|/a|1|');
    assert.equal(at, 6);
    assert.deepEqual([signed.before, signed.after], ['GET|/a', '?x=1|1|']);
    assert.deepEqual([correct.before, correct.after], ['GET|/a', '|1|']);
  });

  it('part at the end of the shorter one', () => {
    const { at, signed, correct } = compare('GET|/a|1|\n', 'GET|/a|1|');
    assert.equal(at, 9);
    assert.deepEqual([signed.after, correct.after], ['␊', '']);
  });

  it('part at the beginning of a character', () => {
    const { at, signed, correct } = compare('aé', 'aè');
    assert.equal(at, 2);
    assert.deepEqual([signed.before, signed.after, correct.after], ['a', 'é', 'è']);
  });

  it('show only what is around, however long they are', () => {
    const long = 'é'.repeat(5000);
    const { signed, correct } = compare(`${long}a${long}`, `${long}b${long}`);
    for (const [line, character] of [
      [signed, 'a'],
      [correct, 'b'],
    ] as const) {
      assert.equal(line.before, 'é'.repeat(48));
      assert.equal(line.after, character + 'é'.repeat(31));
      assert.ok(line.cutBefore && line.cutAfter);
    }
  });

  it('are the same', () => assert.equal(compare('GET|/a|1|', 'GET|/a|1|').at, null));

  it('always part where they do, and never throw', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.uint8Array({ maxLength: 400 }),
        fc.uint8Array(),
        (same, a, b) => {
          const [left, right] = [Buffer.concat([same, a]), Buffer.concat([same, b])];
          const { at, signed, correct } = compareMessages(left, right);
          if (at === null) assert.ok(left.equals(right));
          else {
            assert.ok(left.subarray(0, at).equals(right.subarray(0, at)));
            assert.notEqual(left[at], right[at]);
            assert.notEqual(signed.after, correct.after);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
