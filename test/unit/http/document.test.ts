import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { HttpDocument, type HttpFile, parse, type TextChange } from '../../../src/http';
import { anyText, dialectText } from './dialect';
import { first } from './reading';
import { plain, treeOf } from './tree';

const runs = Number(process.env.RUNS ?? 500);

/** Where and what to change, as shares of the length of whatever text there is then. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60), fc.nat(2000)),
  text: fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom('', '#', '###', '\n###\n', '\n', '\r', '\r\n', '%}', '\n%}\n', '< {%\n', '@v = 3\n'),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
    { weight: 1, arbitrary: dialectText(5) },
    { weight: 1, arbitrary: anyText },
  ),
});
const edits = fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12, size: 'max' });

/** Changes of a text without overlaps, last first as editors send them. */
function changesOf(text: string, shares: readonly { at: number; length: number; text: string }[]): TextChange[] {
  const changes: TextChange[] = [];
  let from = 0;
  for (const { at, length, text: added } of [...shares].sort((a, b) => a.at - b.at)) {
    const start = Math.max(Math.round(at * text.length), from);
    const end = Math.min(start + length, text.length);
    changes.unshift({ start, end, text: added });
    from = end;
  }
  return changes;
}

function editedText(text: string, changes: readonly TextChange[]): string {
  return changes.reduce((now, { start, end, text: added }) => now.slice(0, start) + added + now.slice(end), text);
}

describe('http: a document', () => {
  it('reads as if it had been parsed anew, whatever was edited, and earlier versions stay as they were', () => {
    fc.assert(
      fc.property(anyText, edits, (text, steps) => {
        const document = new HttpDocument(text);
        const versions: [HttpFile, string][] = [[document.file, text]];
        let now = text;
        for (const shares of steps) {
          const changes = changesOf(now, shares);
          now = editedText(now, changes);
          const file = document.edit(changes);
          // Asked for in some versions only: what is made on demand must not matter.
          if (shares.length % 2 === 0) assert.deepEqual(treeOf(file), treeOf(parse(now)));
          versions.push([file, now]);
        }
        for (const [file, then] of versions) assert.deepEqual(treeOf(file), treeOf(parse(then)));
      }),
      { numRuns: runs },
    );
  });

  it('keeps what is known of blocks that an edit does not touch', () => {
    fc.assert(
      fc.property(anyText, fc.array(change, { minLength: 1, maxLength: 3 }), (text, shares) => {
        const document = new HttpDocument(text);
        const before = document.file.blocks;
        const changes = changesOf(text, shares);
        const after = document.edit(changes).blocks;
        if (
          text.includes('{%') ||
          document.file.text.includes('{%') ||
          [...before, ...after].some(({ usesVariables }) => usesVariables)
        )
          return;
        const starts = new Set(after.map(({ identity }) => identity));
        for (const [index, block] of before.entries()) {
          const isLast = index === before.length - 1;
          const near = changes.some(({ start, end }) => start <= block.end && end >= block.start);
          if (!near && !isLast) assert.ok(starts.has(block.identity));
        }
      }),
      { numRuns: runs },
    );
  });

  const lines = Array.from({ length: 30 }, (_, i) => `### ${i}\nGET /${i}\nA: ${i}\n\n`);

  it('moves nodes to where they stand now, and shares what stays', () => {
    const document = new HttpDocument(lines.join(''));
    const old = document.file;
    const was = plain(old.requests);
    const file = document.edit([
      { start: old.requests[10]?.end ?? 0, end: old.requests[10]?.end ?? 0, text: '# more\n' },
    ]);
    assert.equal(file.blocks[3], old.blocks[3]);
    assert.equal(file.blocks[20]?.identity, old.blocks[20]?.identity);
    const header = first(file.requests[20]?.headers ?? []);
    assert.equal(file.text.slice(header.nameSpan.start, header.valueSpan.end), 'A: 20');
    assert.deepEqual(plain(old.requests), was);
  });

  it('reads blocks again when a variable that they ask for changes, and only then', () => {
    const asking = '### b\nPOST /x\nContent-Type: {{type}}\n\n# kept or not\nwords\n';
    const text = `@type = text/plain\n@other = 1\n### a\nGET /\n${asking}`;
    const document = new HttpDocument(text);
    const body = () => document.file.requests[1]?.body?.parts.map((part) => part.kind === 'text' && part.text).join('');
    const identity = () => document.file.blocks[2]?.identity;
    const before = identity();
    assert.equal(body(), '# kept or not\nwords');
    const other = text.indexOf('1');
    document.edit([{ start: other, end: other + 1, text: '22' }]);
    assert.equal(identity(), before);
    document.edit([{ start: 8, end: 18, text: 'application/json' }]);
    assert.notEqual(identity(), before);
    assert.equal(body(), 'words');
  });

  it('reads the last block again once another one follows it', () => {
    const text = '### a\n> {%\n';
    const document = new HttpDocument(text);
    document.edit([{ start: text.length, end: text.length, text: '###\n' }]);
    assert.deepEqual(treeOf(document.file), treeOf(parse(`${text}###\n`)));
  });

  it('does not take a place within an insertion for the old block that has its offset', () => {
    const text = `#\n###\n${'x\n'.repeat(10)}###\nGET /\n`;
    const second = text.lastIndexOf('###');
    const inserted = `${'y'.repeat(second - 2)}\n###\nGET /a\n\n\n`;
    const document = new HttpDocument(text);
    assert.equal(document.file.lineStarts.length, 15);
    document.edit([
      { start: 1, end: 1, text: inserted },
      { start: 0, end: 1, text: '' },
    ]);
    assert.deepEqual(treeOf(document.file), treeOf(parse(`${inserted}${text.slice(1)}`)));
  });

  it('refuses changes that overlap or lie outside of the text, and stays as it was', () => {
    const document = new HttpDocument('GET /\n');
    const { file } = document;
    const overlapping = [
      { start: 0, end: 3, text: 'a' },
      { start: 2, end: 4, text: 'b' },
    ];
    assert.throws(() => document.edit(overlapping), RangeError);
    assert.throws(() => document.edit([{ start: 5, end: 9, text: '' }]), RangeError);
    assert.equal(document.file, file);
    assert.equal(document.edit([]), file);
  });

  it('does not keep the texts of earlier versions', function () {
    this.timeout(60_000);
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const document = new HttpDocument(lines.join('').repeat(500));
    const heap = () => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    document.edit([{ start: 0, end: 0, text: '#' }]);
    const before = heap();
    const { length } = document.file.text;
    for (let step = 0; step < 100; step++) {
      const block = document.file.blocks[step * 100];
      const at = (block?.start ?? 0) + 8;
      document.edit([{ start: at, end: at, text: 'x' }]);
      assert.ok(document.file.requests[step * 100]?.requestLine.target);
    }
    assert.ok(heap() - before < 10 * length, `${heap() - before} bytes more for a text of ${length}`);
  });
});
