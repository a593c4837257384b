import assert from 'node:assert/strict';
import { parse } from '../../../../src/http';
import { diagnose, fixed, found, send } from './fixtures';

const body = (to: string, message = 'Hi', sender = 'MyApp') =>
  send(`{"to":[${to}],"message":"${message}","sender_id":"${sender}"}`);

describe('Diagnostics of a send: sender', () => {
  it('takes what the API takes', async () => {
    for (const sender of ['MyApp', 'abc', 'ABCDEFGHIJK', 'A1B2', '+14155551234']) {
      assert.deepEqual(await found(body('"+14155551234"', 'Hi', sender)), []);
    }
  });

  it('tells each fault, and the obvious remedy', async () => {
    for (const [sender, fault, remedy] of [
      ['', 'empty', null],
      ['Ab', 'tooShort', null],
      ['MyVeryLongName', 'tooLong', 'MyVeryLongN'],
      ['My App', 'badCharacter', 'MyApp'],
      ['Café', 'badCharacter', 'Cafe'],
      ['1stApp', 'startsWithDigit', 'stApp'],
      ['14155551234', 'startsWithDigit', '+14155551234'],
      ['+1 415 555 1234', 'badNumber', '+14155551234'],
      ['+12', 'badNumber', null],
    ] as const) {
      const text = body('"+14155551234"', 'Hi', sender);
      assert.deepEqual(await found(text), [`error sender.${fault} ""${sender}""`]);
      const after = Object.values(await fixed(text));
      assert.deepEqual(after, remedy === null ? [] : [body('"+14155551234"', 'Hi', remedy)]);
    }
  });

  it('leads to the page of the documentation', async () => {
    const [sender] = await diagnose(body('"+14155551234"', 'Hi', 'x'));
    assert.equal(sender?.docs, 'https://docs.23telecom.co.uk/sms/sender-id');
    const [recipient] = await diagnose(body('"x"'));
    assert.equal(recipient?.docs, 'https://docs.23telecom.co.uk/sms/send');
  });

  it('judges a variable by its value, and leaves it in place', async () => {
    const text = `@from = My App\n\n${body('"+14155551234"', 'Hi', '{{from}}')}`;
    assert.deepEqual(await found(text), ['error sender.badCharacter ""{{from}}""']);
    assert.deepEqual((await diagnose(text))[0]?.fixes, []);
    assert.deepEqual(await found(`# @prompt from\n${body('"+14155551234"', 'Hi', '{{from}}')}`), []);
  });
});

