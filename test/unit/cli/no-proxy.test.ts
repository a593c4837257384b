import assert from 'node:assert/strict';
import { passesProxy } from '../../../src/cli/no-proxy';

describe('NO_PROXY', () => {
  for (const [list, host, expected] of [
    ['', 'example.com', false],
    ['*', 'example.com', true],
    ['*', '10.1.2.3', true],
    ['a.example, *', 'example.com', true],
    // A name covers itself and all below it.
    ['example.com', 'example.com', true],
    ['example.com', 'EXAMPLE.com', true],
    ['Example.COM', 'example.com', true],
    ['example.com', 'api.example.com', true],
    ['example.com', 'a.b.example.com', true],
    ['.example.com', 'api.example.com', true],
    ['.example.com', 'example.com', true],
    ['*.example.com', 'api.example.com', true],
    ['*.example.com', 'example.com', true],
    ['com', 'example.com', true],
    ['.com', 'example.com', true],
    // And nothing else.
    ['example.com', 'notexample.com', false],
    ['example.com', 'example.com.evil.example', false],
    ['api.example.com', 'example.com', false],
    ['example', 'example.com', false],
    ['ex*mple.com', 'example.com', false],
    ['.', 'example.com', false],
    [',, ,', 'example.com', false],
    // Full names, and those with other letters.
    ['example.com.', 'example.com', true],
    ['example.com', 'example.com.', true],
    ['bücher.example', 'www.bücher.example', true],
    ['xn--bcher-kva.example', 'bücher.example', true],
    // Several of them, parted in any way.
    ['a.example,example.com', 'example.com', true],
    ['a.example\texample.com  b.example', 'example.com', true],
    ['a.example,b.example', 'example.com', false],
    // Ports.
    ['example.com:443', 'example.com', true],
    ['example.com:0443', 'example.com', true],
    ['example.com:8443', 'example.com', false],
    ['example.com:8443', 'example.com:8443', true],
    ['example.com:8443', 'api.example.com:8443', true],
    ['example.com', 'example.com:8443', true],
    ['.example.com:443', 'example.com:8443', false],
    ['example.com:x', 'example.com', false],
    // IPv4.
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3', '10.1.2.30', false],
    ['10.1.2.3:8443', '10.1.2.3:8443', true],
    ['10.1.2.3:8443', '10.1.2.3', false],
    ['2.3', '10.1.2.3', false],
    ['.3', '10.1.2.3', false],
    ['10.1.2.3', '10.1.2.3.example.com', false],
    ['10.0.0.0/8', '10.1.2.3', true],
    ['10.0.0.0/8', '11.1.2.3', false],
    ['192.168.16.0/20', '192.168.31.255', true],
    ['192.168.16.0/20', '192.168.32.0', false],
    ['10.1.2.3/32', '10.1.2.3', true],
    ['0.0.0.0/0', '10.1.2.3', true],
    ['0.0.0.0/0', 'example.com', false],
    ['10.0.0.0/33', '10.1.2.3', false],
    ['10.0.0.0/', '10.1.2.3', false],
    ['10.0.0.0/-1', '10.1.2.3', false],
    ['10.0.0.0/8/8', '10.1.2.3', false],
    // IPv6, however it is written.
    ['fd00::1', '[fd00::1]', true],
    ['[fd00::1]', '[fd00::1]', true],
    ['FD00:0:0::1', '[fd00::1]', true],
    ['fd00::1', '[fd00::2]', false],
    ['[fd00::1]:8443', '[fd00::1]:8443', true],
    ['[fd00::1]:8443', '[fd00::1]', false],
    ['fd00::/8', '[fd12:3456::1]', true],
    ['fd00::/8', '[fe80::1]', false],
    ['[fd00::]/8', '[fd00::1]', false],
    ['::/129', '[fd00::1]', false],
    ['fd00::/8', '10.1.2.3', false],
    ['10.0.0.0/8', '[fd00::1]', false],
  ] as const) {
    it(`${JSON.stringify(list)} ${expected ? 'covers' : 'does not cover'} ${host}`, () => {
      assert.equal(passesProxy(new URL(`https://${host}/x`), list), expected);
    });
  }
});
