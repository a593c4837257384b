import assert from 'node:assert/strict';
import { urlToHttpOptions } from 'node:url';
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
    [live, 'https://restlink23telecom.com:/x', null],
    [live, 'https://restlink23telecom.com:0443/x', null],
    [live, 'https://%72estlink23telecom.com/', null],
    [live, 'https://restlink\u00ad23telecom.com/', null],
    [live, 'https://restlink23telecom\u3002com/', null],
    [live, 'https:restlink23telecom.com/', null],
    [live, 'https:/restlink23telecom.com/', null],
    [live, ' https://restlink23telecom.com/\n', null],
    [live, 'ht\ttps://rest\nlink23telecom.com/', null],
    [live, 'https://restlink23telecom.com/../../x', null],
    [live, 'https://restlink23telecom.com/%2e%2e/', null],
    [live, 'https:/\\evil.example/', 'otherOrigin'],
    [live, 'https:evil.example', 'otherOrigin'],
    [live, 'https://evil.example\t/', 'otherOrigin'],
    [live, 'https://restlink23telecom.com%2eevil.example/', 'otherOrigin'],
    [live, 'https://restlink23telecom.com%40evil.example/', 'invalidUrl'],
    [live, 'https://restlink23telecom.com%2f@evil.example/', 'userInfo'],
    [live, 'https://@restlink23telecom.com/', null],
    [live, 'https://restlink23telecom.com:0/', 'otherOrigin'],
    [live, 'https://restlink23telecom.com:65536/', 'invalidUrl'],
    [live, 'https://restlink23telecom.com:443:443/', 'invalidUrl'],
    [live, 'https://restlink23telecom.com:４４３/', 'invalidUrl'],
    [live, 'https://192.0.2.1/', 'otherOrigin'],
    [live, 'https://[::1]/', 'otherOrigin'],
    [live, 'https://[::1%25lo]/', 'invalidUrl'],
    [builtin, 'http://127.0.0.1:8023/x', null],
    [builtin, 'http://0177.0.0.1:8023/x', null],
    [builtin, 'http://0177.1:8023/x', null],
    [builtin, 'http://127.0.0.1.:8023/x', null],
    [builtin, 'http://127.0.0.256:8023/x', 'invalidUrl'],
    [builtin, 'http://０x7f.1:8023/x', null],
    [builtin, 'http://ⓛocalhost:8023/x', null],
    [builtin, 'http://0.0.0.0:8023/x', 'plainHttp'],
    [builtin, 'http://[::]:8023/x', 'plainHttp'],
    [builtin, 'http://[::ffff:127.0.0.1]:8023/x', 'plainHttp'],
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

  describe('for any text', () => {
    const credentials = [live, builtin, stored, six, idn];
    /** Texts near an address: of its own parts, in odd letters, with anything in between. */
    const part = fc.constantFrom(
      ...[
        'https',
        'http',
        'HTTP',
        'file',
        'blob:https',
        ':',
        '//',
        '/',
        '\\',
        '@',
        '#',
        '?',
        '.',
        ':443',
        ':8023',
        ':80',
      ],
      ...[
        'restlink23telecom.com',
        'RESTLINK23TELECOM.com',
        'evil.example',
        '127.0.0.1',
        '0x7f.1',
        'localhost',
        '[::1]',
      ],
      ...[
        'xn--bcher-kva.example',
        'bücher.example',
        '%40',
        '%2f',
        '%2e',
        '\t',
        '\n',
        ' ',
        '\u3002',
        '\u00ad',
        '\u202e',
        'ⓛ',
      ],
    );
    const address = fc.oneof(
      fc
        .array(fc.oneof({ weight: 9, arbitrary: part }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) }))
        .map((parts) => parts.join('')),
      fc
        .tuple(fc.constantFrom(...credentials), part, part, fc.webPath())
        .map(([{ origin }, a, b, c]) => origin + a + b + c),
    );

    it('yes means: read by the standard it has the bound origin, and node dials that very host and port', () => {
      let yes = 0;
      fc.assert(
        fc.property(address, fc.constantFrom(...credentials), (text, credential) => {
          if (!mayReceive(credential, text)) return;
          yes++;
          const url = new URL(text);
          const twin = credential.store === 'builtin' ? url.origin.replace('//localhost', '//127.0.0.1') : url.origin;
          assert.equal(twin, credential.origin);
          const { protocol, hostname, port, auth } = urlToHttpOptions(url);
          const dialled = `${protocol}//${hostname?.includes(':') ? `[${hostname}]` : hostname}${port ? `:${port}` : ''}`;
          assert.equal(new URL(dialled).origin, url.origin);
          assert.equal(auth, undefined);
        }),
        { numRuns: 20_000 },
      );
      assert.ok(yes > 200, `only ${yes} of the texts were addresses of the bound origin`);
    });

    it('the answer is the same for the address as it is sent', () => {
      fc.assert(
        fc.property(address, fc.constantFrom(...credentials), (text, credential) => {
          if (!URL.canParse(text)) return;
          const { href } = new URL(text);
          assert.equal(whyRefused(credential, href), whyRefused(credential, text));
          assert.equal(whyRefused(credential, new URL(href).href), whyRefused(credential, href));
        }),
        { numRuns: 10_000 },
      );
    });

    it('no other authority ever gets a yes', () => {
      fc.assert(
        fc.property(
          fc.webAuthority({ withUserInfo: true, withPort: true, withIPv4: true, withIPv6: true }),
          fc.webPath(),
          (authority, path) => {
            const text = `https://${authority}${path}`;
            if (!URL.canParse(text) || new URL(text).host === 'restlink23telecom.com') return;
            assert.ok(!mayReceive(live, text), text);
          },
        ),
        { numRuns: 3_000 },
      );
    });
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