describe('Diagnostics of a send: recipients', () => {
  it('propose the E.164 form of what is clearly a number', async () => {
    for (const [written, right] of [
      ['+1 (415) 555-1234', '+14155551234'],
      ['0044 7911 123456', '+447911123456'],
      ['447911123456', '+447911123456'],
      ['+44 (0)7911 123456', '+447911123456'],
      ['+49.30.901820', '+4930901820'],
    ] as const) {
      const text = body(`"${written}"`);
      assert.deepEqual(await found(text), [`error recipient.formNear ""${written}""`]);
      assert.equal((await fixed(text))[`Write it as ${right}`], body(`"${right}"`));
    }
  });

  it('propose nothing where the country is not clear', async () => {
    for (const written of ['07911 123456', 'Anna', '+0123456789', '', '555-1234']) {
      assert.deepEqual(await found(body(`"${written}"`)), [`error recipient.form ""${written}""`]);
    }
  });

  it('tell numbers that cannot be from those that are only not known', async () => {
    assert.deepEqual(await found(body('"+1415555123"')), ['warning recipient.impossible ""+1415555123""']);
    assert.deepEqual(await found(body('"+9991234567"')), ['warning recipient.impossible ""+9991234567""']);
    assert.deepEqual(await found(body('"+14155551234","+447911123456","+4915112345678"')), []);
  });

  it('tell of repeated ones, in whichever form', async () => {
    const text = body('"+14155551234", "+447911123456",\n "+14155551234"');
    assert.deepEqual(await found(text), ['warning recipient.repeated ""+14155551234""']);
    assert.equal((await fixed(text))['Remove the second +14155551234'], body('"+14155551234", "+447911123456"'));
  });

  it('want at least one', async () => {
    assert.deepEqual(await found(body('')), ['error recipient.none "[]"']);
  });

  it('want 100 at most, and split what is more into several requests', async () => {
    const numbers = Array.from({ length: 230 }, (_, i) => `"+1415555${String(1000 + i)}"`);
    assert.deepEqual(await found(body(numbers.slice(0, 100).join())), []);
    const request = `### Many\n# @name many\n# @note\n${body(numbers.join())}`;
    const text = `@a = 1\n\n${request}\n### Next\nGET /api/v1/user/balance\n`;
    assert.match((await found(text)).join(), /^error recipient\.tooMany /);
    const after = (await fixed(text))['Split into 3 requests'] ?? '';
    const { requests } = parse(after);
    assert.deepEqual(
      requests.map(({ name, title }) => [name, title]),
      [
        ['many', 'Many'],
        ['many2', 'Many 2'],
        ['many3', 'Many 3'],
        ['Next', 'Next'],
      ],
    );
    const sent = requests.flatMap(({ body: node }) => {
      const [part] = node?.parts ?? [];
      return part?.kind === 'text' ? [(JSON.parse(part.text) as { to: string[] }).to] : [];
    });
    assert.deepEqual(
      sent.map(({ length }) => length),
      [100, 100, 30],
    );
    assert.deepEqual(
      sent.flat().map((number) => `"${number}"`),
      numbers,
    );
    assert.ok(requests.slice(0, 3).every(({ directives }) => directives.some(({ key }) => key === 'note')));
    assert.deepEqual(await found(after), []);
  });

  it('split a request without separator too', async () => {
    const numbers = Array.from({ length: 101 }, (_, i) => `"+1415555${String(1000 + i)}"`).join();
    const after = (await fixed(`\n${body(numbers)}`))['Split into 2 requests'] ?? '';
    assert.equal(parse(after).requests.length, 2);
    assert.deepEqual(await found(after), []);
  });

  it('say nothing of items that are no text, or variables without value', async () => {
    assert.deepEqual(await found(`# @prompt number\n${body('"{{number}}", {{number}}')}`), []);
  });
});

describe('Diagnostics of a send: text', () => {
  it('must not be empty', async () => {
    assert.deepEqual(await found(body('"+14155551234"', '')), ['error message.empty """"']);
  });

  it('a typographic character is named, with what it costs, and can be replaced', async () => {
    const text = body('"+14155551234"', 'It’s “here” – now…');
    const [only, ...others] = await diagnose(text);
    assert.deepEqual([others, only?.severity], [[], 'info']);
    assert.equal(text.slice(only?.start, only?.end), '’');
    assert.deepEqual(only?.problem.args, { character: '’', code: 'U+2019', segments: 1, plain: 1 });
    assert.equal(
      (await fixed(text))['Replace by plain characters'],
      body('"+14155551234"', 'It\'s \\"here\\" - now...'),
    );
  });

  it('an escape counts as its character', async () => {
    const text = body('"+14155551234"', 'It\\u2019s \\\\u2019');
    assert.equal((await fixed(text))['Replace by plain characters'], body('"+14155551234"', "It's \\\\u2019"));
  });

  it('a picture is a hint, and more where it makes another segment', async () => {
    assert.deepEqual(await found(body('"+14155551234"', 'Hi 🎉')), ['hint message.ucs2 "🎉"']);
    assert.deepEqual(await found(body('"+14155551234"', `Hi 🎉${'a'.repeat(100)}`)), ['info message.ucs2 "🎉"']);
  });

  it('another script is meant so', async () => {
    assert.deepEqual(await found(body('"+14155551234"', 'Привет, как дела?')), []);
  });
});
