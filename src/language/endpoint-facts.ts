import type { Endpoint, EndpointAuth } from '../catalog';
import type { Say } from './say';

const AUTH = {
  apiKey: 'endpoint.authApiKey',
  jwt: 'endpoint.authJwt',
  trackerToken: 'endpoint.authTrackerToken',
  none: 'endpoint.authNone',
} as const satisfies Record<EndpointAuth, string>;

/** The ways in which an endpoint lets callers in. */
export function authWays({ auth }: Endpoint, say: Say): string {
  return auth.map((way) => say({ code: AUTH[way] })).join(', ');
}

/** What an endpoint does: its summary and, where there is one, its description without the error codes at its end. */
export function whatItDoes({ summary, description }: Endpoint): string[] {
  return [summary, description.split('400 codes:')[0]?.trim() ?? ''].filter((text) => text !== '');
}
