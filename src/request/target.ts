import type { Problem } from '../messages';

/** Where a request goes, encoded as the WHATWG URL parser does it. */
export interface Target {
  readonly url: URL;
  /** `user:password` of the address, decoded, or null. */
  readonly userInfo: string | null;
}

/** What a target is resolved against. */
export interface TargetContext {
  /** Value of the `Host` header of the request, or null. */
  readonly host: string | null;
  /** Origin of the credential that will be used, for relative targets; null where there is none. */
  readonly boundOrigin: string | null;
  /** Origins of all known credentials. */
  readonly knownOrigins: ReadonlySet<string>;
}

/**
 * Turns the target of a request line (variables already replaced) into a URL.
 * Rules: http-dialect, rows "request line" and "relative target".
 */
export function resolveTarget(target: string, context: TargetContext): Target | Problem {
  const text = target.trim();
  if (text === '') return { code: 'request.target.empty' };
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return text.startsWith('/') ? resolveRelative(text, context) : invalid(text);
  if (scheme !== 'http' && scheme !== 'https') return { code: 'request.target.scheme', args: { target: text, scheme } };
  const url = parseUrl(text);
  if (!url) return invalid(text);
  if (context.host !== null) {
    const host = parseUrl(`${url.protocol}//${context.host}`);
    if (!host || !isBareHost(host)) return { code: 'request.host.invalid', args: { host: context.host } };
    if (host.host !== url.host) {
      return { code: 'request.host.contradicts', args: { host: context.host, target: url.host } };
    }
  }
  return withoutUserInfo(url);
}

function resolveRelative(text: string, { host, boundOrigin, knownOrigins }: TargetContext): Target | Problem {
  const origin = host === null ? boundOrigin : originOfHost(host, knownOrigins);
  if (origin === null) {
    return host === null
      ? { code: 'request.target.noOrigin', args: { target: text } }
      : { code: 'request.host.invalid', args: { host } };
  }
  // Glued, not resolved against a base: a path that begins with "//" must not become a host.
  const url = parseUrl(origin + text);
  return url ? withoutUserInfo(url) : invalid(text);
}

/** https when the port is 443 or 8443 or a credential is bound to it; else http. */
function originOfHost(host: string, knownOrigins: ReadonlySet<string>): string | null {
  const secure = parseUrl(`https://${host}`);
  const plain = parseUrl(`http://${host}`);
  if (!secure || !plain || !isBareHost(secure)) return null;
  const tlsPort = /:(443|8443)$/.test(host.trim());
  return tlsPort || knownOrigins.has(secure.origin) ? secure.origin : plain.origin;
}

function isBareHost(url: URL): boolean {
  return url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
}

function withoutUserInfo(url: URL): Target {
  const userInfo =
    url.username === '' && url.password === '' ? null : `${decode(url.username)}:${decode(url.password)}`;
  url.username = '';
  url.password = '';
  url.hash = '';
  return { url, userInfo };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `URL.canParse` is not to be trusted in Node 20: see `readUrl` in src/credentials/origin.ts. */
function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function invalid(target: string): Problem {
  return { code: 'request.target.invalid', args: { target } };
}
