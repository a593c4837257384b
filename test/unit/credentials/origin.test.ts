import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isLoopback, mayReceive, parseOrigin, type Refusal, whyRefused } from '../../../src/credentials';

const live = { origin: 'https://restlink23telecom.com', store: 'osKeychain' } as const;
const builtin = { origin: 'http://127.0.0.1:8023', store: 'builtin' } as const;
const stored = { origin: 'http://127.0.0.1:8023', store: 'osKeychain' } as const;
const six = { origin: 'http://[::1]:8023', store: 'osKeychain' } as const;
const idn = { origin: 'https://xn--bcher-kva.example', store: 'osKeychain' } as const;

describe('where a credential may go', () => {
  const table: readonly (readonly [
    typeof live | typeof builtin | typeof stored | typeof six | typeof idn,
    string,
    Refusal | null,
  ])[] = [
    [live, 'https://restlink23telecom.com/api/v1/sms/send', null],
    [live, 'https://restlink23telecom.com', null],
    [live, 'HTTPS://RestLink23Telecom.COM/x', null],
    [live, 'https://restlink23telecom.com:443/x', null],
    [live, 'https:\\\\restlink23telecom.com\\x', null],
    [live, 'https://restlink23telecom.com\\@evil.example/', null],
    [live, 'https://restlink23telecom.com/@evil.example', null],
    [live, 'https://restlink23telecom.com#@evil.example', null],
    [live, 'https://restlink23telecom.com?@evil.example', null],
    [live, 'https://ｒestlink23telecom.com/', null],
    [live, 'https://restlink23telecom.com/https://evil.example', null],
    [live, 'https://restlink23telecom.com@evil.example/', 'userInfo'],
    [live, 'https://restlink23telecom.com:x@evil.example/', 'userInfo'],
    [live, 'https://user@restlink23telecom.com/', 'userInfo'],
    [live, 'https://:pass@restlink23telecom.com/', 'userInfo'],
    [live, 'https://evil.example\\@restlink23telecom.com/', 'otherOrigin'],
    [live, 'https://evil.example/@restlink23telecom.com/', 'otherOrigin'],
    [live, 'https://evil.example#@restlink23telecom.com', 'otherOrigin'],
    [live, 'https://restlink23telecom.com./x', 'otherOrigin'],
    [live, 'https://restlink23telecom.com:8443/x', 'otherOrigin'],
    [live, 'https://restlink23telecom.com.evil.example/', 'otherOrigin'],
    [live, 'https://evilrestlink23telecom.com/', 'otherOrigin'],
    [live, 'https://api.restlink23telecom.com/', 'otherOrigin'],
    [live, 'https://restlınk23telecom.com/', 'otherOrigin'],
    [live, 'http://restlink23telecom.com/x', 'plainHttp'],
    [live, 'http://restlink23telecom.com:443/x', 'plainHttp'],
    [live, 'ws://restlink23telecom.com/', 'notHttp'],
    [live, 'ftp://restlink23telecom.com/', 'notHttp'],
    [live, 'file:///restlink23telecom.com', 'notHttp'],
    [live, 'data:text/plain,x', 'notHttp'],
    [live, 'javascript:1', 'notHttp'],
    [live, 'blob:https://restlink23telecom.com/1-2', 'notHttp'],
    [live, '//restlink23telecom.com/x', 'invalidUrl'],
    [live, '/api/v1/sms/send', 'invalidUrl'],
    [live, 'restlink23telecom.com', 'invalidUrl'],
    [live, '', 'invalidUrl'],
    [live, 'https://', 'invalidUrl'],
    [live, 'https://a b/', 'invalidUrl'],
    [builtin, 'http://127.0.0.1:8023/x', null],
    [builtin, 'http://localhost:8023/x', null],
    [builtin, 'http://LOCALHOST:8023/x', null],
    [builtin, 'http://0x7f.1:8023/x', null],
    [builtin, 'http://2130706433:8023/x', null],
    [builtin, 'http://localhost:8024/x', 'otherOrigin'],
    [builtin, 'https://localhost:8023/x', 'otherOrigin'],
    [builtin, 'http://127.0.0.2:8023/x', 'otherOrigin'],
    [builtin, 'http://[::1]:8023/x', 'otherOrigin'],
    [builtin, 'http://localhost.:8023/x', 'plainHttp'],
    [builtin, 'http://localhost.evil.example:8023/x', 'plainHttp'],
    [builtin, 'http://127.0.0.1.evil.example:8023/x', 'plainHttp'],
    [builtin, 'http://127.0.0.1:8023@evil.example/x', 'userInfo'],
    [stored, 'http://127.0.0.1:8023/x', null],
    [stored, 'http://localhost:8023/x', 'otherOrigin'],
    [six, 'http://[0:0:0:0:0:0:0:1]:8023/', null],
    [six, 'http://[::1]:8024/', 'otherOrigin'],
    [six, 'http://[::ffff:127.0.0.1]:8023/', 'plainHttp'],
    [idn, 'https://bücher.example/x', null],
    [idn, 'https://B%C3%BCCHER.example/x', null],
    [idn, 'https://bucher.example/x', 'otherOrigin'],
    [{ origin: 'null', store: 'osKeychain' } as never, 'data:text/plain,x', 'notHttp'],
    [{ origin: 'http://evil.example', store: 'osKeychain' } as never, 'http://evil.example/', 'plainHttp'],
  ];
  for (const [credential, url, expected] of table) {
    it(`${credential.origin} (${credential.store}) → ${url}: ${expected ?? 'yes'}`, () => {
      assert.equal(whyRefused(credential, url), expected);
      assert.equal(mayReceive(credential, url), expected === null);
    });
  }

  it('only ever says yes to the host that is really dialled', () => {
    const host = fc.constantFrom('restlink23telecom.com', 'evil.example', '127.0.0.1:8023', 'localhost:8023');
    const glue = fc.constantFrom('', '@', '\\', '/', '.', ':', '#', '?', '%40', '\t', ' ', ':443', '//', ':@');
    const url = fc
      .tuple(
        fc.constantFrom('https:', 'http:', 'HTTP:', 'blob:https:'),
        fc.constantFrom('//', '\\\\', '/'),
        host,
        glue,
        host,
        glue,
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(url, fc.constantFrom(live, builtin), (text, credential) => {
        if (!mayReceive(credential, text)) return;
        const { host: dialled, protocol, username, password } = new URL(text);
        const allowed = credential === live ? ['restlink23telecom.com'] : ['127.0.0.1:8023', 'localhost:8023'];
        assert.ok(allowed.includes(dialled));
        assert.equal(protocol, credential === live ? 'https:' : 'http:');
        assert.equal(username + password, '');
      }),
      { numRuns: 3000 },
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => mayReceive(live, text) === false));
    fc.assert(fc.property(fc.webUrl(), (text) => mayReceive(live, text) === (new URL(text).origin === live.origin)));
  });

  it('counts 127.0.0.0/8, [::1] and localhost as this computer', () => {
    for (const yes of ['http://127.0.0.1', 'https://127.255.0.9:1', 'http://[::1]:2', 'http://localhost']) {
      assert.ok(isLoopback(yes), yes);
    }
    for (const no of [
      'http://128.0.0.1',
      'http://0.0.0.0',
      'http://[::2]',
      'http://localhost.example',
      'http://10.0.0.1',
      '',
    ]) {
      assert.ok(!isLoopback(no), no);
    }
  });
});

