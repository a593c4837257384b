import type http from 'node:http';
import { isLoopback } from '../credentials';
import { NetworkProblem } from '../sending';
import { passesProxy } from './no-proxy';
import { ProxyAgent } from './proxy-agent';

/** The proxies that the environment names (HTTPS_PROXY, ALL_PROXY, NO_PROXY, in both cases of letters), one agent for each. */
export class EnvironmentProxies {
  private readonly agents = new Map<string, ProxyAgent>();

  constructor(private readonly env: NodeJS.ProcessEnv) {}

  /**
   * @returns the agent for requests to an address; undefined where no proxy is to be used, as for everything on this computer
   * @throws NetworkProblem for a value that is no address of a usable proxy
   */
  agent(url: URL): http.Agent | undefined {
    if (url.protocol !== 'https:' || isLoopback(url.origin)) return undefined;
    const { https_proxy: lower, HTTPS_PROXY: upper, all_proxy: allLower, ALL_PROXY: all } = this.env;
    const typed = (lower || upper || allLower || all || '').trim();
    if (typed === '' || passesProxy(url, this.env.no_proxy || this.env.NO_PROXY || '')) return undefined;
    // Without a scheme it is http, as for curl.
    const address = parse(typed.includes('://') ? typed : `http://${typed}`);
    if (!address) throw new NetworkProblem({ code: 'sending.proxy.unusable', args: { host: url.host } });
    const agent = this.agents.get(address.href) ?? new ProxyAgent(address);
    this.agents.set(address.href, agent);
    return agent;
  }

  /** Closes the connections that are kept open. */
  dispose(): void {
    for (const agent of this.agents.values()) agent.destroy();
  }
}

function parse(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.hostname !== '' ? url : null;
}
