import assert from 'node:assert/strict';
import type { Credential, Secret } from '../../../src/credentials';
import { answerDocument, answerText, redactorFor } from '../../../src/engine';
import { sentence } from '../../../src/messages';
import { simpleRequest } from '../../../src/request';
import type { Answer, Exchange } from '../../../src/sending';

const credential: Credential = {
  id: 'sandbox',
  name: 'sandbox',
  kind: 'hmac',
  origin: 'http://127.0.0.1:8023',
  keyHint: 'sk_test_…gned',
  store: 'builtin',
  created: '2026-01-01T00:00:00Z',
};
const secret: Secret = { kind: 'hmac', key: 'sk_test_sandbox_signed', secret: 'sandbox-secret' };

function answer(body: string | Buffer, change: Partial<Answer> = {}): Answer {
  const bytes = Buffer.from(body);
  return {
    status: 200,
    statusText: 'OK',
    httpVersion: '1.1',
    headers: [['Content-Type', 'application/json']],
    body: bytes,
    bodyFile: null,
    bytes: bytes.length,
    truncated: false,
    ...change,
  };
}

function exchange(given: Answer, change: Partial<Exchange> = {}): Exchange {
  return {
    method: 'GET',
    url: 'http://127.0.0.1:8023/api/v1/user/balance',
    headers: [],
    bodyBytes: 0,
    signedAt: 1_700_000_000,
    answer: given,
    timings: { totalMs: 41.4, firstByteMs: 40 },
    attempts: 1,
    clockOffsetSeconds: 0,
    clockRefusal: null,
    clockCorrected: false,
    failure: null,
    ...change,
  };
}

function shown(given: Answer, change: Partial<Exchange> = {}) {
  return answerText(exchange(given, change), given, {
    plan: { credential, request: simpleRequest('GET', 'http://127.0.0.1:8023/api/v1/user/balance') },
    redactor: redactorFor([{ credential, secret }]),
    say: sentence,
    timeOf: () => '10:30:00',
  });
}

