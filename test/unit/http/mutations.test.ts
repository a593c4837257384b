import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findingsOf, parse } from '../../../src/http';
import { sentence } from '../../../src/messages';
import { actual, fixtureNames, textOf } from './fixture';
import { checkRanges, checkTiling } from './ranges';

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

  it('can be printed and prepared without an exception', async () => {
    await fc.assert(
      fc.asyncProperty(mutant, async (text) => {
        await actual(text, true);
      }),
      { numRuns: 600 },
    );
  });
});