describe('an origin that a person types', () => {
  const good: readonly (readonly [string, string])[] = [
    ['https://restlink23telecom.com', 'https://restlink23telecom.com'],
    [' https://Restlink23Telecom.com/ ', 'https://restlink23telecom.com'],
    ['https://host.example:443', 'https://host.example'],
    ['https://host.example:8443', 'https://host.example:8443'],
    ['http://localhost:8023', 'http://localhost:8023'],
    ['http://[::1]:80', 'http://[::1]'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
  ];
  for (const [typed, origin] of good) {
    it(`${typed} is ${origin}`, () => assert.deepEqual(parseOrigin(typed), { ok: true, value: origin }));
  }

  const bad: readonly (readonly [string, string, string?])[] = [
    ['', 'origin.empty'],
    ['https://host.example/api/v1', 'origin.withMore', 'https://host.example'],
    ['http://127.0.0.1:8023/api/v1/', 'origin.withMore', 'http://127.0.0.1:8023'],
    ['https://host.example?x=1', 'origin.withMore', 'https://host.example'],
    ['https://host.example/?', 'origin.withMore', 'https://host.example'],
    ['https://host.example#', 'origin.withMore', 'https://host.example'],
    ['https://me:pw@host.example', 'origin.withMore', 'https://host.example'],
    ['http://host.example', 'origin.plainHttp', 'https://host.example'],
    ['host.example', 'origin.withoutScheme', 'https://host.example'],
    ['host.example/api', 'origin.withoutScheme', 'https://host.example'],
    ['localhost:8023', 'origin.withoutScheme', 'http://localhost:8023'],
    ['ftp://host.example', 'origin.scheme'],
    ['https:\\\\host.example', 'origin.invalid'],
    ['https://host .example', 'origin.invalid'],
    ['https://ho\u202Est.example', 'origin.invalid'],
    ['https://', 'origin.invalid'],
    ['a b', 'origin.invalid'],
  ];
  for (const [typed, code, origin] of bad) {
    it(`${JSON.stringify(typed)} is refused: ${code}${origin ? `, give ${origin}` : ''}`, () => {
      const result = parseOrigin(typed);
      assert.equal(result.ok, false);
      assert.equal(!result.ok && result.problem.code, code);
      if (origin) assert.equal(!result.ok && result.problem.args?.origin, origin);
    });
  }
});
