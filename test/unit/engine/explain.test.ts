import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { Credential } from '../../../src/credentials';
import { redactorFor, sentFacts, signedFacts } from '../../../src/engine';
import { type Explanation, explanationDocument } from '../../../src/engine/explain';
import { sentence } from '../../../src/messages';
import { type PreparedRequest, simpleRequest } from '../../../src/request';
import { authorize, type Exchange } from '../../../src/sending';
import { signAt } from '../../../src/signing';

const secret = { kind: 'hmac', key: 'sk_test_sandbox_signed', secret: "it's $ecret" } as const;
const credential: Credential = {
  id: '1',
  name: 'sandbox',
  kind: 'hmac',
  origin: 'http://127.0.0.1:8023',
  keyHint: 'sk_test_…gned',
  store: 'builtin',
  created: '2026-01-01T00:00:00Z',
};
const AT = 1_760_000_000;

function request(body: string | Buffer, target = '/api/v1/sms/send'): PreparedRequest {
  const made = simpleRequest('POST', `${credential.origin}${target}`);
  return { ...made, headers: [['Content-Type', 'application/json']], body: Buffer.from(body) };
}

function live(given: PreparedRequest, change: Partial<Extract<Explanation, { kind: 'live' }>> = {}): string {
  const signed = signAt(given, secret.secret, AT);
  const plan = { request: given, credential, secret };
  const { headers } = authorize(plan, signed, 'restlink-sms/0');
  const signer = { credential, timestamp: AT, signature: signed.signature };
  return shown({
    kind: 'live',
    written: { method: 'POST', target: '/api/v1/sms/send' },
    facts: signedFacts(given, signer, headers, redactorFor([plan])),
    isEarlier: false,
    why: { code: 'explain.why.active', args: { origin: credential.origin } },
    notes: [],
    clockOffset: 0,
    ...change,
  });
}

function shown(explanation: Explanation): string {
  return explanationDocument(explanation, { say: sentence, timeOf: (seconds) => `<${seconds}>` });
}

