import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type BlockNode, HttpDocument, type HttpFile, lineOf, parse } from '../../../src/http';
import type { Standing } from '../../../src/vscode/lens/cell';
import { LensCells } from '../../../src/vscode/lens/cells';
import { movedLines } from '../../../src/vscode/lens/moved-lines';
import { dialectText } from '../http/dialect';

/** A lens that tells what it was made from. */
interface Lens {
  readonly line: number;
  readonly says: string;
}

const around = {};

/** Looks at blocks as the editor does, and counts how many. */
class Looker {
  looks = 0;
  private readonly cells = new LensCells<Lens>();

  pass(file: HttpFile, what: object = around, unsteady: ReadonlySet<object> = new Set()) {
    return this.cells.pass(file, what, unsteady, (block, line) => {
      this.looks++;
      return standings(file, block, line);
    });
  }
}

function standings(file: HttpFile, block: BlockNode, firstLine: number): Standing<Lens>[] {
  return block.requests.map(({ requestLine, name }) => {
    const says = `${name} ${requestLine.target} ${file.variables.map(({ name: own, value }) => own + value).join()}`;
    return {
      line: lineOf(file, requestLine.start) - 1 - firstLine,
      isSteady: true,
      lensesAt: (line) => (requestLine.method === 'DELETE' ? [] : [{ line, says }]),
    };
  });
}

function many(count: number): string {
  return Array.from({ length: count }, (_, i) => `### ${i}\nGET /${i}\n\n`).join('');
}

describe('lenses of a document', () => {
  it('are those of a first look, whatever was edited before', () => {
    const step = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(30),
      text: dialectText(4),
    });
    fc.assert(
      fc.property(dialectText(60), fc.array(step, { maxLength: 8 }), (text, steps) => {
        const document = new HttpDocument(text);
        const looker = new Looker();
        looker.pass(document.file);
        for (const { at, length, text: added } of steps) {
          const now = document.file.text;
          const start = Math.round(at * now.length);
          document.edit([{ start, end: Math.min(start + length, now.length), text: added }]);
          assert.deepEqual(looker.pass(document.file), new Looker().pass(parse(document.file.text)));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('are made anew only for the blocks that an edit touches', () => {
    const document = new HttpDocument(many(100));
    const looker = new Looker();
    const before = looker.pass(document.file);
    looker.looks = 0;
    const at = document.file.text.indexOf('GET /50') + 5;
    const after = looker.pass(document.edit([{ start: at, end: at, text: 'x' }]));
    assert.equal(looker.looks, 1);
    assert.equal(after.lenses[49], before.lenses[49]);
    assert.equal(after.lenses[99], before.lenses[99]);
    assert.match(after.lenses[50]?.says ?? '', /x50/);
    looker.looks = 0;
    const down = looker.pass(document.edit([{ start: at, end: at, text: '\n' }]));
    assert.equal(looker.looks, 1);
    assert.equal(down.lines[99], (before.lines[99] ?? 0) + 1);
  });

  it('are all made anew when what is around them changes, or a file variable does', () => {
    const document = new HttpDocument(`@a = 1\n${many(10)}`);
    const looker = new Looker();
    const looksOf = (file: HttpFile, what?: object) => {
      looker.looks = 0;
      looker.pass(file, what);
      return looker.looks;
    };
    assert.equal(looksOf(document.file), 11);
    assert.equal(looksOf(document.file), 0);
    assert.equal(looksOf(document.file, {}), 11);
    assert.equal(looksOf(document.edit([{ start: 5, end: 6, text: '2' }]), {}), 11);
  });

  it('are looked at again where something is on its way, until it is over', () => {
    const { file } = new HttpDocument(many(10));
    const looker = new Looker();
    const third = file.blocks[3]?.identity;
    const looksOf = (busy: boolean) => {
      looker.looks = 0;
      looker.pass(file, around, new Set(busy && third ? [third] : []));
      return looker.looks;
    };
    assert.deepEqual([looksOf(false), looksOf(true), looksOf(true), looksOf(false), looksOf(false)], [10, 1, 1, 1, 0]);
  });

  it('are remembered by line through changes, from the end of the document to its beginning', () => {
    const change = (start: number, end: number, text: string) => ({
      range: { start: { line: start }, end: { line: end } },
      text,
    });
    const lines = [1, 4, 9];
    assert.deepEqual(movedLines(lines, [change(5, 5, '\n\n'), change(2, 3, '')]), [1, 3, 10]);
    assert.equal(movedLines(lines, [change(5, 5, 'x')]), lines);
  });
});
