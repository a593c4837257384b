import type { Endpoint } from './types';

/** Whether an endpoint can be called with nothing filled in: a GET without required parameters. */
export function isSendable({ method, auth, parameters }: Endpoint): boolean {
  return method === 'GET' && !auth.includes('trackerToken') && !parameters.some(({ required }) => required);
}
