import assert from 'node:assert/strict';
import { previewCredential } from '../../../src/engine';
import { parse } from '../../../src/http';
import {
  colouredVariables,
  completionsAt,
  foldsOf,
  hoverAt,
  outlineOf,
  referencesAt,
  renameEdits,
} from '../../../src/language';
import { sentence } from '../../../src/messages';
import { diagnose, sandbox, surroundings } from './diagnostics/fixtures';

/** What takes the square of it would take minutes, what grows with it far less than a second. */
const SIZE = 600_000;

function times(piece: string): string {
  return piece.repeat(Math.ceil(SIZE / piece.length));
}

function each(count: number, write: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => write(index)).join('\n');
}

const cases: Readonly<Record<string, string>> = {
  'a path': `GET /${times('a')}`,
  'a path of many segments': `GET /${times('a/')}`,
  'an address': `GET https://restlink23telecom.com/${times('a')}`,
  'an address of {{x}}': `GET {{baseUrl}}/${times('{{x}}')}`,
  'a line of {{x}}': times('{{x}}'),
  'a header of {{x}}': `GET /x\nA: ${times('{{x}}')}`,
  'lines without a colon': `GET /x\n${times('abcde\n')}`,
  'a Host': `GET /x\nHost: ${times('b')}`,
  'file variables, one for each request': each(5_000, (i) => `###\n@v${i} = ${i}\nGET {{host}}/{{v${i}}}\n`),
};

describe('language: a text of one thing only', function () {
  this.timeout(20_000);
  const around = surroundings({ credentials: [sandbox] });

  for (const [what, text] of Object.entries(cases)) {
    it(`is looked at in time that grows with its size: ${what}`, async () => {
      const file = parse(text);
      const middle = text.length >> 1;
      await diagnose(text, { credentials: [sandbox] });
      const [block] = file.blocks;
      assert.ok(block);
      colouredVariables(file, block, around);
      outlineOf(block);
      foldsOf(file, block);
      hoverAt(file, middle, around, sentence);
      completionsAt(file, middle, around, sentence);
      referencesAt(file, middle);
    });
  }

  it('says of one thing a thousand times that it is wrong, and keeps every line from being sent', async () => {
    const text = `GET /x\n${'abc def\n'.repeat(1_500)}`;
    const told = (await diagnose(text)).filter(({ problem }) => problem.code === 'http.header.noColon');
    assert.equal(told.length, 1_000);
    assert.equal(parse(text).requests[0]?.badHeaders.length, 1_500);
  });

  it('colours ten thousand variables of a block, and renames all of them', () => {
    const text = `@x = 1\nPOST /x\n\n${'{{x}} '.repeat(10_500)}`;
    const file = parse(text);
    const [block] = file.blocks;
    assert.ok(block);
    assert.equal(colouredVariables(file, block, around).length, 10_000);
    const edits = renameEdits(file, 1, 'y');
    assert.ok(Array.isArray(edits));
    assert.equal(edits.length, 10_501);
  });

  it('finds the variable under the cursor in the middle of a long line', () => {
    const text = `@x = 1\nGET /${'a'.repeat(50_000)}{{x}}${'b'.repeat(50_000)}`;
    const hover = hoverAt(parse(text), text.indexOf('{{x}}') + 3, around, sentence);
    assert.match(hover?.markdown ?? '', /1/);
  });

  it('takes a long address for what its beginning says', () => {
    const context = {
      credentials: [],
      activeId: null,
      defaultOrigin: 'https://restlink23telecom.com',
      variables: around.variables,
    };
    const kinds = ['https://example.com/', 'https://restlink23telecom.com/api/v1/'].map((address) => {
      const file = parse(`GET ${address}${'a'.repeat(100_000)}`);
      const [request] = file.requests;
      assert.ok(request);
      return previewCredential(file, request, context).kind;
    });
    assert.deepEqual(kinds, ['foreign', 'refuse']);
  });
});
