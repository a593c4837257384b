import type { Endpoint } from '../../catalog';

/** The groups of the view, in this order (screens.md, side bar). */
export const GROUPS = ['SMS', 'Statistics', 'Account', 'Webhooks'] as const;

export interface EndpointGroup {
  readonly name: string;
  readonly endpoints: readonly Endpoint[];
}

/**
 * Endpoints under their groups, in the order of the API description; groups without any are left out.
 * @param filter every word of it must occur in the method, path, title, summary or permission; capitals do not matter
 */
export function groupEndpoints(endpoints: readonly Endpoint[], filter: string): EndpointGroup[] {
  const shown = endpoints.filter((endpoint) => matches(endpoint, filter));
  return GROUPS.map((name) => ({ name, endpoints: shown.filter(({ group }) => group === name) })).filter(
    (group) => group.endpoints.length > 0,
  );
}

/** The path without what all have in common: `/sms/send`. */
export function shortPath({ path }: Endpoint): string {
  return path.replace(/^\/api\/v1/, '');
}

function matches(endpoint: Endpoint, filter: string): boolean {
  const { method, path, title, summary, permission } = endpoint;
  const text = [method, path, title, summary, permission ?? ''].join(' ').toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
