import assert from 'node:assert/strict';
import { parse } from '../../../../src/http';
import { definitionsAt, referencesAt } from '../../../../src/language/variables';
import { marked } from '../around';
import { withSpans } from './marking';

function definitionIn(withCursor: string): string {
  const { text, offset } = marked(withCursor);
  return withSpans(text, definitionsAt(parse(text), offset));
}

function referencesIn(withCursor: string): string {
  const { text, offset } = marked(withCursor);
  return withSpans(text, referencesAt(parse(text), offset));
}

describe('going to a definition', () => {
  it('goes to the last definition above the request', () => {
    assert.equal(
      definitionIn('@a = 1\n@a = 2\n\nGET /{{a|}}\n\n###\n@a = 3\nGET /'),
      '@a = 1\n@«a» = 2\n\nGET /{{a}}\n\n###\n@a = 3\nGET /',
    );
  });

  it('goes to the first definition below where none is above', () => {
    assert.equal(definitionIn('GET /{{|a}}\n\n###\n@a = 3\n@a = 4\n'), 'GET /{{a}}\n\n###\n@«a» = 3\n@a = 4\n');
  });

  it('works from braces, from %, and from the value of another variable', () => {
    for (const use of ['|{{a}}', '{{a}|}', '{{%|a}}', '{{ a| }}', '{{$dotenv %|a}}']) {
      assert.match(definitionIn(`@a = 1\n\nGET /${use}`), /^@«a» = 1/, use);
    }
    assert.match(definitionIn('@a = 1\n@b = {{|a}}\n\nGET /{{b}}'), /^@«a» = 1/);
  });

  it('prefers the prompt of the request', () => {
    assert.equal(definitionIn('@a = 1\n# @prompt a What?\nGET /{{|a}}'), '@a = 1\n# @prompt «a» What?\nGET /{{a}}');
  });

  it('goes from a chained expression to the request', () => {
    assert.equal(
      definitionIn('### send\nPOST /\n\n###\nGET /{{send.response.bo|dy.$.x}}'),
      '### «send»\nPOST /\n\n###\nGET /{{send.response.body.$.x}}',
    );
    assert.match(
      definitionIn('### A title\n# @name send\nPOST /\n\n###\nGET /{{|SEND.response.body.*}}'),
      /@name «send»/,
    );
  });

  it('stays at a definition', () => {
    assert.equal(definitionIn('@|a = 1\n@a = 2\n\nGET /'), '@«a» = 1\n@a = 2\n\nGET /');
  });

  it('goes nowhere from what the file does not define', () => {
    for (const text of [
      'GET /{{|a}}',
      'GET /{{|$guid}}',
      'GET /{{no.response.bo|dy.$.x}}',
      'G|ET /',
      '# {{|a}}\nGET /',
    ]) {
      assert.equal(definitionIn(text), text.replace('|', ''), text);
    }
  });
});

describe('references of a variable', () => {
  it('are all definitions and uses, wherever they stand', () => {
    const text = [
      '@«a» = 1',
      '@b = {{«a»}}',
      '@«a» = {{b}}',
      '',
      '### {{a}}',
      '# {{a}}',
      '# @note {{«a»}}',
      'GET /{{«a»}}',
      '  ?x={{%«a»}}',
      'X: {{ «a» }}',
      '  more {{«a»}}',
      'Content-Type: application/json',
      '',
      '// {{a}}',
      '{ "x": "{{«a»}}", "y": {{«a»}}, "z": "{{ab}}" }',
      '',
      '###',
      'POST /',
      '',
      '< ./{{«a»}}/x',
      '',
      '###',
      'GRAPHQL /',
      '',
      'query { x(id: "{{«a»}}") }',
      '',
      '{ "v": "{{«a»}}" }',
      '',
      '###',
      "curl '/{{«a»}}' -H 'X: {{«a»}}' -d '{{$dotenv %«a»}}'",
      '',
      '> {%',
      '{{a}}',
      '%}',
      '',
    ].join('\n');
    const plain = text.replace(/[«»]/g, '');
    for (const start of [...text.matchAll(/«/g)].map(({ index }, i) => index - 2 * i)) {
      assert.equal(withSpans(plain, referencesAt(parse(plain), start)), text, String(start));
    }
  });

  it('tell definitions from uses', () => {
    const found = referencesAt(parse('@a = 1\n\nGET /{{a}}'), 1);
    assert.deepEqual(found, [
      { start: 1, end: 2, isDefinition: true },
      { start: 15, end: 16, isDefinition: false },
    ]);
  });

  it('hold the prompts of that name', () => {
    assert.equal(
      referencesIn('# @prompt co|de Code?\nGET /{{code}}\n\n###\nGET /{{code}}'),
      '# @prompt «code» Code?\nGET /{{«code»}}\n\n###\nGET /{{code}}',
    );
  });

  it('are the uses alone where the environment defines it', () => {
    assert.equal(
      referencesIn('GET /{{|code}}\n\n###\n# @prompt code\nGET /{{code}}\n\n###\nGET /{{code}}'),
      'GET /{{«code»}}\n\n###\n# @prompt code\nGET /{{code}}\n\n###\nGET /{{«code»}}',
    );
  });

  it('of a request are its name and the expressions that ask it', () => {
    assert.equal(
      referencesIn(
        '### se|nd\nPOST /\n\n###\nGET /{{send.response.body.$.a}}/{{Send.request.headers.X}}/{{sender.response.body.*}}',
      ),
      '### «send»\nPOST /\n\n###\nGET /{{«send».response.body.$.a}}/{{«Send».request.headers.X}}/{{sender.response.body.*}}',
    );
  });

  it('of a variable with a dot are not taken for those of a request', () => {
    assert.equal(
      referencesIn('@send.x = 1\n### send\nPOST /{{send|.x}}'),
      '@«send.x» = 1\n### send\nPOST /{{«send.x»}}',
    );
  });

  it('are none of a system variable', () => {
    assert.equal(referencesIn('GET /{{$gu|id}}/{{$guid}}'), 'GET /{{$guid}}/{{$guid}}');
  });
});
