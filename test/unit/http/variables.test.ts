import assert from 'node:assert/strict';
import { createResolver, parse, type VariableContext, variableReferences } from '../../../src/http';

const now = new Date('2026-02-13T10:30:00.123Z');

function context(given: Partial<VariableContext> = {}): VariableContext {
  let drawn = 0;
  return {
    overrides: new Map(),
    prompts: new Map(),
    environment: new Map(),
    fallback: new Map(),
    now: () => now,
    randomBytes: (count) => new Uint8Array(count).fill(++drawn),
    processEnv: () => undefined,
    dotenv: () => undefined,
    requestValue: () => undefined,
    ...given,
  };
}

/** Replaces the variables of a text for the last request of a file. */
function substitute(text: string, given: Partial<VariableContext> = {}, definitions = '') {
  const prompts = [...(given.prompts ?? [])].map(([name]) => `# @prompt ${name}\n`).join('');
  const file = parse(`${definitions}\n${prompts}GET /x`);
  const request = file.requests.at(-1);
  assert.ok(request);
  return createResolver(file, request, context(given)).substitute(text);
}

const value = (text: string, given: Partial<VariableContext> = {}, definitions = '') => {
  const { text: replaced, unresolved } = substitute(text, given, definitions);
  assert.deepEqual(unresolved, []);
  return replaced;
};

const problem = (text: string, given: Partial<VariableContext> = {}, definitions = '') =>
  substitute(text, given, definitions).unresolved.map(({ problem: { code } }) => code);

describe('http: variable references', () => {
  it('are {{name}}, {{ name }} and {{%name}}', () => {
    assert.deepEqual(
      variableReferences('{{a}} {{ b c }} {{%d}}').map(({ name, encoded }) => [name, encoded]),
      [
        ['a', false],
        ['b c', false],
        ['d', true],
      ],
    );
  });

  it('are literal text without }} on the same line, or empty', () => {
    assert.deepEqual(variableReferences('{{a {{ {{}} {{ }} {{b\n}}'), []);
    assert.equal(value('{"a":{"b":{}}} {{x'), '{"a":{"b":{}}} {{x');
  });

  it('use the last two of several braces', () => {
    const text = '{"a":{{{b}}}}';
    assert.deepEqual(
      variableReferences(text).map(({ start, end }) => text.slice(start, end)),
      ['{{b}}'],
    );
    assert.equal(variableReferences('{{a}}{{b}}', 2).length, 1);
    assert.equal(variableReferences('{{a}}{{b}}', 0, 9).length, 1);
  });
});