describe('an explanation', () => {
  it('shows credential, body, time, signature, what is not signed, message, signs and an openssl line', () => {
    const given = request('{"a":1}', '/api/v1/sms/send?trace=1');
    const { signature } = signAt(given, secret.secret, AT);
    assert.equal(
      live(given),
      `POST /api/v1/sms/send · signed as sandbox (sk_test_…gned)

# For looking at: it follows what you type, and reserves nothing. Copy Signed Headers gives a signature to use.

credential   sandbox (sk_test_…gned)
             the active one, bound to http://127.0.0.1:8023
body         7 bytes
             SHA-256 015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862
timestamp    ${AT}
             <${AT}>
             now; the clocks of server and computer agree
signature    ${signature}
not signed   query ?trace=1
             headers Content-Type, User-Agent, Accept, Accept-Encoding, X-API-Key, X-Timestamp, X-Signature

Signed message, every byte visible
  POST|/api/v1/sms/send|${AT}|{"a":1}

With openssl, the API secret in $API_SECRET
  printf '%s' 'POST|/api/v1/sms/send|${AT}|{"a":1}' | openssl dgst -sha256 -hmac "$API_SECRET" | sed 's/^.* //'
`,
    );
  });

  it('names blanks, ends of lines, tabs, marks, letters beyond ASCII, control characters and bytes that are no text', () => {
    const body = Buffer.concat([Buffer.from('\ufeff{\r\n\t"a": "é\u00a0\u200b\u0001\u007f"}\n'), Buffer.from([0xff])]);
    const text = live(request(body));
    assert.ok(text.includes(`|${AT}|⟨EF BB BF⟩{␍␊\n  ␉"a":·"é⟨C2 A0⟩⟨E2 80 8B⟩␁␡"}␊\n  ⟨FF⟩\n`), text);
    for (const row of [
      '⟨EF BB BF⟩   byte order mark · EF BB BF · once',
      '␍            carriage return (CR) · 0D · once',
      '␊            line feed (LF) · 0A · 2 times',
      '␉            tab · 09 · once',
      '·            blank · 20 · once',
      'é            U+00E9 · C3 A9 · once',
      '⟨C2 A0⟩      no-break space · C2 A0 · once',
      '⟨E2 80 8B⟩   U+200B, which cannot be seen · E2 80 8B · once',
      '␁            control character SOH · 01 · once',
      '␡            control character DEL · 7F · once',
      '⟨FF⟩         not UTF-8 · FF · once',
    ]) {
      assert.ok(text.includes(`  ${row}\n`), row);
    }
  });

  it('has an openssl line that gives the signature, whatever the body holds', () => {
    const given = request(Buffer.from(`{"a":"it's 100% \\\\ $HOME \`x\`\r\n\u0001é"}`));
    const line = live(given).trimEnd().split('\n').at(-1)?.trim() ?? '';
    const made = execFileSync('sh', ['-c', line], { env: { ...process.env, API_SECRET: secret.secret } });
    assert.equal(String(made).trim(), signAt(given, secret.secret, AT).signature);
  });

  it('says how far the clock of this computer is off', () => {
    assert.match(live(request(''), { clockOffset: 432 }), /this computer's clock is 7 min 12 s behind\n/);
    assert.match(live(request(''), { clockOffset: -3 }), /this computer's clock is 3 s ahead\n/);
    assert.match(live(request(''), { clockOffset: null }), /no answer has told the server's time yet\n/);
  });

  it('keeps its shape while something is missing, says so, and gives no signature', () => {
    const given = request('{"a":1}');
    const notes = [{ problem: { code: 'http.variable.unresolved', args: { name: 'to' } }, line: 5 }] as const;
    const text = live(given, { notes, isEarlier: true });
    assert.match(
      text,
      /^POST \/api\/v1\/sms\/send · not signed\n\n# Line 5: .*"?to"?.*\n# What follows is how it was before/,
    );
    assert.match(text, /^signature +none while something is missing$/m);
    assert.ok(!text.includes(signAt(given, secret.secret, AT).signature));
    const below = (whole: string) => whole.slice(whole.indexOf('credential ')).replace(/^(signature +).*/m, '$1');
    assert.equal(below(text), below(live(given)));
  });

  it('has no message where nothing can be signed, and says why with the line', () => {
    const text = live(request(''), {
      facts: null,
      notes: [{ problem: { code: 'http.variable.unresolved', args: { name: 'to' } }, line: 5 }],
    });
    assert.match(text, /^POST \/api\/v1\/sms\/send · not signed\n\n# Line 5: .*"?to"?.*\n# For looking at/);
    assert.doesNotMatch(text, /openssl|message|signature {3}/i);
  });

  it('masks a secret in the message, and leaves the openssl line out then', () => {
    const text = live(request(`{"note":"${secret.key}"}`));
    assert.ok(!text.includes(secret.key));
    assert.match(text, /"note":"sk_test_…gned"/);
    assert.match(text, /# The message holds a secret, which is hidden here, so there is no openssl line/);
  });

  it('shows the beginning of a long message, and masks a secret that lies across its end', () => {
    for (const before of [16_300, 16_340, 16_380]) {
      const text = live(request(`${'x'.repeat(before)}${secret.key}${'y'.repeat(60_000)}`));
      assert.ok(text.length < 20_000);
      assert.match(text, /… \d+\.\d KB more are not shown\./);
      assert.ok(!text.includes(secret.key.slice(0, 18)), String(before));
    }
  });

  describe('of what was sent', () => {
    const given = request('{"a":1}');
    const plan = { request: given, credential, secret };
    const signed = authorize(plan, signAt(given, secret.secret, AT), 'restlink-sms/0');

    function sent(status: number, body: string, date: string | null): string {
      const bytes = Buffer.from(body);
      const exchange: Exchange = {
        method: 'POST',
        url: given.url,
        headers: signed.headers,
        bodyBytes: 7,
        signedAt: AT,
        answer: {
          status,
          statusText: '',
          httpVersion: '1.1',
          headers: [['Content-Type', 'application/json'], ...(date === null ? [] : [['date', date] as const])],
          body: bytes,
          bodyFile: null,
          bytes: bytes.length,
          truncated: false,
        },
        timings: { totalMs: 1, firstByteMs: 1 },
        attempts: 1,
        clockOffsetSeconds: 0,
        clockCorrected: false,
        clockRefusal: null,
        failure: null,
      };
      const facts = sentFacts(plan, exchange, redactorFor([plan]));
      assert.ok(facts);
      return shown({ kind: 'sent', ...facts });
    }
    const at = (seconds: number) => new Date((AT + seconds) * 1000).toUTCString();
    const refused = '{"status":false,"error_code":"INVALID_SIGNATURE","error":"x"}';

    it('has the timestamp and the signature of then, and the distance from the time in the answer', () => {
      const text = sent(200, '{}', at(-2));
      assert.match(text, /^POST \/api\/v1\/sms\/send · as it was sent, signed as sandbox/);
      assert.ok(text.includes(`signature    ${signed.signature?.signature}\n`));
      assert.match(text, /\n {13}2 s from the time in the answer\n/);
      assert.doesNotMatch(text, /INVALID_SIGNATURE/);
    });

    it('says what was compared where the signature was refused, and whether it can have been the clock', () => {
      assert.match(
        sent(401, refused, at(0)),
        /# INVALID_SIGNATURE means: .* keeps for sk_test_…gned.*\n.*not the clock/,
      );
      assert.match(sent(401, refused, at(-432)), /7 min 12 s away .* it was the clock\./);
      assert.match(sent(401, refused, null), /# The answer has no time in it/);
    });

    it('holds no secret', () => {
      for (const value of [secret.key, secret.secret]) assert.ok(!sent(401, refused, at(0)).includes(value));
    });
  });
});
