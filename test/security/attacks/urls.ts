import assert from 'node:assert/strict';
import type { Attack, Volley } from './attack';

const GROUP = 'a: addresses';

/** An address that must not get the credential. */
const refused = (url: string, tried: string, expect: Attack['expect'] = 'refused'): Attack => ({
  tried: `${tried}: ${url.replaceAll('\u00ad', '(soft hyphen)')}`,
  request: `GET ${url}`,
  expect,
});
/** An odd way to write the address of the bound origin: it goes there and nowhere else. */
const bound = (url: string, tried: string, wire?: Attack['wire']): Attack => ({
  tried: `${tried}: ${url.replaceAll('\u00ad', '(soft hyphen)')}`,
  request: `GET ${url}`,
  expect: 'sent to the bound origin only',
  ...(wire && { wire }),
});
const asksForIdAlone: Attack['wire'] = (bytes, id) => assert.ok(bytes.startsWith(`GET /${id} HTTP/1.1\r\n`), bytes);

export const urls: readonly Volley[] = [
  {
    group: GROUP,
    how: 'a credential of https://restlink23telecom.com',
    against: 'live',
    attacks: [
      refused('https://restlink23telecom.com@evil.example/ID', 'the bound host as user name'),
      refused('https://restlink23telecom.com:443@evil.example/ID', 'the bound host and port as user and password'),
      refused('https://restlink23telecom.com%40evil.example/ID', 'an encoded @ in the host', 'invalid'),
      refused('https://restlink23telecom.com%2f@evil.example/ID', 'an encoded slash before the @'),
      refused('https://evil.example\\@restlink23telecom.com/ID', 'a backslash before the @'),
      refused('https://evil.example/@restlink23telecom.com/ID', 'the bound host in the path'),
      refused('https://evil.example?@restlink23telecom.com/ID', 'the bound host in the query'),
      refused('https://evil.example#@restlink23telecom.com/ID', 'the bound host in the fragment'),
      refused('https://user:pass@restlink23telecom.com/ID', 'user and password for the bound host'),
      refused('https://restlink23telecom.com./ID', 'a trailing dot'),
      refused('https://restlink23telecom.com:8443/ID', 'another port'),
      refused('https://restlink23telecom.com:0/ID', 'port 0'),
      refused('https://restlink23telecom.com:99999/ID', 'a port that is none', 'invalid'),
      refused('https://restlink23telecom.com:443:8443/ID', 'two ports', 'invalid'),
      refused('https://restlink23telecom.com.evil.example/ID', 'the bound host as subdomain'),
      refused('https://evilrestlink23telecom.com/ID', 'a longer name'),
      refused('https://api.restlink23telecom.com/ID', 'a subdomain of the bound host'),
      refused('http://restlink23telecom.com/ID', 'plain http'),
      refused('http://restlink23telecom.com:443/ID', 'plain http on the port of TLS'),
      refused('https://restl\u0131nk23telecom.com/ID', 'a dotless i (IDN)'),
      refused('https://\u0433estlink23telecom.com/ID', 'a Cyrillic letter (IDN)'),
      refused('https://xn--restlnk23telecom-22b.com/ID', 'punycode'),
      refused('https://restlink23telecom\u3002com.evil.example/ID', 'an ideographic full stop'),
      refused('https://restlink23telecom.com\u2044.evil.example/ID', 'a fraction slash', 'refused'),
      refused('https:restlink23telecom.com@evil.example/ID', 'no slashes', 'invalid'),
      refused('https:/\\evil.example/ID', 'a slash and a backslash', 'invalid'),
      refused('//evil.example/ID', 'a target that begins with two slashes', 'sent to the bound origin only'),
      refused(
        '/\\evil.example/ID',
        'a target that begins with a slash and a backslash',
        'sent to the bound origin only',
      ),
      refused('data:text/plain,ID', 'data:', 'invalid'),
      refused('file:///etc/passwd', 'file:', 'invalid'),
      refused('blob:https://restlink23telecom.com/ID', 'blob:', 'invalid'),
      refused('javascript:fetch(1)', 'javascript:', 'invalid'),
      refused('ws://restlink23telecom.com/ID', 'ws:', 'invalid'),
      refused('https://192.0.2.1/ID', 'an address instead of the name'),
      refused('https://evil.example\t/ID', 'a tab after the host'),
      bound('HTTPS://RESTLINK23TELECOM.COM/ID', 'capitals'),
      bound('https://restlink23telecom.com:443/ID', 'the default port'),
      bound('https://\uff52estlink23telecom.com/ID', 'a full-width letter'),
      bound('https://restlink\u00ad23telecom.com/ID', 'a soft hyphen'),
      bound('https://%72estlink23telecom.com/ID', 'a percent-encoded letter in the host'),
      bound('https://restlink23telecom.com\\@evil.example/ID', 'a backslash after the host'),
      bound('https://restlink23telecom.com/https://evil.example/ID', 'another address as path'),
      bound('https://restlink23telecom.com/a/../../../ID', 'dots that climb', asksForIdAlone),
      bound('https://restlink23telecom.com/a/%2e%2e/%2E./ID?x=/../y#/../z', 'encoded dots that climb'),
    ],
  },
  {
    group: GROUP,
    how: 'a credential of a server on 127.0.0.1',
    against: 'local',
    attacks: [
      refused('SECOND/ID', 'another port of this computer'),
      refused('TWO/ID', 'another address of this computer, 127.0.0.2'),
      refused('http://[::1]:SIX_PORT/ID', 'this computer by IPv6'),
      refused('http://[::ffff:127.0.0.1]:BOUND_PORT/ID', 'IPv4 in IPv6'),
      refused('http://[::1%25lo]:BOUND_PORT/ID', 'a zone of IPv6', 'invalid'),
      refused('http://[::]:BOUND_PORT/ID', 'the IPv6 address of nobody'),
      refused('http://0.0.0.0:BOUND_PORT/ID', 'the IPv4 address of nobody'),
      refused('http://localhost:BOUND_PORT/ID', 'localhost, which is another origin'),
      refused('http://localhost.:BOUND_PORT/ID', 'localhost with a dot'),
      refused('http://127.0.0.1.evil.example:BOUND_PORT/ID', 'the address as the beginning of a name'),
      refused('https://127.0.0.1:BOUND_PORT/ID', 'https instead of http'),
      bound('http://2130706433:BOUND_PORT/ID', 'the address as one number'),
      bound('http://0177.0.0.1:BOUND_PORT/ID', 'the address in octal'),
      bound('http://0x7f.0x1:BOUND_PORT/ID', 'the address in hexadecimal'),
      bound('http://127.1:BOUND_PORT/ID', 'the address with parts left out'),
    ],
  },
];