describe('http: variables', () => {
  it('take the last definition above the request, else the first one below it', () => {
    const file = parse('@a = 1\n@a = 2\n### \nGET /x\n### \n@a = 3\n@b = 4\n@b = 5\n###\nGET /y');
    const [x, y] = file.requests;
    assert.ok(x && y);
    assert.equal(createResolver(file, x, context()).substitute('{{a}}{{b}}').text, '24');
    assert.equal(createResolver(file, y, context()).substitute('{{a}}{{b}}').text, '35');
  });

  it('follow the order override, prompt, system, request, file, environment, fallback', () => {
    const all: Partial<VariableContext> = {
      overrides: new Map([['a', 'override']]),
      prompts: new Map([...'ab'].map((name) => [name, 'prompt'])),
      environment: new Map([...'abcd'].map((name) => [name, 'environment'])),
      fallback: new Map([...'abcde'].map((name) => [name, 'fallback'])),
    };
    const file = '@a = file\n@b = file\n@c = file';
    assert.equal(value('{{a}} {{b}} {{c}} {{d}} {{e}}', all, file), 'override prompt file environment fallback');
    const expression = 'send.response.body.$.id';
    const requestValue = (name: string) => (name === expression ? { value: '7' } : undefined);
    assert.equal(value(`{{${expression}}}`, { requestValue }, `@${expression} = file`), '7');
    assert.equal(value('{{$timestamp}}', { overrides: new Map([['$timestamp', '1']]) }), '1');
  });

  it('of prompts are those that this request asks for', () => {
    const file = parse('# @prompt a\nGET /x\n\n### y\n@a = file\nGET /y');
    const [x, y] = file.requests;
    assert.ok(x && y);
    const given = context({ prompts: new Map([['a', 'prompt']]) });
    assert.equal(createResolver(file, x, given).substitute('{{a}}').text, 'prompt');
    assert.equal(createResolver(file, y, given).substitute('{{a}}').text, 'file');
  });

  it('of a .env file have their plain names too, after those of the environment, and are taken literally', () => {
    const dotenv = (name: string) => ({ a: 'dotenv', b: '{{c}}', RESTLINK_API_KEY: 'x' })[name];
    assert.equal(value('{{a}} {{b}}', { dotenv }), 'dotenv {{c}}');
    assert.equal(value('{{a}}', { dotenv, environment: new Map([['a', 'environment']]) }), 'environment');
    assert.equal(value('{{a}}', { dotenv, fallback: new Map([['a', 'fallback']]) }), 'dotenv');
    assert.deepEqual(problem('{{RESTLINK_API_KEY}}', { dotenv }), ['http.variable.unresolved']);
    assert.deepEqual(problem('{{a}}', { dotenv, isSecret: (text) => text === 'dotenv' }), ['http.variable.refused']);
  });

  it('of earlier answers may have the short form, after everything else', () => {
    const requestValue = (name: string) => (name === 'send.id' ? { value: '7' } : undefined);
    assert.equal(value('{{send.id}}', { requestValue }), '7');
    assert.equal(value('{{send.id}}', { requestValue }, '@send.id = file'), 'file');
    assert.deepEqual(problem('{{other.id}}', { requestValue }), ['http.variable.unresolved']);
  });

  it('of earlier answers that are missing say why, unless the file defines that name', () => {
    const requestValue = () => ({ problem: { code: 'answer.value.noBody' } }) as const;
    assert.deepEqual(problem('{{s.response.body}}', { requestValue }), ['answer.value.noBody']);
    assert.equal(value('{{s.response.body}}', { requestValue }, '@s.response.body = file'), 'file');
    const { unresolved } = substitute('{{s.response.body.$.x}}');
    assert.deepEqual(unresolved[0]?.problem, {
      code: 'http.variable.noAnswer',
      args: { name: 's.response.body.$.x', request: 's' },
    });
  });

  it('hold line breaks, tabs and backslashes written as escapes', () => {
    assert.equal(value('{{a}}', {}, '@a = 1\\n2\\r\\t\\\\n\\d "q"'), '1\n2\r\t\\n\\d "q"');
  });

  it('may refer to others', () => {
    assert.equal(
      value('{{a}}', { environment: new Map([['c', '{{d}}!']]) }, '@a = {{b}}-{{c}}\n@b = 1\n@d = 2'),
      '1-2!',
    );
  });

  it('do not search answers of people and servers for variables', () => {
    const literal = new Map([['a', '{{$processEnv HOME}}']]);
    assert.equal(value('{{a}}', { overrides: literal }), '{{$processEnv HOME}}');
    assert.equal(value('{{a}}', { prompts: literal }), '{{$processEnv HOME}}');
    assert.equal(value('{{s.response.headers.X}}', { requestValue: () => ({ value: '{{b}}' }) }), '{{b}}');
  });

  it('are percent-encoded as {{%name}}', () => {
    assert.equal(value('{{%a}} {{a}}', {}, '@a = é&/ ?'), '%C3%A9%26%2F%20%3F é&/ ?');
    assert.equal(value('{{%a}}', { overrides: new Map([['a', '\ud800']]) }), '%EF%BF%BD');
  });

  it('evaluate each occurrence once per send', () => {
    const [one, two, three] = value('{{id}} {{id}} {{$guid}}', {}, '@id = {{$guid}}').split(' ');
    assert.equal(one, two);
    assert.notEqual(one, three);
    const [a, b] = value('{{$guid}} {{$guid}}').split(' ');
    assert.notEqual(a, b);
  });

  it('name the cycle that they make', () => {
    const { unresolved } = substitute('{{a}}', {}, '@a = {{b}}\n@b = {{c}}\n@c = {{b}}');
    assert.deepEqual(
      unresolved.map(({ problem: { code, args } }) => [code, args?.cycle]),
      [['http.variable.cycle', 'b → c → b']],
    );
    assert.deepEqual(problem('{{a}}', {}, '@a = {{a}}'), ['http.variable.cycle']);
  });

  it('that have no value are all listed, with their place', () => {
    const definitions = '@a = x{{no1}}';
    const { text, unresolved } = substitute('{{no2}} {{a}} {{a}} {{no2}} {{s.response.body.$.x}}', {}, definitions);
    assert.equal(text, '{{no2}} {{a}} {{a}} {{no2}} {{s.response.body.$.x}}');
    assert.deepEqual(
      unresolved.map(({ name, start, end }) => [name, start, end]),
      [
        ['no2', 0, 7],
        ['no1', 6, 13],
        ['no2', 20, 27],
        ['s.response.body.$.x', 28, 51],
      ],
    );
    const file = parse('GET /{{x}}');
    const [request] = file.requests;
    assert.ok(request);
    assert.equal(createResolver(file, request, context()).substitute('/{{x}}', 4).unresolved[0]?.start, 5);
  });

  it('that double each other are refused, not expanded', () => {
    const lines = Array.from({ length: 60 }, (_, index) => `@v${index} = {{v${index + 1}}}{{v${index + 1}}}`);
    const result = substitute('{{v0}}', {}, [...lines, '@v60 = 0123456789'].join('\n'));
    assert.ok(result.unresolved.some(({ problem: { code } }) => code === 'http.variable.tooLarge'));
    const chain = Array.from({ length: 20_000 }, (_, index) => `@v${index} = {{v${index + 1}}}`);
    assert.deepEqual(problem('{{v0}}', {}, chain.join('\n')), ['http.variable.tooLarge']);
  });
});

