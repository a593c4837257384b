import assert from 'node:assert/strict';
import { EnvironmentProxies } from '../../../src/cli/proxies';
import type { ProxyAgent } from '../../../src/cli/proxy-agent';
import { NetworkProblem } from '../../../src/sending';

const LIVE = 'https://restlink23telecom.com/api/v1/user/balance';
const P = 'http://proxy.example:3128';
const VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'].flatMap((name) => [name, name.toLowerCase()]);

describe('The proxy of the environment', () => {
  const original = VARIABLES.map((name) => [name, process.env[name]] as const);
  const set = (values: readonly (readonly [string, string | undefined])[]) => {
    for (const name of VARIABLES) delete process.env[name];
    for (const [name, value] of values) if (value !== undefined) process.env[name] = value;
  };
  afterEach(() => set(original));

  /** The address of the proxy for a request, without a connection. */
  function proxyFor(env: Readonly<Record<string, string>>, url = LIVE): string | null {
    set(Object.entries(env));
    const proxies = new EnvironmentProxies(process.env);
    const agent = proxies.agent(new URL(url)) as ProxyAgent | undefined;
    proxies.dispose();
    return agent ? agent.proxy.origin : null;
  }

  for (const [env, expected, url] of [
    [{}, null],
    [{ HTTPS_PROXY: P }, P],
    [{ https_proxy: P }, P],
    [{ https_proxy: P, HTTPS_PROXY: 'http://other.example:1' }, P],
    [{ ALL_PROXY: P }, P],
    [{ all_proxy: P }, P],
    [{ HTTPS_PROXY: P, ALL_PROXY: 'http://other.example:1' }, P],
    [{ HTTPS_PROXY: '', ALL_PROXY: P }, P],
    [{ HTTPS_PROXY: '' }, null],
    // That is for plain http, which goes to this computer only.
    [{ HTTP_PROXY: P }, null],
    [{ HTTPS_PROXY: 'https://proxy.example:3129' }, 'https://proxy.example:3129'],
    [{ HTTPS_PROXY: 'http://me:word@proxy.example:3128/' }, P],
    // Without a scheme it is http, as for curl.
    [{ HTTPS_PROXY: 'proxy.example:3128' }, P],
    [{ HTTPS_PROXY: 'me:word@proxy.example:3128' }, P],
    [{ ALL_PROXY: 'proxy.example' }, 'http://proxy.example'],
    [{ HTTPS_PROXY: '[::1]:3128' }, 'http://[::1]:3128'],
    [{ HTTPS_PROXY: ` ${P} ` }, P],
    [{ HTTPS_PROXY: P, NO_PROXY: 'restlink23telecom.com' }, null],
    [{ HTTPS_PROXY: P, no_proxy: 'RESTLINK23TELECOM.COM' }, null],
    [{ ALL_PROXY: P, NO_PROXY: 'a.example, restlink23telecom.com' }, null],
    [{ HTTPS_PROXY: P, NO_PROXY: 'restlink23telecom.com:443' }, null],
    [{ HTTPS_PROXY: P, NO_PROXY: 'restlink23telecom.com:8443' }, P],
    [{ HTTPS_PROXY: P, NO_PROXY: 'restlink23telecom.com:8443' }, null, 'https://restlink23telecom.com:8443/'],
    [{ HTTPS_PROXY: P, NO_PROXY: '.com' }, null],
    [{ HTTPS_PROXY: P, NO_PROXY: '*.com' }, null],
    [{ HTTPS_PROXY: P, NO_PROXY: '.restlink23telecom.com' }, null, 'https://eu.restlink23telecom.com/'],
    [{ HTTPS_PROXY: P, NO_PROXY: 'restlink23telecom.com' }, null, 'https://eu.restlink23telecom.com/'],
    [{ HTTPS_PROXY: P, no_proxy: 'a.example', NO_PROXY: '*' }, P],
    [{ HTTPS_PROXY: P, NO_PROXY: 'telecom.com' }, P],
    [{ HTTPS_PROXY: P, NO_PROXY: 'restlink23telecom.com.evil.example' }, P],
    [{ HTTPS_PROXY: P, NO_PROXY: '*' }, null],
    [{ HTTPS_PROXY: P, NO_PROXY: '' }, P],
    // This computer is never reached through a proxy.
    [{ HTTPS_PROXY: P, ALL_PROXY: P }, null, 'https://127.0.0.1:8443/'],
    [{ HTTPS_PROXY: P, ALL_PROXY: P }, null, 'https://localhost/'],
    [{ HTTPS_PROXY: P, ALL_PROXY: P }, null, 'https://[::1]:8443/'],
    [{ HTTP_PROXY: P, ALL_PROXY: P }, null, 'http://127.0.0.1:8080/'],
  ] as readonly (readonly [Readonly<Record<string, string>>, string | null, string?])[]) {
    const words = Object.entries(env).map(([name, value]) => `${name}=${value}`);
    it(`${words.join(' ') || 'none'}: ${new URL(url ?? LIVE).origin} ${expected ? `through ${expected}` : 'directly'}`, () => {
      assert.equal(proxyFor(env, url), expected);
    });
  }

  for (const value of ['socks5://proxy.example:1080', 'http://', 'http://proxy.example:port', 'ftp://proxy.example']) {
    it(`HTTPS_PROXY=${value}: cannot be used, and nothing goes past it`, () => {
      assert.throws(
        () => proxyFor({ HTTPS_PROXY: value }),
        (error) => error instanceof NetworkProblem && error.problem.code === 'sending.proxy.unusable',
      );
    });
  }

  it('is one agent for all requests, so that its connections are used again', () => {
    set([['HTTPS_PROXY', P]]);
    const proxies = new EnvironmentProxies(process.env);
    assert.equal(proxies.agent(new URL(LIVE)), proxies.agent(new URL('https://restlink23telecom.com/')));
    proxies.dispose();
  });
});
