import type { Volley } from './attack';

const GROUP = 'e: proxies';

const both = (what: string) => [
  {
    tried: `${what}, a request to this computer`,
    request: 'GET BOUND/ID',
    expect: 'sent to the bound origin only' as const,
  },
];

/** Everything that programs read to find a proxy. */
const environment = Object.fromEntries(
  ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'].flatMap((name) => [
    [name, 'PROXY'],
    [name.toLowerCase(), 'PROXY'],
  ]),
);

export const proxies: readonly Volley[] = [
  {
    group: GROUP,
    how: 'proxies of the environment',
    against: 'local',
    env: { ...environment, NO_PROXY: '' },
    attacks: both('HTTP_PROXY, HTTPS_PROXY and ALL_PROXY in both cases of letters'),
  },
  {
    group: GROUP,
    how: 'a proxy that Node 24 itself is told to use',
    against: 'local',
    node24: true,
    env: { ...environment, NODE_USE_ENV_PROXY: '1' },
    attacks: both('NODE_USE_ENV_PROXY with a proxy'),
  },
  {
    group: GROUP,
    how: 'proxies for the live service',
    against: 'live',
    node24: true,
    env: { ...environment, NODE_USE_ENV_PROXY: '1' },
    attacks: [
      {
        tried: 'a proxy of the environment, a request by https',
        request: 'GET https://restlink23telecom.com/ID',
        expect: 'network',
        says: /the proxy \S+ could not connect to restlink23telecom\.com \(502/,
        // Asked for a tunnel, and told nothing else: the whole of it, so that no header can hide.
        proxy:
          /^CONNECT restlink23telecom\.com:443 HTTP\/1\.1\r\nHost: restlink23telecom\.com(?::443)?\r\nProxy-Connection: [\w-]+\r\n\r\n$/,
      },
      {
        tried: 'a proxy of the environment, a request by plain http to another computer',
        request: 'GET http://restlink23telecom.com/ID',
        expect: 'refused',
      },
    ],
  },
];
