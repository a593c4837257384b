import assert from 'node:assert/strict';
import { environmentCredential, environmentSecrets, secretValues } from '../../../src/credentials';

function given(env: NodeJS.ProcessEnv, baseUrl: string | null = null) {
  const result = environmentCredential(env, baseUrl);
  if (!result.ok) return result.problem.code;
  return (
    result.value && [result.value.credential.kind, result.value.credential.origin, result.value.credential.keyHint]
  );
}

describe('the credential of the environment', () => {
  const key = 'sk_test_a1b2c3d4e5';
  it('RESTLINK_API_KEY with RESTLINK_API_SECRET is hmac', () => {
    const result = environmentCredential({ RESTLINK_API_KEY: key, RESTLINK_API_SECRET: 's' }, null);
    assert.ok(result.ok && result.value);
    assert.deepEqual(result.value.secret, { kind: 'hmac', key, secret: 's' });
    assert.equal(result.value.credential.store, 'environment');
    assert.ok(!JSON.stringify(result.value.credential).includes(key));
  });
  it('RESTLINK_API_KEY alone is apiKey, at the live service', () => {
    assert.deepEqual(given({ RESTLINK_API_KEY: key }), ['apiKey', 'https://restlink23telecom.com', 'sk_test_…d4e5']);
  });
  it('RESTLINK_TOKEN is jwt; beside a key the key counts', () => {
    assert.deepEqual(given({ RESTLINK_TOKEN: 'a.b.c' })?.[0], 'jwt');
    assert.deepEqual(given({ RESTLINK_TOKEN: 'a.b.c', RESTLINK_API_KEY: key })?.[0], 'apiKey');
  });
  it('nothing set, or set to nothing, is no credential', () => {
    assert.equal(given({}), null);
    assert.equal(given({ RESTLINK_API_KEY: '', RESTLINK_TOKEN: '\n' }), null);
  });
  it('--base-url binds before RESTLINK_BASE_URL', () => {
    const env = { RESTLINK_API_KEY: key, RESTLINK_BASE_URL: 'https://env.example' };
    assert.equal(given(env)?.[1], 'https://env.example');
    assert.equal(given(env, 'http://127.0.0.1:8023')?.[1], 'http://127.0.0.1:8023');
  });
  it('a path in the origin, a secret without key, and a key with blanks are problems', () => {
    assert.equal(given({ RESTLINK_API_KEY: key, RESTLINK_BASE_URL: 'https://env.example/api/v1' }), 'origin.withMore');
    assert.equal(given({ RESTLINK_API_KEY: key }, 'http://far.example'), 'origin.plainHttp');
    assert.equal(given({ RESTLINK_API_SECRET: 's' }), 'environment.secretWithoutKey');
    assert.equal(given({ RESTLINK_API_KEY: 'a b' }), 'credential.keyCharacters');
  });
  it('a line break at the end of a variable is not part of it', () => {
    const result = environmentCredential({ RESTLINK_API_KEY: `${key}\r\n`, RESTLINK_API_SECRET: 's\n' }, null);
    assert.deepEqual(result.ok && result.value?.secret, { kind: 'hmac', key, secret: 's' });
  });

  it('is no more than what signs; all that is secret in the variables is known all the same', () => {
    const values = (env: NodeJS.ProcessEnv, baseUrl: string | null = null) =>
      environmentSecrets(env, baseUrl).map(({ credential, secret }) => [credential.origin, ...secretValues(secret)]);
    const live = 'https://restlink23telecom.com';
    assert.deepEqual(values({}), []);
    assert.deepEqual(values({ RESTLINK_API_KEY: key, RESTLINK_API_SECRET: 's', RESTLINK_TOKEN: 'a.b.c' }), [
      [live, key, 's'],
      [live, 'a.b.c'],
    ]);
    assert.deepEqual(values({ RESTLINK_API_SECRET: 'alone' }), [[live, 'alone']]);
    assert.deepEqual(values({ RESTLINK_API_KEY: 'with a blank' }), [[live, 'with a blank']]);
    assert.deepEqual(values({ RESTLINK_API_KEY: key }, 'http://evil.example'), [['', key]]);
  });
});
