import { isLoopback } from '../credentials';
import { createResolver, type HttpFile, type RequestNode } from '../http';
import type { Problem } from '../messages';
import { resolveTarget } from '../request';
import { boundOriginOf, namedCredential } from './plan';
import { isOurs, isPlainlyOurs, type PreviewContext, targetUrl } from './preview';
import { previewed } from './previewed';

/**
 * Where a request goes, as far as its text tells, if that is an origin with a credential, the one of relative targets, or
 * the service itself (screens, "The file").
 * @param named the credential that was asked for by name; that of `# @credential` where none was
 * @returns null for any other origin, and where the address makes no URL
 */
export function ourTarget(
  file: HttpFile,
  node: RequestNode,
  context: PreviewContext,
  named: string | null = namedCredential(node),
): URL | null {
  const boundOrigin = boundOriginOf(named, context);
  const url = targetUrl(file, node, context, boundOrigin);
  return url && isOurs(url, boundOrigin, context) ? url : null;
}

/**
 * What keeps a request from being sent to where it is addressed, whichever credential signs: an address or `Host` that is
 * none, that contradict each other, that hold a user name, or that lead over plain http to another machine.
 * @returns null when nothing does, and as long as a variable of the address has no value
 */
export function targetProblem(
  file: HttpFile,
  node: RequestNode,
  context: PreviewContext,
  named: string | null = namedCredential(node),
): Problem | null {
  if (isPlainlyOurs(file, node)) return null;
  const boundOrigin = boundOriginOf(named, context);
  const fallback = new Map([['baseUrl', boundOrigin]]);
  const resolver = createResolver(file, node, { ...context.variables, fallback });
  const target = resolver.substitute(previewed(node.requestLine.target));
  const hosts = node.headers
    .filter(({ name }) => name.toLowerCase() === 'host')
    .map(({ value }) => resolver.substitute(previewed(value)));
  if ([target, ...hosts].some(({ unresolved }) => unresolved.length > 0)) return null;
  const [host = null, ...others] = hosts.map(({ text }) => previewed(text));
  const other = others.find((text) => text !== host);
  if (host !== null && other !== undefined) {
    return { code: 'request.host.contradicts', args: { host, target: other } };
  }
  const knownOrigins = new Set(context.credentials.map(({ origin }) => origin));
  const resolved = resolveTarget(previewed(target.text), { host, boundOrigin, knownOrigins });
  if ('code' in resolved) return resolved;
  const { url, userInfo } = resolved;
  const noSign = node.directives.some(({ key }) => key === 'no-sign');
  if (userInfo !== null && !noSign) return { code: 'request.target.userInfo' };
  const isPlain = url.protocol === 'http:' && !isLoopback(url.origin);
  return isPlain ? { code: 'sending.plainHttp', args: { origin: url.origin } } : null;
}
