import assert from 'node:assert/strict';
import fc from 'fast-check';
import { firstMistake } from '../../../../src/language/json/large';
import { codes, diagnose, fixed, SEND, said } from './asking';

describe('JSON bodies: syntax', () => {
  const cases: readonly (readonly [body: string, ...codes: string[]])[] = [
    ['{"to": }', 'json.syntax.value'],
    ['{"to": [,"a"]}', 'json.syntax.value'],
    ['{"a": True}', 'json.syntax.word'],
    ['{"a": \'x\'}', 'json.syntax.word'],
    ['hello', 'json.syntax.word'],
    ['{,"a":1}', 'json.syntax.member'],
    ['{a: 1}', 'json.syntax.quotes'],
    ['{"a" 1}', 'json.syntax.colon'],
    ['{"a": 1 "b": 2}', 'json.syntax.comma'],
    ['["a" "b"]', 'json.syntax.comma'],
    ['{"a": 1', 'json.syntax.brace'],
    ['["a"', 'json.syntax.bracket'],
    ['["a",]', 'json.syntax.trailingComma'],
    ['{"a": 1,}', 'json.syntax.trailingComma'],
    ['{"a": "x', 'json.syntax.stringEnd'],
    ['{"a": "\t"}', 'json.syntax.control'],
    ['{"a": "\\q"}', 'json.syntax.escape'],
    ['{"a": "\\u12"}', 'json.syntax.unicode'],
    ['{"a": 01}', 'json.syntax.number'],
    ['{"a": 1.}', 'json.syntax.number'],
    ['{} {}', 'json.syntax.end'],
    ['{} /* x */', 'json.syntax.comment'],
  ];
  for (const [body, expected] of cases) {
    it(`${body} is ${expected}`, async () => {
      const found = await codes(SEND + body);
      assert.ok(found.includes(`error ${expected}`), found.join());
      const elsewhere = await codes(`POST https://example.com/x\nContent-Type: application/json\n\n${body}`);
      assert.ok(elsewhere.includes(`warning ${expected}`), elsewhere.join());
    });
  }

  it('is one finding for one mistake', async () => {
    assert.deepEqual(await said(`${SEND}{"to": ["+14155551234"], "message": "abc`), [
      'error "abc: This text has no end: the closing double quote is missing on this line.',
    ]);
    assert.deepEqual(await codes(`${SEND}{"to": ["a",], "nothing": tru}`), [
      'error json.syntax.trailingComma',
      'error json.syntax.word',
    ]);
  });

  it('is right in what is sent', async () => {
    assert.deepEqual(await said(`${SEND}{"to": ["+14155551234"], "message": "Hi \\u20ac", "sender_id": "MyApp"}`), []);
    assert.deepEqual(
      await said(
        `${SEND}{\n# not sent\n"to": ["+14155551234"],\n// nor this\n"message": "Hi", "sender_id": "MyApp"\n}`,
      ),
      [],
    );
  });

  it('has its commas put right', async () => {
    assert.equal(await fixed(`${SEND}{"to": ["a",]}`, 'Remove the comma'), `${SEND}{"to": ["a"]}`);
    assert.equal(await fixed(`${SEND}{"a": 1\n "b": 2}`, 'Insert the comma'), `${SEND}{"a": 1,\n "b": 2}`);
  });

  it('tells names that stand twice', async () => {
    const text = 'POST https://example.com/\n\n{"a": 1, "b": {"a": 2}, "a": 3}';
    assert.deepEqual(await codes(text), ['warning json.duplicate', 'warning json.duplicate']);
    assert.equal(await fixed(text, 'Remove "a"'), 'POST https://example.com/\n\n{"b": {"a": 2}, "a": 3}');
  });

  it('is looked at where a body is JSON by its type, or looks like it without one', async () => {
    const to = (type: string, body: string) => codes(`POST https://example.com/\n${type}\n${body}`);
    assert.equal((await to('Content-Type: application/problem+json; charset=utf-8\n', '{')).length, 1);
    assert.equal((await to('', '{ "a" }')).length, 1);
    assert.equal((await to('', '[1,')).length, 1);
    for (const [type, body] of [
      ['Content-Type: text/plain\n', '{'],
      ['Content-Type: application/x-www-form-urlencoded\n', '{'],
      ['', '[section]'],
      ['', 'a=b'],
      ['', '{{body}}'],
      ['', '<xml/>'],
      ['Content-Type: application/json\n', '< ./body.json'],
      ['Content-Type: application/json\n', '{\n< ./part.json\n}'],
      ['X-REQUEST-TYPE: GraphQL\n', '{ a { b } }'],
    ] as const) {
      assert.deepEqual(await to(type, body), [], `${type}${body}`);
    }
  });

  it('is placed in the document, whatever its line ends and comments', async () => {
    const text = 'POST https://example.com/\r\n\r\n{\r\n# a comment\r\n"a": tru,\r\n"b": 1 "c": 2\r\n}\r\n';
    assert.deepEqual(
      (await diagnose(text)).map(({ start, end }) => text.slice(start, end)),
      ['tru', '"c"'],
    );
    const fix = await fixed(text, 'Insert the comma');
    assert.ok(fix.includes('"b": 1, "c"'), fix);
  });

  it('of curl arguments is checked, but edited by nobody', async () => {
    const found = await diagnose(`curl https://example.com/ -H 'Content-Type: application/json' -d '{"a": 1,}'`);
    assert.deepEqual(
      found.map(({ problem, fixes }) => [problem.code, fixes.length]),
      [['json.syntax.trailingComma', 0]],
    );
  });

  it('of a body that nobody would read costs little and breaks nothing', async () => {
    const deep = `${'['.repeat(100_000)}1${']'.repeat(100_000)}`;
    assert.deepEqual(await codes(`POST https://example.com/\n\n${deep}`), []);
    const wrong = `[${'"0123456789",'.repeat(20_000)} x]`;
    const found = await diagnose(`POST https://example.com/\n\n${wrong}`);
    assert.deepEqual(
      found.map(({ problem }) => problem.code),
      ['json.syntax.large'],
    );
    assert.equal(`POST https://example.com/\n\n${wrong}`.slice(found[0]?.start, found[0]?.end), 'x');
    const huge = `[${'"0123456789",'.repeat(50_000)} x]`;
    assert.deepEqual(await codes(`POST https://example.com/\n\n${huge}`), []);
    const many = `[${'x '.repeat(30_000)}]`;
    assert.ok((await codes(`POST https://example.com/\n\n${many}`)).length <= 50);
  });
});

