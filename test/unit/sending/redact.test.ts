import assert from 'node:assert/strict';
import { sentence } from '../../../src/messages';
import { MASK, Redactor } from '../../../src/sending';

describe('Redaction', () => {
  const redactor = new Redactor([
    { value: 'sk_prod_abcdefgh1234', hint: 'sk_prod_…1234' },
    { value: 'top "secret" / ключ', hint: '[secret]' },
  ]);

  it('shows a known key as prefix and last four, in any text', () => {
    assert.equal(redactor.text('key sk_prod_abcdefgh1234!'), 'key sk_prod_…1234!');
  });

  it('knows a secret in its JSON-escaped and URL-encoded form', () => {
    assert.equal(redactor.text(`x=${encodeURIComponent('top "secret" / ключ')}`), 'x=[secret]');
    assert.equal(redactor.text(JSON.stringify({ s: 'top "secret" / ключ' })), '{"s":"[secret]"}');
  });

  it('masks the headers that carry secrets even when the value is not known', () => {
    assert.deepEqual(
      redactor.headers([
        ['x-api-key', 'sk_prod_abcdefgh1234'],
        ['X-API-Key', 'sk_test_unknown99887766'],
        ['Authorization', 'Basic eDp5'],
        ['X-Signature', 'd219'],
        ['Content-Type', 'application/json'],
      ]),
      [
        ['x-api-key', 'sk_prod_…1234'],
        ['X-API-Key', 'sk_test_…7766'],
        ['Authorization', MASK],
        ['X-Signature', 'd219'],
        ['Content-Type', 'application/json'],
      ],
    );
  });

  it('masks both known secrets and secret members of a body', () => {
    assert.equal(
      redactor.body('{"error":"bad key sk_prod_abcdefgh1234","token":"eyJ"}'),
      `{"error":"bad key sk_prod_…1234","token":"${MASK}"}`,
    );
  });

  it('knows a secret in hex, and in base64 wherever it stands', () => {
    const secret = 'top "secret" / ключ';
    const bytes = Buffer.from(secret);
    assert.ok(!redactor.text(`x${bytes.toString('hex')}x`).includes(bytes.toString('hex')));
    for (const before of ['', 'a', 'ab', 'abc']) {
      const encoded = Buffer.from(`${before}${secret} and more`).toString('base64');
      const shown = redactor.text(encoded);
      assert.ok(shown.includes('[secret]'), encoded);
      assert.ok(!Buffer.from(shown.replace('[secret]', ''), 'base64').includes('secret'));
    }
  });

  it('knows it as other languages escape it', () => {
    assert.equal(redactor.text('"top \\"secret\\" \\/ \\u043a\\u043b\\u044e\\u0447"'), '"[secret]"');
    assert.equal(redactor.text(`s=${encodeURIComponent('top "secret" / ключ').replaceAll('%20', '+')}`), 's=[secret]');
  });

  it('shows a key that it does not know as a key, and hides a token that looks like one', () => {
    assert.equal(redactor.text('k=sk_prod_0123456789wxyz&x'), 'k=sk_prod_…wxyz&x');
    assert.equal(redactor.text('a eyJhbGciOiJI.eyJzdWIiOiIx.c2ln b'), `a ${MASK} b`);
    assert.equal(redactor.text('sk_test_short and eyJ.eyJ.x'), 'sk_test_short and eyJ.eyJ.x');
  });

  it('names cookies and hides what they hold', () => {
    assert.deepEqual(
      redactor.headers([
        ['Set-Cookie', 'session=abc=d; Path=/; HttpOnly'],
        ['cookie', 'a=1; b=2'],
      ]),
      [
        ['Set-Cookie', `session=${MASK}; Path=/; HttpOnly`],
        ['cookie', `a=${MASK}; b=${MASK}`],
      ],
    );
  });

  it('masks bytes that are no text, and leaves those without a secret as they are', () => {
    const clean = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
    assert.ok(redactor.bytes(clean).equals(clean));
    const dirty = Buffer.concat([Buffer.from([0xff]), Buffer.from('top "secret" / ключ'), Buffer.from([0x00])]);
    assert.deepEqual(
      redactor.bytes(dirty),
      Buffer.concat([Buffer.from([0xff]), Buffer.from('[secret]'), Buffer.from([0x00])]),
    );
  });

  it('masks what a sentence quotes, and leaves our own words alone', () => {
    const common = new Redactor([{ value: 'another', hint: MASK }]);
    const problem = common.problem({ code: 'errorCode.INVALID_SIGNATURE' });
    assert.match(sentence(problem), /another signature/);
    const quoting = common.problem({ code: 'answer.setup', args: { error: 'another, another' } });
    assert.equal(quoting.args?.error, `${MASK}, ${MASK}`);
  });
});
