import assert from 'node:assert/strict';
import { looksSecret, secretAnswers } from '../../../src/engine';

describe('A name looks secret', () => {
  it('by a word that names a secret', () => {
    for (const name of [
      'password',
      'userPassword',
      'API_KEY',
      'apiKey',
      'apikey',
      'key',
      'pin',
      'smsPin',
      'otp',
      'access_token',
      'X-API-Key',
      'clientSecret',
      'pass',
      'credentials',
    ]) {
      assert.ok(looksSecret(name), name);
    }
  });

  it('not by letters of another word', () => {
    for (const name of ['shipping', 'monkey', 'keyword', 'passenger', 'recipient', 'compass', 'to', 'opinion']) {
      assert.ok(!looksSecret(name), name);
    }
  });

  it('and then an answer of six characters or more is to be masked', () => {
    const answers = new Map([
      ['password', 'secret-1'],
      ['pin', '1234'],
      ['recipient', '+14155551234'],
    ]);
    assert.deepEqual(secretAnswers(answers), ['secret-1']);
  });
});
