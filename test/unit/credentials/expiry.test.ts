import assert from 'node:assert/strict';
import { expiryState } from '../../../src/credentials';

describe('the end of a login', () => {
  const end = 1_760_000_000;
  const at = (seconds: number) => expiryState({ expires: end }, (end - seconds) * 1000);

  it('is none where the token names none', () => assert.equal(expiryState({}, Date.now()), 'none'));

  it('is far until five minutes before it, then near, then over', () => {
    assert.equal(at(86_400), 'valid');
    assert.equal(at(300), 'valid');
    assert.equal(at(299.999), 'soon');
    assert.equal(at(0.001), 'soon');
    assert.equal(at(0), 'expired');
    assert.equal(at(-86_400), 'expired');
  });
});
