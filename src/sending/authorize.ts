import type { Credential, Secret } from '../credentials';
import type { HeaderPair, PreparedRequest } from '../request';
import type { Signature } from '../signing';

/** A request with the credential that goes with it; both null for one that goes bare. */
export interface Plan {
  readonly request: PreparedRequest;
  readonly credential: Credential | null;
  readonly secret: Secret | null;
}

/** A request that is ready for the wire. */
export interface SignedRequest {
  readonly request: PreparedRequest;
  readonly credential: Credential | null;
  /** In wire order, with real secrets, without `Host`, `Connection` and `Content-Length`. */
  readonly headers: readonly HeaderPair[];
  /** Null where the credential does not sign. */
  readonly signature: Signature | null;
}

/** Headers that only we may set when a credential is used, in lower case (product section 1). */
const AUTHENTICATION = new Set(['x-api-key', 'x-timestamp', 'x-signature', 'authorization']);

/** Headers of the file that are replaced because a credential is used. */
export function replacedHeaders(plan: Plan): string[] {
  return plan.request.headers.map(([name]) => name).filter((name) => isReplaced(plan, name));
}

/** Whether a header of the file gives way to those of the credential. */
export function isReplaced({ secret }: Plan, name: string): boolean {
  return secret !== null && AUTHENTICATION.has(name.toLowerCase());
}

/**
 * Puts the headers together: those of the file, our defaults where the file has none, then those of the credential.
 * Sources: product section 1 ("Headers added"); FACTS.md section 3 (which headers authenticate).
 * @param signature made for this very request, when the credential signs
 */
export function authorize(plan: Plan, signature: Signature | null, userAgent: string): SignedRequest {
  const { request, credential, secret } = plan;
  const own = request.headers.filter(([name]) => !isReplaced(plan, name));
  const has = (name: string) => own.some(([typed]) => typed.toLowerCase() === name.toLowerCase());
  const defaults: HeaderPair[] = [
    ['User-Agent', userAgent],
    ['Accept', '*/*'],
    ['Accept-Encoding', 'gzip, br'],
  ];
  const added = [...defaults, ...workspaceHeader(plan)].filter(([name]) => !has(name));
  const headers = [...own, ...added, ...credentialHeaders(secret, signature)];
  return { request, credential, headers, signature };
}

/** Chosen for a login; what the file types wins, and with keys the service ignores it (FACTS.md section 3, "Keys"). */
function workspaceHeader({ credential, secret }: Plan): HeaderPair[] {
  const workspace = secret?.kind === 'jwt' ? credential?.workspace : undefined;
  return workspace ? [['X-Workspace-ID', String(workspace.id)]] : [];
}

function credentialHeaders(secret: Secret | null, signature: Signature | null): HeaderPair[] {
  if (secret === null) return [];
  if (secret.kind === 'jwt') return [['Authorization', `Bearer ${secret.token}`]];
  const key: HeaderPair = ['X-API-Key', secret.key];
  if (signature === null) return [key];
  return [key, ['X-Timestamp', String(signature.timestamp)], ['X-Signature', signature.signature]];
}
