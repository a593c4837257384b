import { endpoints, schemas } from './generated';
import type { Endpoint } from './types';

export { isSendable } from './sendable';
export type { Endpoint, EndpointAuth, EndpointErrors, EndpointParameter, JsonSchema } from './types';
export { endpoints, schemas };

/** Origin of the live service (FACTS.md, head). */
export const LIVE_ORIGIN = 'https://restlink23telecom.com';

/**
 * Finds the endpoint that a method and an encoded path belong to; literal segments win over placeholders.
 * @param method in capitals
 * @param path encoded path without query, such as `/api/v1/sms/status/api_1`
 */
export function findEndpoint(method: string, path: string): Endpoint | undefined {
  const segments = path.split('/');
  let best: Endpoint | undefined;
  for (const endpoint of endpoints) {
    if (endpoint.method !== method) continue;
    const pattern = endpoint.path.split('/');
    if (pattern.length !== segments.length) continue;
    if (!pattern.every((part, i) => (part.startsWith('{') ? segments[i] !== '' : part === segments[i]))) continue;
    if (!endpoint.path.includes('{')) return endpoint;
    best ??= endpoint;
  }
  return best;
}
