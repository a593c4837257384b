import { findEndpoint } from '../catalog';
import { type Credential, DEFAULT_ORIGIN, mayReceive, type PickAction, pickCredential } from '../credentials';
import { createResolver, type HttpFile, headerValue, type RequestNode } from '../http';
import type { Problem } from '../messages';
import { resolveTarget } from '../request';
import { boundOriginOf, namedCredential, type PlanContext } from './plan';
import { previewed } from './previewed';

/** What a preview is made from: the part of a plan's context that can be had at once. */
export type PreviewContext = Pick<PlanContext, 'credentials' | 'activeId' | 'defaultOrigin' | 'variables'>;

/** What a send would do with a request, as far as its text tells. */
export type CredentialPreview =
  /** Goes to an origin that is nobody's here: it belongs to other tools. */
  | { readonly kind: 'foreign' }
  /** Goes out without credential. */
  | { readonly kind: 'bare' }
  | { readonly kind: 'use'; readonly credential: Credential }
  | { readonly kind: 'ask' }
  | {
      readonly kind: 'refuse';
      readonly problem: Problem;
      readonly actions: readonly PickAction[];
      /** Whether another credential would send the request to another origin, such as the sandbox. */
      readonly movable: boolean;
    };

/**
 * Which credential would sign a request (product section 1, "Which credential signs"), by the decision that a send takes.
 * Variables that have no value yet do no harm where they stand behind the origin.
 */
export function previewCredential(file: HttpFile, node: RequestNode, context: PreviewContext): CredentialPreview {
  const named = namedCredential(node);
  const boundOrigin = boundOriginOf(named, context);
  const url = targetUrl(file, node, context, boundOrigin);
  if (!url || !isOurs(url, boundOrigin, context)) return { kind: 'foreign' };
  const pick = pickCredential({
    url: url.href,
    noSign: node.directives.some(({ key }) => key === 'no-sign'),
    named,
    activeId: context.activeId,
    credentials: context.credentials,
    accepts: findEndpoint(node.requestLine.method, url.pathname)?.auth ?? null,
    boundOrigin,
  });
  switch (pick.kind) {
    case 'use':
      return { kind: 'use', credential: pick.credential };
    case 'none':
      return { kind: 'bare' };
    case 'ask':
      return { kind: 'ask' };
    case 'refuse':
      return {
        kind: 'refuse',
        problem: pick.problem,
        actions: pick.actions,
        movable: followsCredential(file, node, context),
      };
  }
}

/** Whether a request goes where the credential goes that signs it: a relative target, or one on `{{baseUrl}}`. */
export function followsCredential(file: HttpFile, node: RequestNode, context: PreviewContext): boolean {
  const [here, there] = ['http://127.0.0.1:1', 'http://127.0.0.1:2'].map((origin) =>
    targetUrl(file, node, context, origin),
  );
  return here?.origin !== there?.origin;
}

/**
 * Whether a request is ours whatever its variables are: a relative target without `Host`. A quick answer for long files;
 * false means that `previewCredential` has to be asked.
 */
export function isPlainlyOurs(file: HttpFile, { requestLine, headers }: RequestNode): boolean {
  if (requestLine.target.startsWith('/')) return !headers.some(({ name }) => name.toLowerCase() === 'host');
  return requestLine.target.startsWith('{{baseUrl}}/') && !file.variables.some(({ name }) => name === 'baseUrl');
}

/** Where a request goes; null where its address makes no URL. */
export function targetUrl(file: HttpFile, node: RequestNode, context: PreviewContext, boundOrigin: string): URL | null {
  const fallback = new Map([['baseUrl', boundOrigin]]);
  const resolver = createResolver(file, node, { ...context.variables, fallback });
  const host = headerValue(node.headers, 'host');
  const replaced = (text: string) => previewed(resolver.substitute(previewed(text)).text);
  const target = resolveTarget(replaced(node.requestLine.target), {
    host: host === null ? null : replaced(host),
    boundOrigin,
    knownOrigins: new Set(context.credentials.map(({ origin }) => origin)),
  });
  return 'url' in target ? target.url : null;
}

/** Origins with a credential, the one of relative targets, and the service itself (screens, "The file"). */
export function isOurs({ href, origin }: URL, boundOrigin: string, { credentials }: PreviewContext): boolean {
  if (origin === boundOrigin || origin === DEFAULT_ORIGIN) return true;
  return credentials.some((credential) => mayReceive(credential, href));
}
