import { type Endpoint, endpoints } from '../../catalog';
import type { Problem } from '../../messages';
import { type Case, cut, type Specific } from './case';

/** What the endpoint wants that the credential does not have (FACTS.md section 1.1). */
export function forbidden({ request, credential, endpoint }: Case): Specific {
  if (!endpoint) return { why: unknownRoute(request.method, request.path), todo: [{ code: 'refusal.route.do' }] };
  if (credential?.kind === 'jwt') {
    const args = { name: credential.name };
    return { why: [{ code: 'refusal.permission.login', args }], todo: [{ code: 'refusal.permission.loginDo' }] };
  }
  if (endpoint.auth.includes('jwt') && !endpoint.auth.includes('apiKey')) {
    return { why: [{ code: 'refusal.permission.loginOnly' }], todo: [{ code: 'refusal.permission.logIn' }] };
  }
  const { permission } = endpoint;
  if (permission === null) return {};
  const args = { method: endpoint.method, path: endpoint.path, permission };
  const todo: Problem[] = [{ code: 'refusal.permission.grant', args: { permission } }];
  if (!credential) return { why: [{ code: 'refusal.permission.any', args }], todo };
  const { name, keyHint: hint } = credential;
  return { why: [{ code: 'refusal.permission.key', args: { ...args, name, hint } }], todo };
}

/** Whether a message or the whole address is unknown. */
export function notFound({ request, credential, endpoint }: Case): Specific {
  if (!endpoint) return { why: unknownRoute(request.method, request.path), todo: [{ code: 'refusal.route.do' }] };
  if (endpoint.id !== 'getSmsStatus') return {};
  const id = decoded(request.path.split('/').at(-1) ?? '');
  const isId = /^api_\d+_\d{19}_[0-9a-f]{16}$/.test(id);
  const why: Problem[] = [{ code: isId ? 'refusal.message.unknown' : 'refusal.message.oddId', args: { id: cut(id) } }];
  if (isId && credential?.keyHint.startsWith('sk_test_') && credential.store !== 'builtin') {
    why.push({ code: 'refusal.message.testKey' });
  }
  return { why, todo: [{ code: 'refusal.message.do' }] };
}

/** What the documentation has instead of an address that it does not know. */
export function unknownRoute(method: string, path: string): Problem[] {
  const methods = [...new Set(endpoints.filter((endpoint) => fits(endpoint, path)).map((one) => one.method))];
  if (methods.includes(method)) return [];
  if (methods.length > 0) {
    return [{ code: 'refusal.route.method', args: { path: cut(path), methods: methods.join(', ') } }];
  }
  const why: Problem[] = [{ code: 'refusal.route.unknown', args: { method, path: cut(path) } }];
  const meant = nearest(path);
  if (meant !== null) why.push({ code: 'refusal.route.meant', args: { path: meant } });
  return why;
}

function fits({ path }: Endpoint, given: string): boolean {
  const [pattern, segments] = [path.split('/'), given.split('/')];
  return pattern.length === segments.length && pattern.every((part, i) => part.startsWith('{') || part === segments[i]);
}

/** The documented path that a path becomes with its usual slips mended: the prefix, slashes, capitals. */
function nearest(path: string): string | null {
  const bare = `/${path.toLowerCase().split('/').filter(Boolean).join('/')}`;
  const tries = [bare, `/api/v1${bare}`, bare.replace(/^\/api(?:\/v\d+)?/, '/api/v1')];
  return endpoints.find((endpoint) => tries.some((one) => fits(endpoint, one)))?.path ?? null;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
