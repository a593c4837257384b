import assert from 'node:assert/strict';
import { resolveTarget } from '../../../src/request';

const BOUND = 'https://restlink23telecom.com';

function resolved(target: string, host: string | null = null, boundOrigin: string | null = BOUND): string {
  const result = resolveTarget(target, { host, boundOrigin, knownOrigins: new Set([BOUND, 'https://eu.example']) });
  return 'code' in result ? result.code : result.url.href;
}

describe('A target', () => {
  it('is encoded as the WHATWG URL parser does it: dot segments resolved, %XX left alone', () => {
    assert.equal(resolved(`${BOUND}/a/../b/./c%2Fd%c3/é ü?q=ü b`), `${BOUND}/b/c%2Fd%c3/%C3%A9%20%C3%BC?q=%C3%BC%20b`);
    assert.equal(resolved('HTTPS://RESTLINK23telecom.com:443/x#part'), `${BOUND}/x`);
  });

  it('that is relative goes to the bound origin', () => {
    assert.equal(resolved('/api/v1/x?y'), `${BOUND}/api/v1/x?y`);
    assert.equal(resolved('/x', null, 'http://127.0.0.1:8023'), 'http://127.0.0.1:8023/x');
    assert.equal(resolved('/x', null, null), 'request.target.noOrigin');
  });

  it('that begins with two slashes stays at the bound origin', () => {
    assert.equal(resolved('//evil.example/x'), `${BOUND}//evil.example/x`);
    assert.equal(resolved('/\\evil.example/x'), `${BOUND}//evil.example/x`);
  });

  it('that is relative takes its Host header: https for 443 and 8443 or a bound credential, else http', () => {
    assert.equal(resolved('/x', 'h.example:443'), 'https://h.example/x');
    assert.equal(resolved('/x', 'h.example:8443'), 'https://h.example:8443/x');
    assert.equal(resolved('/x', 'EU.example'), 'https://eu.example/x');
    assert.equal(resolved('/x', '127.0.0.1:8023'), 'http://127.0.0.1:8023/x');
    assert.equal(resolved('/x', 'h.example'), 'http://h.example/x');
  });

  it('that is absolute must agree with its Host header', () => {
    assert.equal(resolved(`${BOUND}/x`, 'RESTLINK23telecom.com:443'), `${BOUND}/x`);
    assert.equal(resolved(`${BOUND}/x`, 'other.example'), 'request.host.contradicts');
    assert.equal(resolved(`${BOUND}/x`, 'restlink23telecom.com:8443'), 'request.host.contradicts');
  });

  it('has a Host header that is a host and nothing more', () => {
    for (const host of ['a/b', 'me@h.example', 'h.example?x', '', 'a b']) {
      assert.equal(resolved('/x', host), 'request.host.invalid', host);
    }
  });

  it('is http or https, and something', () => {
    assert.equal(resolved('ftp://h/x'), 'request.target.scheme');
    assert.equal(resolved('  '), 'request.target.empty');
    assert.equal(resolved('x/y'), 'request.target.invalid');
    assert.equal(resolved('https://'), 'request.target.invalid');
  });

  it('gives its user name away, and keeps it out of the address', () => {
    const target = resolveTarget('https://me:p%40ss@h.example/x', {
      host: null,
      boundOrigin: null,
      knownOrigins: new Set(),
    });
    assert.ok('url' in target);
    assert.deepEqual([target.url.href, target.userInfo], ['https://h.example/x', 'me:p@ss']);
  });
});
