import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from '../../../../src/http';
import type { OutlineItem } from '../../../../src/language/model';
import { outlineOf } from '../../../../src/language/outline';

function items(text: string): OutlineItem[] {
  return parse(text).blocks.flatMap((block) => [...outlineOf(block)]);
}

/** Rows such as `request: Title (GET /x)`. */
function rows(text: string): string[] {
  return items(text).map(({ kind, label, detail }) => `${kind}: ${label}${detail === '' ? '' : ` (${detail})`}`);
}

describe('the outline', () => {
  it('names a request by its title, else its name, else method and path', () => {
    assert.deepEqual(
      rows(
        [
          '### Statistics of the week\n# @name stats\nGET {{baseUrl}}/api/v1/sms/stats?period=7d',
          '###\n# @name balance\nGET https://restlink23telecom.com/api/v1/user/balance',
          '###\npost /api/v1/sms/send#x',
          '###\n{{baseUrl}}?x=1',
          '###\nGET https://host',
        ].join('\n\n'),
      ),
      [
        'request: Statistics of the week (GET /api/v1/sms/stats)',
        'request: balance (GET /api/v1/user/balance)',
        'request: POST /api/v1/sms/send',
        'request: GET /',
        'request: GET https://host',
      ],
    );
  });

  it('lists file variables with their values, in the order of the text', () => {
    assert.deepEqual(rows('@a = 1\n@b = {{a}}/x\n\n### One\n@c =\nGET /'), [
      'variable: a (1)',
      'variable: b ({{a}}/x)',
      'request: One (GET /)',
      'variable: c',
    ]);
  });

  it('shows a heading where ### stands above no request, as on the page of an endpoint', () => {
    assert.deepEqual(rows('### Query parameters\n# period\n# from\n\n###\n# nothing\n'), ['section: Query parameters']);
    const [section] = items('### Query parameters\n# period\n# from\n\n');
    assert.deepEqual([section?.start, section?.end, section?.selection], [0, 36, { start: 4, end: 20 }]);
  });

  it('lists every request where ### is missing', () => {
    assert.deepEqual(rows('GET /a\n\nGET /b\n'), ['request: GET /a', 'request: GET /b']);
  });

  it('spans from the separator to the last line of the request, and selects title or request line', () => {
    const text = '### One\n# @name x\nGET /\nA: b\n\nbody\n\n\n###\nGET /2\n';
    const [one, two] = items(text);
    assert.equal(text.slice(one?.start, one?.end), '### One\n# @name x\nGET /\nA: b\n\nbody');
    assert.equal(text.slice(one?.selection.start, one?.selection.end), 'One');
    assert.equal(text.slice(two?.start, two?.end), '###\nGET /2');
    assert.equal(text.slice(two?.selection.start, two?.selection.end), 'GET /2');
  });

  it('cuts what is long', () => {
    const [variable, request] = items(`@a = ${'x'.repeat(5000)}\n\nGET /${'y'.repeat(5000)}`);
    assert.equal(variable?.detail.length, 120);
    assert.equal(request?.label.length, 120);
  });

  it('selects within its span, whatever the text', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '### a',
        '###',
        'GET /',
        '@a = 1',
        '# @name x',
        '',
        '{',
        '# c',
        'POST {{x}}/y',
        'A: b',
        "curl '/x' \\",
        '> {%',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const text = lines.join('\n');
        for (const { start, end, selection, label } of items(text)) {
          assert.ok(0 <= start && start <= selection.start && selection.start <= selection.end, text);
          assert.ok(selection.end <= end && end <= text.length, text);
          assert.ok(label !== '' && !/[\r\n]/.test(label), text);
        }
      }),
    );
  });
});
