import type { Credential, Secret } from '../model';
import { CredentialError } from '../result';

/** A secret as a store keeps it: with the origin it was stored for, unless an older version stored it. */
export type StoredSecret = Secret & { readonly origin?: string };

/** What is to be stored of a secret. */
export function boundTo({ origin }: Pick<Credential, 'origin'>, secret: Secret): StoredSecret {
  return { ...secret, origin };
}

/**
 * The secret that was stored for a credential. Whoever can write `credentials.json` could bind a credential to a server
 * of their own; what lies in the store tells where it belongs.
 * @throws CredentialError `credential.originChanged`
 */
export function unbound({ origin: bound, ...secret }: StoredSecret, { name, origin }: Credential): Secret {
  if (bound !== undefined && bound !== origin) {
    throw new CredentialError({ code: 'credential.originChanged', args: { name, origin, bound } });
  }
  return secret;
}
