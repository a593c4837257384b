import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from '../../../src/http';
import { DocumentMirror, type LiveChange } from '../../../src/vscode/document-mirror';
import { dialectText } from '../http/dialect';
import { treeOf } from '../http/tree';

/** A document as the editor keeps it: lines, and one line break for all of them. */
class Live {
  version = 1;
  asked = 0;
  private lines: string[];

  constructor(
    text: string,
    public eol: 1 | 2,
  ) {
    this.lines = text.split(/\r\n|\r|\n/);
  }

  get lineCount(): number {
    return this.lines.length;
  }

  lineAt(line: number) {
    return { text: this.lines[line] ?? assert.fail('no such line') };
  }

  getText(): string {
    this.asked++;
    return this.text;
  }

  get text(): string {
    return this.lines.join(this.eol === 2 ? '\r\n' : '\n');
  }

  /** Replaces a range and tells of it; a range never parts CR from LF. */
  replace(from: number, length: number, text: string): LiveChange {
    const whole = this.text;
    const parts = (at: number) => whole[at] === '\n' && whole[at - 1] === '\r';
    const start = parts(from) ? from - 1 : from;
    const end = parts(start + length) ? start + length + 1 : start + length;
    const line = whole.slice(0, start).split('\n').length - 1;
    const own = text.split(/\r\n|\r|\n/).join(this.eol === 2 ? '\r\n' : '\n');
    this.lines = (whole.slice(0, start) + own + whole.slice(end)).split(/\r\n|\n/);
    this.version++;
    return { range: { start: { line } }, rangeOffset: start, rangeLength: Math.min(end, whole.length) - start, text };
  }
}

describe('the parse of an open document', () => {
  it('follows changes without asking for the whole text, with LF and with CRLF', () => {
    const step = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(20),
      text: dialectText(4),
    });
    fc.assert(
      fc.property(dialectText(40), fc.constantFrom(1, 2), fc.array(step, { maxLength: 8 }), (text, eol, steps) => {
        const live = new Live(text, eol as 1 | 2);
        const mirror = new DocumentMirror(live);
        for (const { at, length, text: added } of steps) {
          mirror.follow(live, [live.replace(Math.round(at * live.text.length), length, added)]);
          assert.deepEqual(treeOf(mirror.get(live).file), treeOf(parse(live.text)));
        }
        assert.equal(live.asked, 1);
      }),
      { numRuns: 200 },
    );
  });

  const text = '### a\nGET /a\n\n### b\nGET /b\n';

  it('is made anew when an event was missed, the line break changed, or the text is another than it was told', () => {
    const cases: [string, (live: Live, mirror: DocumentMirror) => void][] = [
      ['missed', (live) => void live.replace(0, 0, '# x\n')],
      [
        'missed in between',
        (live, mirror) => {
          live.replace(0, 0, '# x\n');
          mirror.follow(live, [live.replace(0, 0, '# y\n')]);
        },
      ],
      [
        'line break',
        (live, mirror) => {
          live.eol = 2;
          live.version++;
          mirror.follow(live, [{ range: { start: { line: 0 } }, rangeOffset: 0, rangeLength: 0, text: '' }]);
        },
      ],
      [
        'another text',
        (live, mirror) => {
          const change = live.replace(0, 5, '### c');
          mirror.follow(live, [{ ...change, text: '### d' }]);
        },
      ],
      [
        'outside of the text',
        (live, mirror) => {
          const change = live.replace(0, 5, '### c');
          mirror.follow(live, [{ ...change, rangeOffset: 1000 }]);
        },
      ],
    ];
    for (const [what, happens] of cases) {
      const live = new Live(text, 1);
      const mirror = new DocumentMirror(live);
      happens(live, mirror);
      assert.equal(mirror.get(live).file.text, live.text, what);
      assert.equal(live.asked, 2, what);
      mirror.follow(live, [live.replace(live.text.length, 0, '# end')]);
      assert.equal(mirror.get(live).file.text, live.text, what);
      assert.equal(live.asked, 2, what);
    }
  });

  it('is one for all who ask for a version', () => {
    const live = new Live(text, 1);
    const mirror = new DocumentMirror(live);
    assert.equal(mirror.get(live), mirror.get(live));
    const change = live.replace(0, 0, '# x\n');
    const asked = mirror.get(live);
    mirror.follow(live, [change]);
    assert.equal(mirror.get(live), asked);
  });

  it('finds requests again by key while the text around them changes, and counts those that are alike', () => {
    const twins = '### a\nGET /a\n\n### a\nGET /a\n';
    const live = new Live(twins, 1);
    const mirror = new DocumentMirror(live);
    const before = mirror.get(live);
    const keys = before.file.requests.map((node) => before.keyOf(node));
    assert.equal(new Set(keys).size, 2);
    for (const [index, key] of keys.entries()) assert.equal(before.find(key), before.file.requests[index]);
    mirror.follow(live, [live.replace(0, 0, '### new\nGET /new\n')]);
    const after = mirror.get(live);
    assert.deepEqual(
      keys.map((key) => after.file.requests.indexOf(after.find(key) ?? assert.fail('gone'))),
      [1, 2],
    );
    assert.equal(after.keyOf(before.file.requests[0] ?? assert.fail('none')), '');
    assert.equal(after.find('nothing\nGET /\n0'), null);
  });
});
