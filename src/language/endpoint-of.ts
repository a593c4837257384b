import { type Endpoint, findEndpoint } from '../catalog';
import type { HttpFile, RequestNode } from '../http';
import type { Surroundings } from './model';

/**
 * The endpoint of the API that a request goes to, as far as its text tells.
 * @returns undefined when the request goes elsewhere, or to a path that the API does not have
 */
export function endpointOf(file: HttpFile, request: RequestNode, around: Surroundings): Endpoint | undefined {
  const target = around.ourTarget(file, request);
  return target ? findEndpoint(request.requestLine.method, target.pathname) : undefined;
}