describe('JSON bodies: large ones', () => {
  it('are refused where JSON.parse refuses them', () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', '1', '\\', ' '),
        (json, at, inserted) => {
          const place = at % (json.length + 1);
          const text = json.slice(0, place) + inserted + json.slice(place);
          let isJson = true;
          try {
            JSON.parse(text);
          } catch {
            isJson = false;
          }
          assert.equal(firstMistake(text) === null, isJson, text);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('are told the first place that does not fit', () => {
    for (const marked of ['[1 |2]', '{"a" |1}', '[1,|]', '{"a":|}', '[|', '{"a":1|', '"ab|', '|', '"\\u00|', '[01|]']) {
      const at = marked.indexOf('|');
      const place = firstMistake(marked.replace('|', ''));
      assert.ok(place !== null && place <= at, `${marked}: ${place}`);
    }
    assert.equal(firstMistake('[1 2]'), 3);
    assert.equal(firstMistake('{"a" 1}'), 5);
    assert.equal(firstMistake('[1,]'), 3);
    assert.equal(firstMistake('{"a":1'), 6);
  });
});

describe('JSON bodies: variables', () => {
  const cases = [
    '{"to": {{list}}, "message": "{{text}}", "sender_id": "{{sender}}"}',
    '{"to": ["{{a}}", {{b}}], "message": {{c}}{{d}}, "sender_id": {{e}} }',
    '{"to": [{{rest}}], {{members}}}',
    '{ {{members}} }',
    '{"to": ["+1"], {{members}}, "message": "x"}',
    '{"to": ["+1"] {{members}}, "message": "x"}',
    '{"to": ["+1"], {{members}} "message": "x"}',
    '{"{{name}}": 1, {{other}}: 2}',
    '{{body}}',
    '[{{a}}, {{b}}]',
    '{"to": [], "message": "{{$datetime "YYYY"}}", "sender_id": "MyApp"}',
    '{"to": ["+1"], "message": "x", "sender_id": {{sender}}}',
  ];
  for (const body of cases) {
    it(`leave ${body} without complaint`, async () => {
      const found = (await codes(SEND + body)).filter((code) => !/json\.typeOfBody/.test(code));
      assert.deepEqual(found, []);
    });
  }

  it('do not hide what is wrong beside them', async () => {
    assert.deepEqual(await codes(`${SEND}{"to": {{list}}, "message": tru, "sender_id": "{{a}}"}`), [
      'error json.syntax.word',
    ]);
    assert.deepEqual(await said(`${SEND}{"to": "{{number}}", "message": "x", "sender_id": "MyApp"}`), [
      'error "{{number}}": "to" must be a list, not a text.',
    ]);
  });
});
