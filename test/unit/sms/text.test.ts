import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { measureText } from '../../../src/sms';

const segments = (text: string) => {
  const { encoding, segments } = measureText(text);
  return [encoding, segments];
};

describe('segments of a text (FACTS.md section 5.1)', () => {
  const figures: readonly [string, string, ['GSM-7' | 'UCS-2', number]][] = [
    ['160 Latin', 'a'.repeat(160), ['GSM-7', 1]],
    ['161 Latin', 'a'.repeat(161), ['GSM-7', 2]],
    ['306 Latin', 'a'.repeat(306), ['GSM-7', 2]],
    ['307 Latin', 'a'.repeat(307), ['GSM-7', 3]],
    ['159 with one €', `${'a'.repeat(158)}€`, ['GSM-7', 1]],
    ['160 with one €', `${'a'.repeat(159)}€`, ['GSM-7', 2]],
    ['50 with one emoji', `${'a'.repeat(49)}😀`, ['UCS-2', 1]],
    ['70 Cyrillic', 'ж'.repeat(70), ['UCS-2', 1]],
    ['71 Cyrillic', 'ж'.repeat(71), ['UCS-2', 2]],
    ['134 Cyrillic', 'ж'.repeat(134), ['UCS-2', 2]],
    ['135 Cyrillic', 'ж'.repeat(135), ['UCS-2', 3]],
    ['150 Latin + 1 emoji', `${'a'.repeat(150)}😀`, ['UCS-2', 3]],
  ];
  for (const [name, text, expected] of figures) {
    it(`${name} → ${expected.join(', ')}`, () => assert.deepEqual(segments(text), expected));
  }

  it('counts 159 characters with one € as 160 units', () => {
    assert.equal(measureText(`${'a'.repeat(158)}€`).units, 160);
  });

  for (const character of '€^{}[]\\~|') {
    it(`counts ${character} twice in GSM-7 and once in UCS-2`, () => {
      assert.equal(measureText(character).units, 2);
      assert.equal(measureText(`ж${character}`).units, 2);
    });
  }

  for (const [name, character] of [
    ['smart quote', '\u201c'],
    ['long dash', '\u2014'],
    ['no-break space', '\u00a0'],
    ['backtick', '`'],
    ['lower-case ç', 'ç'],
    ['tab', '\t'],
  ] as const) {
    it(`one ${name} turns the whole text into UCS-2`, () => {
      assert.deepEqual(segments(`${'a'.repeat(70)}${character}`), ['UCS-2', 2]);
    });
  }

  it('keeps CRLF in GSM-7, as two characters', () => {
    assert.deepEqual(measureText('a\r\nb'), {
      encoding: 'GSM-7',
      units: 4,
      segments: 1,
      unitsPerSegment: 160,
      unitsLeft: 156,
    });
  });

  it('counts UCS-2 in UTF-16 units, not in what looks like one character', () => {
    const family = '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}';
    assert.equal(measureText(family).units, 11);
    assert.deepEqual(segments(`e${'\u0301'.repeat(200)}`), ['UCS-2', 3]);
  });

  it('does not split an escaped character or a surrogate pair between parts', () => {
    assert.deepEqual(segments(`${'a'.repeat(152)}€${'a'.repeat(151)}`), ['GSM-7', 2]);
    assert.deepEqual(segments(`${'a'.repeat(152)}€${'a'.repeat(152)}`), ['GSM-7', 3]);
    assert.deepEqual(segments(`${'ж'.repeat(66)}😀${'ж'.repeat(65)}`), ['UCS-2', 2]);
    assert.deepEqual(segments(`${'ж'.repeat(66)}😀${'ж'.repeat(66)}`), ['UCS-2', 3]);
  });

  it('tells how many units are left in the part that is being written', () => {
    assert.equal(measureText('').unitsLeft, 160);
    assert.equal(measureText('a'.repeat(17)).unitsLeft, 143);
    assert.equal(measureText('a'.repeat(161)).unitsLeft, 145);
    assert.equal(measureText('ж'.repeat(71)).unitsPerSegment, 67);
  });

  it('takes an unpaired surrogate as one unit', () => {
    assert.deepEqual(segments('\ud800'), ['UCS-2', 1]);
  });

  it('agrees with the library on texts without composed characters', () => {
    const character = fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom(...'abcXYZ019 @£$è\n\r{}€~Δ'.split('')) },
      { weight: 1, arbitrary: fc.constantFrom('ж', '中', '😀', '—') },
    );
    fc.assert(
      fc.property(fc.array(character, { maxLength: 500 }), (characters) => {
        const text = characters.join('');
        const library = new SegmentedMessage(text);
        assert.deepEqual(segments(text), [library.encodingName, library.segmentsCount]);
      }),
    );
  });

  it('measures a text of a million characters in seconds, not hours', () => {
    const started = performance.now();
    measureText('a€'.repeat(500_000));
    measureText('中'.repeat(1_000_000));
    assert.ok(performance.now() - started < 3000);
  });
});