describe('http: system variables', () => {
  it('$timestamp [n unit]', () => {
    const seconds = Math.floor(now.getTime() / 1000);
    assert.equal(value('{{$timestamp}}'), String(seconds));
    assert.equal(value('{{$timestamp -3 h}}'), String(seconds - 3 * 3600));
    assert.equal(value('{{$timestamp 1 m}}'), String(seconds + 60));
    assert.equal(value('{{$timestamp 1 M}}'), String(seconds + 28 * 86_400));
    const units = { y: 365 * 86_400, Q: 89 * 86_400, w: 7 * 86_400, d: 86_400, h: 3600, m: 60, s: 1 };
    for (const [unit, length] of Object.entries(units)) {
      assert.equal(value(`{{$timestamp 1 ${unit}}}`), String(seconds + length), unit);
    }
    assert.equal(value('{{$timestamp 877 ms}}'), String(seconds + 1));
    assert.equal(value('{{$timestamp +2d}}'), String(seconds + 2 * 86_400));
    assert.deepEqual(problem('{{$timestamp 3 lightyears}}'), ['http.variable.arguments']);
  });

  it('$guid, $uuid and $random.uuid', () => {
    for (const name of ['$guid', '$uuid', '$random.uuid']) {
      assert.match(value(`{{${name}}}`), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });

  it('$randomInt min max and $random.integer(a, b), upper end not included', () => {
    for (const name of ['$randomInt 5 8', '$randomInt -2 1', '$random.integer(5,8)', '$random.integer( 5 , 8 )']) {
      const [low = 0, high = 0] = name.match(/-?\d+/g)?.map(Number) ?? [];
      const drawn = Number(value(`{{${name}}}`));
      assert.ok(drawn >= low && drawn < high, `${name}: ${drawn}`);
    }
    assert.equal(value('{{$randomInt 7 8}}'), '7');
    assert.match(value('{{$randomInt}}'), /^\d{1,3}$/);
    assert.deepEqual(problem('{{$randomInt 8 5}} {{$randomInt a b}} {{$random.integer 1}}'), [
      ...Array.from({ length: 3 }, () => 'http.variable.arguments'),
    ]);
  });

  it('$datetime iso8601|rfc1123|"format" [n unit]', () => {
    assert.equal(value('{{$datetime iso8601}}'), '2026-02-13T10:30:00.123Z');
    assert.equal(value('{{$datetime rfc1123}}'), 'Fri, 13 Feb 2026 10:30:00 GMT');
    assert.equal(value('{{$datetime "DD.MM.YYYY HH:mm" 1 d}}'), '14.02.2026 10:30');
    assert.equal(value("{{$datetime 'YYYY' -1 y}}"), '2025');
    assert.deepEqual(problem('{{$datetime}} {{$datetime soon}}'), [
      ...['http.variable.arguments', 'http.variable.arguments'],
    ]);
  });

  it('$localDatetime, and $isoTimestamp', () => {
    assert.equal(new Date(value('{{$localDatetime iso8601}}')).getTime(), now.getTime());
    assert.equal(new Date(value('{{$localDatetime rfc1123}}')).getTime(), now.getTime() - 123);
    assert.match(value('{{$localDatetime iso8601}}'), /^2026-02-1[34]T\d\d:\d\d:00\.123[+-]\d\d:\d\d$/);
    assert.match(value('{{$localDatetime rfc1123}}'), /^(?:Fri|Sat), 1[34] Feb 2026 \d\d:\d\d:00 [+-]\d{4}$/);
    assert.equal(value('{{$localDatetime "[T]YYYY" -1 y}}'), 'T2025');
    assert.equal(value('{{$isoTimestamp}}'), '2026-02-13T10:30:00.123Z');
  });

  it('$processEnv, $env. and $dotenv, also by the value of another variable', () => {
    const given = { processEnv: (name: string) => `p:${name}`, dotenv: (name: string) => `d:${name}` };
    assert.equal(value('{{$processEnv A}} {{$env.B}} {{$dotenv C}}', given), 'p:A p:B d:C');
    assert.equal(value('{{$processEnv %which}}', given, '@which = D'), 'p:D');
    assert.deepEqual(problem('{{$processEnv X}} {{$processEnv}}'), [
      ...['http.variable.noEnvironment', 'http.variable.arguments'],
    ]);
  });

  it('never yield a RESTLINK_ variable', () => {
    const given = { processEnv: () => 'secret', dotenv: () => 'secret' };
    for (const name of [
      '$processEnv RESTLINK_API_SECRET',
      '$env.restlink_token',
      '$dotenv RESTLINK_API_KEY',
      '$dotenv %n',
    ]) {
      assert.deepEqual(problem(`{{${name}}}`, given, '@n = RESTLINK_API_KEY'), ['http.variable.refused']);
    }
  });

  it('that do not exist have no value', () => {
    assert.deepEqual(problem('{{$nope}} {{$}} {{$timestampX}}'), [
      ...Array.from({ length: 3 }, () => 'http.variable.unknownSystem'),
    ]);
  });
});