describe('answerText', () => {
  it('is a line of facts, the headers, a blank line and the re-indented body', async () => {
    assert.equal(
      answerDocument(await shown(answer('{"balance":41.20,"currency":"EUR"}'))),
      [
        'HTTP/1.1 200 OK · 41 ms · 34 B · signed as sandbox (sk_test_…gned) at 10:30:00',
        'Content-Type: application/json',
        '',
        '{',
        '  "balance": 41.20,',
        '  "currency": "EUR"',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('puts the explanation of an error between the facts and the headers, a sentence to a line that begins with #', async () => {
    const given = answer('{"error_code":"INVALID_API_KEY"}', { status: 401, statusText: 'Unauthorized' });
    const lines = answerDocument(await shown(given)).split('\n');
    const notes = lines.filter((line) => line.startsWith('# '));
    assert.match(lines[1] ?? '', /^# INVALID_API_KEY: /);
    assert.ok(notes.length > 1);
    assert.deepEqual(lines.slice(1, 1 + notes.length), notes);
    assert.ok(notes.every((line) => line.endsWith('.')));
  });

  describe('shows both clocks where a signature was refused because of them', () => {
    const at = (year: number, month: number, day: number, ...time: number[]) =>
      new Date(year, month - 1, day, ...time).getTime() / 1000;
    const refusal = (local: number, server: number, signed = local) => ({ local, server, signed });
    const noon = at(2026, 2, 13, 12, 0, 3);
    const notesOf = async (given: Answer, change: Partial<Exchange>) => (await shown(given, change)).explanations;
    const refused = answer('{"error_code":"INVALID_SIGNATURE"}', { status: 401 });

    for (const [clockRefusal, line] of [
      [refusal(noon, noon - 901), 'Your clock: 12:00:03 · Server: 11:45:02 · 15 min 1 s ahead.'],
      [refusal(noon, noon + 720), 'Your clock: 12:00:03 · Server: 12:12:03 · 12 min behind.'],
      [refusal(noon, noon + 86_400), 'Your clock: 2026-02-13 12:00:03 · Server: 2026-02-14 12:00:03 · 24 h behind.'],
      [
        refusal(at(2028, 3, 1, 0, 5), at(2028, 2, 29, 23, 50)),
        'Your clock: 2028-03-01 00:05:00 · Server: 2028-02-29 23:50:00 · 15 min ahead.',
      ],
      [
        refusal(at(2026, 12, 31, 23, 59), at(2027, 1, 1, 0, 11)),
        'Your clock: 2026-12-31 23:59:00 · Server: 2027-01-01 00:11:00 · 12 min behind.',
      ],
      // The clocks agree by now: the server's was set since the request before.
      [
        refusal(noon, noon + 1, noon + 721),
        'The signature was made for 12:12:04, and the clock of the server said 12:00:04: 12 min apart.',
      ],
      [
        refusal(noon, noon + 290, noon - 10),
        'The signature was made for 11:59:53, and the clock of the server said 12:04:53: 5 min apart.',
      ],
    ] as const) {
      it(line, async () => {
        const [first, second] = await notesOf(answer('{}'), { clockRefusal, clockCorrected: true, attempts: 2 });
        assert.equal(first, line);
        assert.match(second ?? '', /signed once more with the server's time\./);
      });
    }

    it('and says what was done about it, and what it was not', async () => {
      const clockRefusal = refusal(noon, noon - 901);
      const corrected = { clockRefusal, clockCorrected: true, attempts: 2 };
      assert.equal((await notesOf(answer('{}'), corrected)).length, 2);
      const again = await notesOf(refused, corrected);
      assert.match(again[1] ?? '', /refused again: the clock is not the only reason/);
      assert.match(again[2] ?? '', /^INVALID_SIGNATURE/);
      assert.match((await notesOf(refused, { clockRefusal }))[1] ?? '', /next request will use the server's time/);
      assert.match((await notesOf(refused, {}))[0] ?? '', /^INVALID_SIGNATURE/);
    });
  });

  it('masks members that hold secrets, and says that it did', async () => {
    const text = await shown(answer('{"token":"abc.def.ghi","n":1}'));
    assert.equal(text.body, '{\n  "token": "••••••",\n  "n": 1\n}');
    assert.deepEqual([text.masked, text.bodyShown], [true, true]);
    assert.equal((await shown(answer('{"n":1}'))).masked, false);
  });

  it('shows no known secret, wherever the server repeats it', async () => {
    const given = answer('you sent sk_test_sandbox_signed and sandbox-secret', {
      headers: [
        ['X-Echo', 'sk_test_sandbox_signed'],
        ['Set-Cookie', 'session=1'],
      ],
    });
    const text = answerDocument(await shown(given));
    assert.ok(
      !text.includes('sk_test_sandbox_signed') && !text.includes('sandbox-secret') && !text.includes('session=1'),
    );
    assert.match(text, /X-Echo: sk_test_…gned/);
  });

  it('names a body that is no text, and one that is too large, with their sizes', async () => {
    const binary = await shown(answer(Buffer.from([0xff, 0, 1]), { headers: [['content-type', 'image/png']] }));
    assert.equal(binary.body, '(3 B of image/png, which is no text; Save Body writes it to a file)');
    assert.equal(binary.bodyShown, false);
    const packed = { bodyFile: '/tmp/x/body', bytes: 9 * 1024 * 1024 };
    assert.match((await shown(answer(Buffer.from([0xff, 0, 1]), packed))).body, /^\(9\.0 MB, too large/);
  });

  it('shows the first part of a text that is too large, cut after masking, and says so', async () => {
    const line = `${'x'.repeat(99)}\n`;
    const filler = line.repeat(655);
    // The key lies over the place of the cut: half of it would not be recognised.
    const body = `${filler}${'y'.repeat(64 * 1024 - filler.length - 10)}sk_test_sandbox_signed${line.repeat(40)}`;
    const text = await shown(answer(body, { headers: [], bodyFile: '/tmp/x/body', bytes: 64 * 1024 * 1024 }));
    assert.equal(text.body, filler.trimEnd());
    assert.equal(text.bodyShown, true);
    assert.match(text.explanations.at(-1) ?? '', /^Only the first part .* 64\.0 MB/);
    const oneLine = await shown(
      answer(body.replaceAll('\n', ''), { headers: [], bodyFile: '/tmp/x/body', bytes: 9e6 }),
    );
    assert.equal(oneLine.body.length, 64 * 1024);
    assert.doesNotMatch(oneLine.body, /sk_test_sandbox/);
  });

  it('ends after the headers where there is no body', async () => {
    const text = answerDocument(
      await shown(answer('', { status: 204, statusText: 'No Content', headers: [['X-A', 'b']] })),
    );
    assert.match(text, /\nX-A: b\n$/);
  });

  it('says that an answer broke off', async () => {
    const problem = { code: 'sending.truncated', args: { host: '127.0.0.1:8023', bytes: 4 } } as const;
    const text = await shown(answer('{"a"', { truncated: true }), { failure: { kind: 'truncated', problem } });
    assert.match(text.explanations[0] ?? '', /broke off after 4 bytes/);
    assert.equal(text.body, '{"a"');
  });
});
