import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findingsOf, HttpDocument, parse, type TextChange } from '../../../src/http';
import { Source } from '../../../src/http/syntax/source';
import { sentence } from '../../../src/messages';
import { blocksAtOnce } from './at-once';
import { actual, fixtureNames, textOf } from './fixture';
import { checkRanges, checkTiling } from './ranges';
import { treeOf, treeOfBlocks } from './tree';

const texts = fixtureNames().map(textOf);

/** What a person, a paste or a broken tool may put anywhere. */
const snippet = fc.oneof(
  fc.constantFrom(
    ...[
      '\n',
      '\r\n',
      '\r',
      '\n\n',
      '\n###\n',
      '  ',
      '\t',
      '#',
      '//',
      '# @',
      '@',
      '@a = {{a}}',
      '{{',
      '}}',
      '{{%',
      '\n{{\n',
      '\n}}\n',
    ],
    ...[
      '< ',
      '<@ ',
      '<@x ',
      '\n< {%',
      '%}',
      '> ',
      '>>! ',
      '??',
      '<> ',
      '&',
      '?',
      ':',
      '=',
      '%',
      '"',
      "'",
      '\\',
      '\\\n',
      '\ufeff',
      '\ud83d',
    ],
    ...[
      'GET ',
      ' HTTP/2',
      '\nContent-Type: ',
      'text/plain',
      'multipart/mixed; boundary=',
      '\n--',
      '\nX-Request-Type: GraphQL',
    ],
    ...[
      '\ncurl ',
      ' -d ',
      " $'",
      ' -F a=@',
      '\nContent-Length: 1',
      '\nHost: ',
      'import x.http\n',
      '{{$guid}}',
      '\u2028',
      '\0',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);

/** A change at two places between 0 and 1 of the length. */
const change = fc.record({
  kind: fc.constantFrom('insert', 'delete', 'repeat', 'move', 'cut', 'ends'),
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  snippet,
});
type Change = typeof change extends fc.Arbitrary<infer Type> ? Type : never;

function changed(text: string, { kind, from, to, snippet: added }: Change): string {
  const a = Math.floor(Math.min(from, to) * text.length);
  const b = Math.floor(Math.max(from, to) * text.length);
  const [before, middle, after] = [text.slice(0, a), text.slice(a, b), text.slice(b)];
  switch (kind) {
    case 'insert':
      return before + added + text.slice(a);
    case 'delete':
      return before + after;
    case 'repeat':
      return before + middle + added + middle + after;
    case 'move':
      return before + after + middle;
    case 'cut':
      return before;
    default:
      return before + middle.replace(/\r\n?|\n/g, added.includes('\r') ? '\r' : '\r\n') + after;
  }
}

/** What leads from one text to the other. */
function difference(from: string, to: string): TextChange {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) start++;
  let same = 0;
  while (same < shorter - start && from[from.length - 1 - same] === to[to.length - 1 - same]) same++;
  return { start, end: from.length - same, text: to.slice(start, to.length - same) };
}

const mutant = fc
  .tuple(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 5 }))
  .map(([text, changes]) => changes.reduce(changed, text));

describe('http: files with random changes', function () {
  this.timeout(60_000);

  it('parse without an exception, tiled, with ranges within ranges and findings that are sentences', () => {
    fc.assert(
      fc.property(mutant, (text) => {
        const file = parse(text);
        checkTiling(file);
        checkRanges(file.blocks, { start: 0, end: text.length });
        for (const { problem } of findingsOf(file))
          assert.doesNotMatch(sentence(problem), /\{(?:key|name|line|option)\}/);
      }),
      { numRuns: 3000 },
    );
  });

  it('read the same by the scan as by the parser of blocks alone', () => {
    fc.assert(
      fc.property(mutant, (text) => {
        assert.deepEqual(treeOf(parse(text)), treeOfBlocks(text, blocksAtOnce(text), new Source(text).starts));
      }),
      { numRuns: 1500 },
    );
  });

  it('read the same after each edit as if they had been parsed anew', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 6 }), (text, changes) => {
        const document = new HttpDocument(text);
        for (const each of changes) {
          const { text: old } = document.file;
          const wanted = changed(old, each);
          assert.deepEqual(treeOf(document.edit([difference(old, wanted)])), treeOf(parse(wanted)));
        }
      }),
      { numRuns: 800 },
    );
  });

  it('can be printed and prepared without an exception', async () => {
    await fc.assert(
      fc.asyncProperty(mutant, async (text) => {
        await actual(text, true);
      }),
      { numRuns: 600 },
    );
  });
});
