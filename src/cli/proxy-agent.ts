import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import { HttpsProxyAgent } from 'https-proxy-agent';
import type { Problem } from '../messages';
import { codeOf, isTlsError, KEPT_CONNECTION, NetworkProblem, type TunnelOptions, tlsReason } from '../sending';

type AgentConnectOpts = Parameters<HttpsProxyAgent<string>['connect']>[1];

/**
 * Connections through one proxy, kept and used again. What goes through them is TLS from end to end: the proxy sees the name
 * of the host, and bytes that it cannot read.
 */
export class ProxyAgent extends HttpsProxyAgent<string> {
  private readonly shared: HttpsProxyAgent<string>['connectOpts'];

  /** @param address of the proxy, with user name and password where it wants them */
  constructor(address: URL) {
    // The library gets them apart: it writes the address to stderr where DEBUG asks for it.
    const bare = new URL(address);
    bare.username = '';
    bare.password = '';
    super(bare, {
      ...KEPT_CONNECTION,
      rejectUnauthorized: true,
      headers: () => authorizationOf(address),
    } as ConstructorParameters<typeof HttpsProxyAgent<string>>[1]);
    this.shared = this.connectOpts;
  }

  override async connect(request: ClientRequest, options: AgentConnectOpts): Promise<Socket> {
    const { host: name } = this.proxy;
    request.emit('proxy', { proxy: `PROXY ${name}` });
    const { abandoned } = options as AgentConnectOpts & TunnelOptions;
    const opening = new AbortController();
    const abandon = () => opening.abort();
    if (abandoned.aborted) abandon();
    else abandoned.addEventListener('abort', abandon, { once: true });
    try {
      // Read before the first wait inside: so each connection has a signal of its own.
      this.connectOpts = Object.assign({}, this.shared, { signal: opening.signal });
      return await super.connect(request, options);
    } catch (error) {
      throw new NetworkProblem(problemOf(error, name, options.host ?? ''));
    } finally {
      abandoned.removeEventListener('abort', abandon);
    }
  }
}

function authorizationOf({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const both = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'Proxy-Authorization': `Basic ${Buffer.from(both).toString('base64')}` };
}

function problemOf(error: unknown, proxy: string, host: string): Problem {
  const code = codeOf(error);
  if (isTlsError(code)) {
    const reason = code === 'EPROTO' && error instanceof Error ? tlsReason(error.message) : code;
    return { code: 'sending.proxy.tls', args: { proxy, reason } };
  }
  if (code === '' || code === 'ECONNRESET') return { code: 'sending.proxy.noProxy', args: { proxy, host } };
  return { code: 'sending.proxy.unreachable', args: { proxy, host, reason: code } };
}
