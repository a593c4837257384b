import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from '../../../../src/http';
import { hoverAt } from '../../../../src/language/hover';
import {
  colouredVariables,
  definitionsAt,
  referencesAt,
  renameEdits,
  renameRangeAt,
} from '../../../../src/language/variables';
import { sentence } from '../../../../src/messages';
import { surroundings } from '../around';

const around = surroundings({ values: { a: 'x{{b}}', t: 's3cret-value' }, prompts: { p: '1' }, secret: ['t'] });

const piece = fc.oneof(
  fc.constantFrom(
    '### send\n',
    '# @name send\n',
    '# @prompt p Q\n',
    'POST {{baseUrl}}/api/v1/sms/send\n',
    'GET /api/v1/sms/stats?period=7d&status={{%a}}\n  &from=\n',
    'Content-Type: application/json\n',
    '\n',
    '{ "to": ["+14155551234", "{{a}}"], "message": "Hi “{{t}}”\\n", "sender_id": "My"',
    '}',
    '@a = {{t}}\n',
    '@b={{a}}{{send.response.body.$.x}}\n',
    '< ./{{a}}\n',
    '{{',
    '}}',
    '"',
    '\\u12',
    'curl -X POST \'/api/v1/sms/send\' -d \'{"message":"{{a}}"}\'\n',
    'GRAPHQL /\n\nquery { a }\n\n{ "x": 1 }\n',
    '\r\n',
    '\ud83d',
    '\ufeff',
  ),
  fc.string({ maxLength: 6 }),
);

describe('asking about any place of any text', () => {
  it('never throws, and answers with spans around the place', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.nat(), (pieces, place) => {
        const text = pieces.join('');
        const offset = place % (text.length + 1);
        const file = parse(text);
        const inText = ({ start, end }: { start: number; end: number }) => {
          assert.ok(0 <= start && start <= end && end <= text.length, text);
        };
        const hover = hoverAt(file, offset, around, sentence);
        if (hover) {
          inText(hover);
          assert.ok(hover.start <= offset && offset <= hover.end, text);
          assert.notEqual(hover.markdown.trim(), '');
          assert.doesNotMatch(hover.markdown, /s3cret|undefined|\[object|[\ue000\ue001]/, text);
        }
        definitionsAt(file, offset).forEach(inText);
        const references = referencesAt(file, offset);
        references.forEach(inText);
        for (const [index, { start }] of references.entries())
          assert.ok(start >= (references[index - 1]?.end ?? 0), text);
        const range = renameRangeAt(file, offset);
        if ('start' in range) {
          inText(range);
          assert.ok(range.start <= offset && offset <= range.end, text);
          assert.ok(
            references.some(({ start }) => start === range.start),
            text,
          );
        }
        renameEdits(file, offset, 'fresh');
        for (const block of file.blocks) colouredVariables(file, block, around).forEach(inText);
      }),
      { numRuns: 1500 },
    );
  });
});
