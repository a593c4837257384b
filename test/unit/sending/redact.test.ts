import assert from 'node:assert/strict';
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
});
