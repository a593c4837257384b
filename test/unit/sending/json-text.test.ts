import assert from 'node:assert/strict';
import fc from 'fast-check';
import { prettyJson } from '../../../src/sending';
import { maskSecretMembers } from '../../../src/sending/json-text';

describe('Re-indented JSON', () => {
  it('keeps the digits of numbers, the escapes of strings and the order of members', () => {
    assert.equal(
      prettyJson('{"b":1.50,"a":12345678901234567890,"s":"\\u00e9\\/","e":1E+2}'),
      '{\n  "b": 1.50,\n  "a": 12345678901234567890,\n  "s": "\\u00e9\\/",\n  "e": 1E+2\n}',
    );
  });

  it('writes empty objects and lists on one line', () => {
    assert.equal(prettyJson('{ "a" : [ ] , "b":{} }'), '{\n  "a": [],\n  "b": {}\n}');
    assert.equal(prettyJson(' [ ] '), '[]');
    assert.equal(prettyJson('[1,[2]]'), '[\n  1,\n  [\n    2\n  ]\n]');
  });

  it('gives back what JSON.stringify gives, for any value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        assert.equal(prettyJson(JSON.stringify(value)), JSON.stringify(value, null, 2));
      }),
    );
  });

  for (const text of ['', 'hello', '{"a":}', '{"a":1', '[1,]', '{"a":1}}', '"\u0001"', 'NaN']) {
    it(`leaves ${JSON.stringify(text)} alone`, () => assert.equal(prettyJson(text), null));
  }
});

describe('Masked members', () => {
  const mask = (text: string) => maskSecretMembers(text, '***');

  it('hides the values of token, password and signing_secret, wherever they stand', () => {
    assert.equal(
      mask('{"status":true, "token" : "eyJ.a\\"b.c", "in":[{"password":"x","signing_secret":"y"}]}'),
      '{"status":true, "token" : "***", "in":[{"password":"***","signing_secret":"***"}]}',
    );
  });

  it('keeps everything else to the letter', () => {
    const text = '{ "tokens" : "a", "x":"token", "password":null, "n": 1.0, "list":["password","b"] }';
    assert.equal(mask(text), text);
  });

  it('is not fooled by an escaped name', () => assert.equal(mask('{"tok\\u0065n":"s"}'), '{"tok\\u0065n":"***"}'));

  it('hides a value that broke off', () => {
    assert.equal(mask('{"status":true,"token":"eyJhbGci'), '{"status":true,"token":***');
    assert.equal(mask('{"status":true,"note":"eyJ token'), '{"status":true,"note":"eyJ token');
  });

  it('hides them in a request that a server repeats as a string, and in text around JSON', () => {
    const request = JSON.stringify({ login: 'me', password: 'x "y"' });
    assert.equal(mask(JSON.stringify({ body: request })), JSON.stringify({ body: '{"login":"me","password":"***"}' }));
    assert.equal(mask(`POST / HTTP/1.1 ${request}`), 'POST / HTTP/1.1 {"login":"me","password":"***"}');
    assert.equal(mask('got: "token" : "abc'), 'got: "token" : ***');
  });
});
