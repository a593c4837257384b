import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from '../../../../src/http';
import { completionsAt } from '../../../../src/language/completion/completions-at';
import { sentence } from '../../../../src/messages';
import { surroundings } from './asking';

/** Pieces of files, so that random texts reach every place that knows proposals. */
const piece = fc.constantFrom(
  '### ',
  '###',
  '# @',
  '# @credential ',
  '// @timeout = ',
  '# note',
  '@name = ',
  '@',
  'GET ',
  'POST {{baseUrl}}/api/v1/sms/send',
  'GET https://example.com/x',
  '/api/v1/sms/stats',
  '?period=',
  '&from=',
  '  &sou',
  'Content-Type: application/json',
  'Accept: text/csv, ',
  'X-Wo',
  '{{',
  '}}',
  '{{$datetime "',
  '{{send.response.',
  '{"to": ["',
  '"]}',
  '< file.json',
  '< {%',
  '%}',
  'curl https://example.com -d "{',
  ' HTTP/1.1',
  '\n',
  '\n',
  '\r\n',
  '\r',
  '\n\n',
  ' ',
  '\ufeff',
  '😀',
);
const text = fc.oneof(
  fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

describe('completion: any text and any place', () => {
  it('never throws, and every range lies on the line of the cursor and holds it', () => {
    const around = surroundings({
      credentials: [{ name: 'prod', kind: 'hmac', origin: 'https://restlink23telecom.com', live: true }],
      variables: { environment: new Map([['sender', 'MyApp']]) },
    });
    fc.assert(
      fc.property(text, fc.nat(), (content, at) => {
        const offset = at % (content.length + 1);
        for (const { replace, insert, label, sort } of completionsAt(parse(content), offset, around, sentence)) {
          assert.ok(
            replace.start <= offset && offset <= replace.end,
            `${JSON.stringify(replace)} at ${offset}: ${label}`,
          );
          assert.ok(replace.start >= 0 && replace.end <= content.length, JSON.stringify(replace));
          assert.doesNotMatch(content.slice(replace.start, replace.end), /[\r\n]/);
          assert.ok(insert !== '' && label !== '' && sort !== '');
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('answers an offset outside of the text as its nearest end', () => {
    const file = parse('GE');
    const labels = (offset: number) => completionsAt(file, offset, surroundings(), sentence).map(({ label }) => label);
    assert.deepEqual(labels(99), labels(2));
    assert.deepEqual(labels(-5), labels(0));
  });
});
