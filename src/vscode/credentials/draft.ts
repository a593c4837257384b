import { type CredentialKind, DEFAULT_ORIGIN, type Secret } from '../../credentials';

/** How a credential authenticates, as the person chooses it: a JWT comes from a login or is pasted. */
export type Way = 'hmac' | 'apiKey' | 'login' | 'token';

/** What was typed so far; lives as long as the flow. */
export interface Draft {
  readonly name: string;
  readonly way: Way;
  readonly key: string;
  readonly secret: string;
  readonly login: string;
  readonly password: string;
  readonly token: string;
  readonly origin: string;
}

/** Nothing was typed yet. */
export const EMPTY_DRAFT: Draft = {
  name: '',
  way: 'hmac',
  key: '',
  secret: '',
  login: '',
  password: '',
  token: '',
  origin: DEFAULT_ORIGIN,
};

export function kindOf(way: Way): CredentialKind {
  return way === 'login' || way === 'token' ? 'jwt' : way;
}

/** The secret that a draft describes; of a login it is known only afterwards. */
export function secretOf({ way, key, secret, token }: Draft): Secret {
  switch (way) {
    case 'hmac':
      return { kind: 'hmac', key, secret };
    case 'apiKey':
      return { kind: 'apiKey', key };
    case 'login':
    case 'token':
      return { kind: 'jwt', token };
  }
}
