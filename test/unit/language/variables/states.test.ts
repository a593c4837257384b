import assert from 'node:assert/strict';
import { parse } from '../../../../src/http';
import type { ColouredVariable } from '../../../../src/language/model';
import { colouredVariables, VariableStates } from '../../../../src/language/variables';
import { type Known, surroundings } from '../around';

/** The states of all variables of a text, such as `a: resolved`. */
function coloured(text: string, known: Known = {}): string[] {
  const file = parse(text);
  const around = surroundings(known);
  const states = new VariableStates(file, around);
  return file.blocks
    .flatMap((block): readonly ColouredVariable[] => colouredVariables(file, block, around, states))
    .map(({ start, end, state }) => `${text.slice(start + 2, end - 2).trim()}: ${state}`);
}

function stateOf(text: string, name: string, known: Known = {}) {
  const file = parse(text);
  const request = file.requests.at(-1);
  assert.ok(request);
  return new VariableStates(file, surroundings(known)).of(name, request);
}

describe('colours of variables', () => {
  it('tell those with a value from those without', () => {
    assert.deepEqual(coloured('@a = 1\n\nGET /{{a}}/{{b}}/{{$guid}}/{{$nope}}\n\n{{c}}', { values: { c: '1' } }), [
      'a: resolved',
      'b: unresolved',
      '$guid: resolved',
      '$nope: unresolved',
      'c: resolved',
    ]);
  });

  it('count what is asked for and what an answer will give as resolved, through other variables too', () => {
    assert.deepEqual(
      coloured(
        '### send\nPOST /\n\n###\n@x = {{send.response.body.$.id}}\n@y = {{pin}}\n# @prompt pin\nGET /{{x}}/{{y}}/{{pin}}',
      ),
      ['send.response.body.$.id: resolved', 'pin: resolved', 'x: resolved', 'y: resolved', 'pin: resolved'],
    );
  });

  it('count a variable as unresolved whose value refers to nothing, or to itself', () => {
    assert.deepEqual(coloured('@a = {{b}}\n@c = {{c}}\n\nGET /{{a}}/{{c}}'), [
      'b: unresolved',
      'c: unresolved',
      'a: unresolved',
      'c: unresolved',
    ]);
  });

  it('see a prompt in its own request alone', () => {
    assert.deepEqual(coloured('# @prompt a\nGET /{{a}}\n\n###\nGET /{{a}}'), ['a: resolved', 'a: unresolved']);
  });

  it('see what each request sees', () => {
    assert.deepEqual(coloured('@a = {{nope}}\n\nGET /{{a}}\n\n###\n@a = 1\nGET /{{a}}'), [
      'nope: unresolved',
      'a: unresolved',
      'a: resolved',
    ]);
  });

  it('are found in blocks without request', () => {
    assert.deepEqual(coloured('### values\n@a = {{b}}\n@b = 1\n\n### use\nGET /{{a}}'), ['b: resolved', 'a: resolved']);
    assert.deepEqual(coloured('@a = {{b}}\n@b = 1'), ['b: resolved']);
  });

  it('take no longer in a file of many requests than its length explains', () => {
    const block = (i: number) =>
      `### r${i}\n@id${i % 50} = ${i}\n@u = {{id${i % 50}}}\nGET /{{u}}/{{$guid}}/{{r${i}.response.body.$.x}}\n\n`;
    const text = Array.from({ length: 4000 }, (_, i) => block(i)).join('');
    const start = performance.now();
    assert.equal(coloured(text).length, 16_000);
    assert.ok(performance.now() - start < 5000);
  });
});

describe('the state of a variable', () => {
  it('tells where its value comes from', () => {
    const known: Known = {
      overrides: { o: '1' },
      prompts: { p: '2' },
      values: { e: '3', f: 'no' },
      dotenv: { d: '4', f: 'no' },
      answers: { 'r.response.body.*': '5' },
    };
    const text = '@f = 6\n@o = no\n### r\n# @prompt p\nGET /';
    const kinds = ['o', 'p', 'e', 'd', 'r.response.body.*', 'f', 'baseUrl', '$isoTimestamp'].map((name) => {
      const state = stateOf(text, name, known);
      return `${state.kind} ${'value' in state ? state.value : ''}`;
    });
    assert.deepEqual(kinds, [
      'override 1',
      'prompt 2',
      'environment 3',
      'dotenv 4',
      'answer 5',
      'file 6',
      'fallback http://127.0.0.1:8023',
      'system 2026-02-13T10:30:00.000Z',
    ]);
  });

  it('names question and missing answer', () => {
    assert.deepEqual(stateOf('# @prompt p The pin\nGET /', 'p'), { kind: 'asked', question: 'The pin' });
    assert.equal(stateOf('### r\nGET /', 'r.response.body.*').kind, 'awaited');
    assert.equal(stateOf('### r\nGET /', 's.response.body.*').kind, 'unresolved');
  });

  it('names what is really missing before what will come', () => {
    const state = stateOf('@a = {{p}}{{nope}}\n# @prompt p\nGET /', 'a');
    assert.deepEqual(state, {
      kind: 'unresolved',
      problem: { code: 'http.variable.unresolved', args: { name: 'nope' } },
    });
  });

  it('gives the secrets that are part of a value', () => {
    const file = parse('@a = {{t}}-{{u}}\n\nGET /');
    const states = new VariableStates(file, surroundings({ values: { t: 'long secret', u: 'x' }, secret: ['t'] }));
    assert.deepEqual(states.secretsIn('a', file.requests[0] ?? null), ['long secret']);
    assert.deepEqual(states.secretsIn('u', file.requests[0] ?? null), []);
  });
});
