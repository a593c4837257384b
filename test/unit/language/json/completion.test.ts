import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from '../../../../src/http';
import { createJsonBodies } from '../../../../src/language/json';
import { sentence } from '../../../../src/messages';
import { applied, atCursor, surroundings } from '../completion/asking';
import { hovered, labels, proposed, SEND, WEBHOOKS } from './asking';

async function taken(marked: string, label: string): Promise<string> {
  const found = (await proposed(marked)).find((completion) => completion.label === label);
  assert.ok(found, `${label} is not among ${(await labels(marked)).join(', ')}`);
  return applied(atCursor(marked).text, found);
}

describe('JSON bodies: completion of members', () => {
  it('offers those of the API description, required ones first', async () => {
    assert.deepEqual(await labels(`${SEND}{|}`), ['to', 'message', 'sender_id']);
    assert.deepEqual((await labels('POST {{baseUrl}}/api/v1/user/auth\n\n{ | }')).sort(), ['login', 'password']);
    assert.equal((await labels(`${WEBHOOKS}{|}`))[0], 'delivery_url');
  });

  it('leaves out those that are there', async () => {
    assert.deepEqual(await labels(`${SEND}{\n  "to": ["+1"],\n  |\n}`), ['message', 'sender_id']);
  });

  it('inserts them with a value to type over', async () => {
    assert.equal(await taken(`${SEND}{|}`, 'to'), `${SEND}{"to": ["‹1:+14155551234›"]}`);
    assert.equal(await taken(`${SEND}{ "|" }`, 'message'), `${SEND}{ "message": "‹1:Hello›" }`);
    assert.equal(await taken(`${SEND}{\n  "se|"\n}`, 'sender_id'), `${SEND}{\n  "sender_id": "‹1:MyApp›"\n}`);
    assert.equal(await taken(`${WEBHOOKS}{|}`, 'delivery_fields'), `${WEBHOOKS}{"delivery_fields": [‹1›]}`);
  });

  it('changes a name without touching its value', async () => {
    assert.equal(await taken(`${SEND}{"me|": "x"}`, 'message'), `${SEND}{"message": "x"}`);
  });

  it('tells type, limits and meaning', async () => {
    const [to] = await proposed(`${SEND}{|}`);
    assert.equal(to?.detail, 'required · list of string · 1 to 100 items');
    const guessed = (await proposed(`${WEBHOOKS}{|}`)).find(({ label }) => label === 'impression_url');
    assert.match(guessed?.documentation ?? '', /switches the channel off\.\n\nNot documented by the vendor/);
  });

  it('works beside variables, comments and CRLF', async () => {
    assert.deepEqual(await labels(`${SEND}{ "to": {{list}}, | }`), ['message', 'sender_id']);
    const crlf = `${SEND}{\n# not sent\n  "to": ["+1"],\n  "m|"\n}`.replaceAll('\n', '\r\n');
    assert.ok((await taken(crlf, 'message')).endsWith('["+1"],\r\n  "message": "‹1:Hello›"\r\n}'));
  });
});

describe('JSON bodies: completion of values', () => {
  it('offers the allowed values, without those that are in the list', async () => {
    const all = await labels(`${WEBHOOKS}{"delivery_fields": ["cost", |]}`);
    assert.ok(all.includes('"message_id"') && !all.includes('"cost"'));
    assert.equal(
      await taken(`${WEBHOOKS}{"delivery_fields": ["me|"]}`, '"message_id"'),
      `${WEBHOOKS}{"delivery_fields": ["message_id"]}`,
    );
  });

  it('offers true, false and null where they fit', async () => {
    assert.deepEqual(await labels(`${WEBHOOKS}{"unique_clicks_only": |}`), ['true', 'false']);
    assert.ok((await labels(`${WEBHOOKS}{"click_url": |}`)).includes('null'));
  });

  it('offers an example where none is typed yet', async () => {
    assert.equal(await taken(`${SEND}{"message": |}`, '"Hello"'), `${SEND}{"message": "‹1:Hello›"}`);
  });

  it('offers nothing inside of a text, a variable or a comment, and nothing behind a value', async () => {
    for (const body of [
      '{"message": "He|llo"}',
      '{"message": "|"}',
      '{"to": ["+1|"]}',
      '{"message": "{{na|me}}"}',
      '{"message": {{|',
      '{\n# "m|"\n}',
      '{"to": ["+1"]|}',
      '{"message"|: "x"}',
      '{"message": "x"|}',
    ]) {
      assert.deepEqual(await labels(SEND + body), [], body);
    }
  });

  it('offers nothing for other origins, unknown endpoints and curl', async () => {
    assert.deepEqual(await labels('POST https://example.com/\n\n{|}'), []);
    assert.deepEqual(await labels('POST {{baseUrl}}/api/v1/nothing\n\n{|}'), []);
    assert.deepEqual(await labels(`curl {{baseUrl}}/api/v1/sms/send -d '{|}'`), []);
  });
});

describe('JSON bodies: hover', () => {
  it('tells what a member is, over its name', async () => {
    assert.deepEqual(await hovered(`${SEND}{"sende|r_id": "MyApp"}`), {
      text: '"sender_id"',
      markdown: '**sender\\_id** · required\n\n3-11 letters or digits, first not a digit, or a phone number.',
    });
    assert.match((await hovered(`${WEBHOOKS}{"signing|_secret": null}`))?.markdown ?? '', /1 to 64 characters/);
  });

  it('leaves values to those who know more of them', async () => {
    assert.equal(await hovered(`${SEND}{"message": "He|llo"}`), null);
    assert.equal(await hovered(`${SEND}{"nothing|": 1}`), null);
    assert.equal(await hovered('POST https://example.com/\n\n{"mes|sage": 1}'), null);
  });
});

describe('JSON bodies: any body and any place', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    ',',
    ':',
    ' ',
    '\n',
    '\r\n',
    '# ',
    '//',
    '{{',
    '}}',
    '{{a}}',
    '\\',
    '"to"',
    '"message": ',
    '"delivery_fields": [',
    'true',
    '-1.5',
    'x',
    '"$schema":"http://x/y"',
    '\t',
    '😀',
  );

  it('never throws, and every range lies in the body', async () => {
    const bodies = createJsonBodies(sentence);
    const around = surroundings();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(SEND, WEBHOOKS),
        fc.array(piece, { maxLength: 30 }),
        fc.nat(),
        async (head, pieces, at) => {
          const text = `${head}{${pieces.join('')}`;
          const file = parse(text);
          const [request] = file.requests;
          assert.ok(request);
          const offset = head.length + (at % (text.length - head.length + 1));
          const diagnostics = await bodies.diagnostics(file, request, around);
          const edits = diagnostics.flatMap(({ fixes }) => fixes.flatMap((fix) => fix.edits));
          const hover = await bodies.hover(file, request, offset, around);
          for (const { start, end } of [...diagnostics, ...edits, ...(hover ? [hover] : [])]) {
            assert.ok(head.length <= start && start <= end && end <= text.length, JSON.stringify({ text, start, end }));
          }
          for (const { replace } of await bodies.completions(file, request, offset, around)) {
            assert.ok(replace.start <= offset && offset <= replace.end, JSON.stringify({ text, offset, replace }));
            assert.doesNotMatch(text.slice(replace.start, replace.end), /[\r\n]/);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
