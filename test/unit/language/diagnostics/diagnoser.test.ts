import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { HttpDocument, parse } from '../../../../src/http';
import { Diagnoser, type Diagnostic, type JsonBodies, type Surroundings } from '../../../../src/language';
import { diagnose, found, send, show, surroundings } from './fixtures';

const pause = () => Promise.resolve();

/** Surroundings that count what is asked of them: as often as requests are looked at. */
function counting(world = surroundings()) {
  const counter = { looks: 0 };
  const around: Surroundings = {
    ...world,
    ourTarget: (file, request) => {
      counter.looks++;
      return world.ourTarget(file, request);
    },
  };
  return { around, counter };
}

function numbered(count: number): string {
  return Array.from(
    { length: count },
    (_, i) => `### ${i}\nGET /api/v1/sms/stats?period=${i % 2 ? '7d' : '8d'}\n`,
  ).join('\n');
}

describe('Diagnoser', () => {
  it('looks only at what an edit has changed, and moves what stands below it', async () => {
    const { around, counter } = counting();
    const document = new HttpDocument(numbered(50));
    const diagnoser = new Diagnoser();
    const before = await diagnoser.diagnose(document.file, around, { pause });
    assert.deepEqual([counter.looks, before.length], [50, 25]);

    const start = document.file.text.indexOf('?period=7d');
    const file = document.edit([{ start, end: start, text: 'x' }]);
    const after = await diagnoser.diagnose(file, around, { pause });
    assert.equal(counter.looks, 51);
    assert.deepEqual(after, await diagnose(file.text));
  });

  it('looks at everything again when the surroundings change, and at nothing when nothing does', async () => {
    const { around, counter } = counting();
    const file = parse(numbered(10));
    const diagnoser = new Diagnoser();
    await diagnoser.diagnose(file, around, { pause });
    await diagnoser.diagnose(file, around, { pause });
    assert.equal(counter.looks, 10);
    await diagnoser.diagnose(file, { ...around }, { pause });
    assert.equal(counter.looks, 20);
  });

  it('looks again at the requests that use a variable when its value changes, by whichever detour', async () => {
    const { around, counter } = counting();
    const text = `@host = https://restlink23telecom.com\n@url = {{host}}/api\n\n###\nGET {{url}}/v1/user/balance\n\n${numbered(20)}`;
    const document = new HttpDocument(text);
    const diagnoser = new Diagnoser();
    await diagnoser.diagnose(document.file, around, { pause });
    const { looks } = counter;
    const at = text.indexOf('restlink23');
    const file = document.edit([{ start: at, end: at + 1, text: 'x' }]);
    await diagnoser.diagnose(file, around, { pause });
    assert.equal(counter.looks - looks, 1);
  });

  it('looks again at who refers to a request when names change', async () => {
    const text = '# @name send\nGET https://example.com/\n\n###\nGET https://example.com/{{send.response.body.$.id}}\n';
    const document = new HttpDocument(text);
    const diagnoser = new Diagnoser();
    const { around } = counting();
    assert.deepEqual(await diagnoser.diagnose(document.file, around, { pause }), []);
    const at = text.indexOf('send');
    const file = document.edit([{ start: at, end: at + 4, text: 'post' }]);
    assert.deepEqual(
      (await diagnoser.diagnose(file, around, { pause })).map((one) => show(file.text, one)),
      ['error variable.noRequest "send.response.body.$.id"'],
    );
  });

  it('looks again at who refers to a request by way of a variable when names change', async () => {
    const text = `@id = {{send.response.body.$.id}}\n# @name send\nGET https://example.com/\n\n###\nGET https://example.com/{{id}}\n`;
    const document = new HttpDocument(text);
    const diagnoser = new Diagnoser();
    const { around } = counting();
    await diagnoser.diagnose(document.file, around, { pause });
    const at = text.indexOf('@name send') + 6;
    const file = document.edit([{ start: at, end: at + 4, text: 'post' }]);
    assert.deepEqual(
      await diagnoser.diagnose(file, around, { pause }),
      await new Diagnoser().diagnose(parse(file.text), around, { pause }),
    );
  });

  it('gives after random edits what a first look gives', async () => {
    const pieces = [
      '### a\n',
      '# @name a\n',
      '# @prompt v\n',
      '@v = 1\n',
      '@v = {{w}}\n',
      '@w = {{a.response.body.$.x}}\n',
      'GET /api/v1/user/balance\n',
      'GET /api/v1/sms/stats?period={{v}}\n',
      'X-API-Key: {{w}}\n',
      'X-Api-Token: {{v}}\n',
      '@w = hush-0815\n',
      '# sk_test_0123456789abcdef\n',
      '\n',
      send('{"to":["{{v}}"],"message":"’","sender_id":"a b"}'),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...pieces), { minLength: 3, maxLength: 14 }),
        fc.array(fc.tuple(fc.nat(), fc.nat(30), fc.constantFrom('', ...pieces)), { maxLength: 5 }),
        async (parts, edits) => {
          const around = surroundings();
          const document = new HttpDocument(parts.join(''));
          const diagnoser = new Diagnoser();
          await diagnoser.diagnose(document.file, around, { pause });
          for (const [place, length, put] of edits) {
            const { text } = document.file;
            const start = place % (text.length + 1);
            const file = document.edit([{ start, end: Math.min(start + length, text.length), text: put }]);
            const kept = await diagnoser.diagnose(file, around, { pause });
            const first = await new Diagnoser().diagnose(parse(file.text), around, { pause });
            assert.deepEqual(kept, first);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('lets others have their turn, and stops when nobody waits for it any more', async () => {
    const file = parse(numbered(500));
    let pauses = 0;
    await new Diagnoser().diagnose(file, surroundings(), { pause: async () => void pauses++ });
    assert.ok(pauses >= 20, String(pauses));

    const controller = new AbortController();
    const { around, counter } = counting();
    const diagnoser = new Diagnoser();
    const abandoned = await diagnoser.diagnose(file, around, {
      signal: controller.signal,
      pause: async () => {
        if (counter.looks > 50) controller.abort();
      },
    });
    assert.deepEqual(abandoned, []);
    assert.ok(counter.looks < 200);
    // What was found until then is not lost.
    assert.equal((await diagnoser.diagnose(file, around, { pause })).length, 250);
    assert.ok(counter.looks < 500 + 30);
  });

  it('two looks at the same time give each what belongs to its version', async () => {
    const document = new HttpDocument(numbered(100));
    const diagnoser = new Diagnoser();
    const around = surroundings();
    const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
    const [old, same] = [document.file, document.file];
    const first = diagnoser.diagnose(old, around, { pause: turn });
    const twin = diagnoser.diagnose(same, around, { pause: turn });
    assert.deepEqual(await first, await twin);
    assert.equal((await first).length, 50);
    const newer = document.edit([{ start: 0, end: 0, text: '@a = 1\n' }]);
    const [, last] = await Promise.all([
      diagnoser.diagnose(old, around, { pause: turn }),
      diagnoser.diagnose(newer, around, { pause: turn }),
    ]);
    assert.deepEqual(last, await diagnose(newer.text));
  });

  it('takes in what the JSON service finds, but where a rule of the API says more', async () => {
    const text = send('{"to":["12"],"message":"Hi","sender_id":"MyApp","x":1}');
    const at = (word: string): Diagnostic => ({
      start: text.indexOf(word),
      end: text.indexOf(word) + word.length,
      severity: 'error',
      problem: { code: 'json.syntax.value' },
      docs: null,
      unnecessary: false,
      fixes: [],
    });
    const json: JsonBodies = {
      diagnostics: async () => [at('"12"'), at('"x"')],
      completions: async () => [],
      hover: async () => null,
    };
    const lines = (await diagnose(text, {}, json)).map((one) => show(text, one));
    assert.deepEqual(lines, ['error recipient.form ""12""', 'error json.syntax.value ""x""']);
  });

  it('never throws, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
        await diagnose(text);
        await diagnose(`POST /api/v1/sms/send?${text}`);
        await diagnose(send(`{"to":["${text}"],"message":"${text}","sender_id":"${text}"}`));
      }),
      { numRuns: 60 },
    );
  });
});

describe('Diagnostics of the sample files', () => {
  const folder = join(__dirname, '../../../../media/sample');
  /** What goes wrong there on purpose. */
  const meant: Readonly<Record<string, readonly string[]>> = {
    'errors.http': ['error recipient.none "[]"', 'error sender.tooLong ""MyVeryLongName""'],
  };

  for (const name of readdirSync(folder).filter((file) => file.endsWith('.http'))) {
    it(`${name}: no error and no warning but those it is there to show`, async () => {
      const lines = await found(readFileSync(join(folder, name), 'utf8'));
      assert.deepEqual(
        lines.filter((line) => /^(?:error|warning)/.test(line)),
        meant[name] ?? [],
      );
    });
  }
});
