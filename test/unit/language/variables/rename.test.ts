import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createResolver, parse } from '../../../../src/http';
import { renameEdits, renameRangeAt } from '../../../../src/language/variables';
import { sentence } from '../../../../src/messages';
import { marked, surroundings } from '../around';
import { edited, renamed, withSpans } from './marking';

function rangeIn(withCursor: string): string {
  const { text, offset } = marked(withCursor);
  const range = renameRangeAt(parse(text), offset);
  return 'code' in range ? `! ${sentence(range)}` : withSpans(text, [range]);
}

describe('what can be renamed', () => {
  it('is a variable, at its definition and at each use', () => {
    assert.equal(rangeIn('@a|b = 1\n\nGET /'), '@«ab» = 1\n\nGET /');
    assert.equal(rangeIn('@ab = 1\n\nGET /{{ %ab| }}'), '@ab = 1\n\nGET /{{ %«ab» }}');
  });

  it('is a prompt, and the name of a request', () => {
    assert.equal(rangeIn('# @prompt |code Code?\nGET /'), '# @prompt «code» Code?\nGET /');
    assert.equal(rangeIn('# @name sen|d\nGET /'), '# @name «send»\nGET /');
    assert.equal(rangeIn('### My se|nd\nGET /'), '### «My send»\nGET /');
    assert.equal(
      rangeIn('### send\nGET /\n\n###\nGET /{{s|end.response.body.$.x}}'),
      '### send\nGET /\n\n###\nGET /{{«send».response.body.$.x}}',
    );
  });

  it('is no title beside a name', () => {
    assert.match(rangeIn('### My se|nd\n# @name send\nGET /'), /^! There is no variable/);
  });

  it('is no system variable and no value of the environment', () => {
    assert.equal(rangeIn('GET /{{$gu|id}}'), '! $guid is built in and keeps its name.');
    assert.match(rangeIn('GET /{{ho|st}}'), /^! host is not defined in this file\./);
  });

  it('is nothing elsewhere', () => {
    assert.match(rangeIn('G|ET /{{a}}'), /^! There is no variable/);
    assert.match(rangeIn('@a = b|c\n\nGET /{{a}}'), /^! There is no variable/);
    assert.match(rangeIn('### send\nGET /\n\n###\nGET /{{send.resp|onse.body.$.x}}'), /^! There is no variable/);
  });
});

describe('renaming', () => {
  it('changes all definitions and uses of a variable', () => {
    assert.equal(
      renamed('@a = 1\n@a = 2\n\nGET /{{|a}}?x={{%a}}\nX: {{ab}}\n\n{{ a }}', 'host'),
      '@host = 1\n@host = 2\n\nGET /{{host}}?x={{%host}}\nX: {{ab}}\n\n{{ host }}',
    );
  });

  it('changes a prompt with its directive', () => {
    assert.equal(renamed('# @prompt code Code\nGET /{{co|de}}', 'pin'), '# @prompt pin Code\nGET /{{pin}}');
  });

  it('changes the name of a request in what asks for it', () => {
    assert.equal(
      renamed('# @name |send\nPOST /\n\n###\nGET /{{send.response.body.$.x}}', 'first'),
      '# @name first\nPOST /\n\n###\nGET /{{first.response.body.$.x}}',
    );
    assert.equal(renamed('### My s|end\nPOST /', 'My new one'), '### My new one\nPOST /');
  });

  it('changes nothing when the name stays', () => {
    assert.equal(renamed('@a| = 1\n\nGET /{{a}}', ' a '), '@a = 1\n\nGET /{{a}}');
  });

  it('refuses what is no name', () => {
    for (const name of ['', ' ', 'a b', 'a=b', '{a', 'a}', 'a\\b', '$a', '%a', 'a:', 'x.response.body.y']) {
      assert.match(renamed('@a| = 1\n\nGET /{{a}}', name), /^! ".*" is no name for a variable/, name);
    }
    for (const name of ['', '# x', 'a\nb'])
      assert.match(renamed('### a|\nGET /', name), /^! "[\s\S]*" is no name/, name);
    for (const name of ['a b', 'a.b', '{a']) {
      assert.match(
        renamed('### |a\nGET /\n\n###\nGET /{{a.response.body.*}}', name),
        /^! ".*" is no name for this request/,
      );
    }
  });

  it('refuses a name that something else of the file has, or uses', () => {
    const taken = /^! "b" is already used in this file/;
    assert.match(renamed('@a| = 1\n@b = 2\n\nGET /', 'b'), taken);
    assert.match(renamed('@a| = 1\n\nGET /{{b}}', 'b'), taken);
    assert.match(renamed('@a| = 1\n# @prompt b\nGET /', 'b'), taken);
    assert.match(renamed('### a|\nGET /\n\n### B\nGET /', 'b'), taken);
    assert.match(renamed('### a|\nGET /{{b.response.body.*}}', 'b'), taken);
    assert.equal(renamed('### a|\nGET /{{A.response.body.*}}', 'A'), '### A\nGET /{{A.response.body.*}}');
  });

  it('keeps what every request resolves to', () => {
    const name = fc.constantFrom('a', 'b', 'c.d', 'é');
    const use = fc
      .tuple(fc.constantFrom('{{', '{{ ', '{{%'), name, fc.constantFrom('}}', ' }}'))
      .map((parts) => parts.join(''));
    const text = fc
      .array(fc.oneof(use, fc.constantFrom('x', '/', '\\n', '"', ' ')), { maxLength: 5 })
      .map((parts) => parts.join(''));
    const line = fc.oneof(
      fc.tuple(name, text).map(([to, value]) => `@${to} = ${value}`),
      text.map((target) => `###\n\nGET /${target}`),
      text.map((value) => `###\n# @prompt a ${value}\nPOST /\nX: ${value}\n\n{"x": "${value}"}\n`),
      text.map((comment) => `# ${comment}`),
      fc.constantFrom('', 'X: y'),
    );
    const answers = { prompts: { a: 'asked' } };
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.nat(), (lines, place) => {
        const before = lines.join('\n');
        const file = parse(before);
        const offset = place % (before.length + 1);
        const edits = renameEdits(file, offset, 'fresh');
        if ('code' in edits) return;
        for (const [index, { start }] of edits.entries()) assert.ok(start >= (edits[index - 1]?.end ?? 0), before);
        const after = edited(before, edits);
        const old = before.slice(edits[0]?.start, edits[0]?.end);
        const known = { prompts: old === 'a' ? { fresh: 'asked' } : answers.prompts };
        assert.deepEqual(sent(after, known), sent(before, answers), `${before}\n→\n${after}`);
      }),
      { numRuns: 400 },
    );
  });
});

/** Targets, headers and bodies as they would be sent; what has no value is left out, since its name may be the one that changed. */
function sent(text: string, known: Parameters<typeof surroundings>[0]): string[] {
  const file = parse(text);
  return file.requests.flatMap((request) => {
    const resolver = createResolver(file, request, surroundings(known).variables);
    const texts = [
      request.requestLine.target,
      ...request.headers.map(({ value }) => value),
      ...(request.body?.parts ?? []).map((part) => (part.kind === 'text' ? part.text : part.path)),
    ];
    return texts.map((part) => resolver.substitute(part).text.replace(/\{\{.*?\}\}/g, '?'));
  });
}
