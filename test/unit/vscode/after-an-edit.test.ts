import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { CancellationToken } from 'vscode';
import { HttpDocument, type HttpFile, parse, positionOf } from '../../../src/http';
import { colouredVariables, Diagnoser, foldsOf, outlineOf, toldBy, VariableStates } from '../../../src/language';
import { createJsonBodies } from '../../../src/language/json';
import { sentence } from '../../../src/messages';
import { PerBlock } from '../../../src/vscode/language/per-block';
import { LensCells } from '../../../src/vscode/lens/cells';
import { dialectText } from '../http/dialect';
import { surroundings } from '../language/diagnostics/fixtures';

interface Row {
  readonly label: string;
  readonly line: number;
  readonly column: number;
}

const never = { isCancellationRequested: false } as CancellationToken;
const json = createJsonBodies(sentence);
const folder = join('test', 'fixtures', 'http');

/** All that is drawn of a document, version after version. */
class Drawn {
  private readonly around = surroundings();
  private readonly diagnoser = new Diagnoser();
  private readonly cells = new LensCells<string>();
  private readonly outline = rows();

  async of(file: HttpFile) {
    const states = new VariableStates(file, this.around);
    const lenses = this.cells.pass(file, this.around, new Set(), (block) =>
      block.requests.map((request) => {
        const says = `${this.around.ourTarget(file, request)?.href} ${this.around.targetProblem?.(file, request)?.code}`;
        return { line: 0, isSteady: true, lensesAt: (at) => [`${at} ${says}`] };
      }),
    );
    return {
      lenses,
      outline: await this.outline.all(this, file, never),
      folds: file.blocks.flatMap((block) => foldsOf(file, block)),
      colours: file.blocks.flatMap((block) => colouredVariables(file, block, this.around, states)),
      diagnostics: await this.diagnoser.diagnose(file, this.around, { json, pause: () => Promise.resolve() }),
    };
  }
}

function rows(): PerBlock<Row> {
  return new PerBlock<Row>({
    make: (file, block) => outlineOf(block).map(({ label, start }) => ({ label, ...positionOf(file, start) })),
    moved: (row, lines) => ({ ...row, line: row.line + lines }),
  });
}

/** The file, of which nobody can have the whole text. */
function withoutText(file: HttpFile): HttpFile {
  return Object.defineProperty(file, 'text', {
    get: () => assert.fail('the whole text was asked for'),
  });
}

describe('a document after an edit', () => {
  it('is drawn anew without its whole text, and as if it had been opened like this', async () => {
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.http'))) {
      const text = readFileSync(join(folder, name), 'utf8');
      const document = new HttpDocument(text);
      const drawn = new Drawn();
      await drawn.of(document.file);
      let edited = text;
      for (const [share, put] of [
        [0.5, 'x'],
        [0.2, '\n'],
        [0.8, '{{v}}'],
      ] as const) {
        const at = Math.floor(edited.length * share);
        edited = edited.slice(0, at) + put + edited.slice(at);
        const file = withoutText(document.edit([{ start: at, end: at, text: put }]));
        assert.deepEqual(await drawn.of(file), await new Drawn().of(parse(edited)), name);
      }
    }
  });

  it('has the outline of a first look, whatever was edited before', async () => {
    const step = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(30),
      text: dialectText(4),
    });
    await fc.assert(
      fc.asyncProperty(dialectText(40), fc.array(step, { maxLength: 6 }), async (text, steps) => {
        const document = new HttpDocument(text);
        const kept = rows();
        await kept.all(kept, document.file, never);
        for (const { at, length, text: put } of steps) {
          const now = document.file.text;
          const start = Math.round(at * now.length);
          const file = document.edit([{ start, end: Math.min(start + length, now.length), text: put }]);
          assert.deepEqual(await kept.all(kept, file, never), await rows().all({}, parse(file.text), never));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('has the colours of a first look, whatever was edited before', async () => {
    const pieces = [
      '### a\n',
      '# @name a\n',
      '# @prompt v\n',
      '@v = {{w}}\n',
      '@w = {{a.response.body.$.x}}\n',
      '@w = 1\n',
      'GET /{{v}}/{{a.response.body.$.x}}\n',
      'A: {{w}}\n',
      '\n',
    ];
    const step = fc.record({ place: fc.nat(), length: fc.nat(20), put: fc.constantFrom('', 'x', ...pieces) });
    const around = surroundings();
    const colours = () =>
      new PerBlock<Row>({
        make: (file, block) => {
          const found = colouredVariables(file, block, around, new VariableStates(file, around));
          return found.map(({ start, state }) => ({ label: state, ...positionOf(file, start) }));
        },
        moved: (row, lines) => ({ ...row, line: row.line + lines }),
        told: toldBy,
      });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...pieces), { minLength: 3, maxLength: 14 }),
        fc.array(step, { maxLength: 6 }),
        async (parts, steps) => {
          const document = new HttpDocument(parts.join(''));
          const kept = colours();
          await kept.all(kept, document.file, never);
          for (const { place, length, put } of steps) {
            const now = document.file.text;
            const start = place % (now.length + 1);
            const file = document.edit([{ start, end: Math.min(start + length, now.length), text: put }]);
            assert.deepEqual(await kept.all(kept, file, never), await colours().all({}, parse(file.text), never));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keeps the rows of blocks that have not moved, and moves the others by lines', async () => {
    const text = Array.from({ length: 100 }, (_, i) => `### ${i}\nGET /${i}\n\n`).join('');
    const document = new HttpDocument(text);
    let made = 0;
    const kept = new PerBlock<Row>({
      make: (file, block) => {
        made++;
        return outlineOf(block).map(({ label, start }) => ({ label, ...positionOf(file, start) }));
      },
      moved: (row, lines) => ({ ...row, line: row.line + lines }),
    });
    const before = await kept.all(kept, document.file, never);
    made = 0;
    const at = text.indexOf('GET /50') + 5;
    const after = await kept.all(kept, document.edit([{ start: at, end: at, text: 'x' }]), never);
    assert.equal(made, 1);
    assert.equal(after?.[49], before?.[49]);
    assert.equal(after?.[99], before?.[99]);
    made = 0;
    const down = await kept.all(kept, document.edit([{ start: at, end: at, text: '\n' }]), never);
    assert.equal(made, 1);
    assert.deepEqual(down?.[99], { label: '99', line: 299, column: 1 });
  });
});
