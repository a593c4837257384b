import type { Endpoint, EndpointAuth } from '../../catalog';
import type { Say } from '../say';
import { code, docsLink, escapeMarkdown, facts, paragraphs, phrase, words } from './markdown';

const AUTH = {
  apiKey: 'endpoint.authApiKey',
  jwt: 'endpoint.authJwt',
  trackerToken: 'endpoint.authTrackerToken',
  none: 'endpoint.authNone',
} as const satisfies Record<EndpointAuth, string>;

/** What an endpoint does, who may call it, and where that is documented (screens.md, "The file"). */
export function endpointHover(endpoint: Endpoint, say: Say): string {
  const { title, permission, docs, summary, description, auth, deprecated, unverified } = endpoint;
  const ways = auth.map((way) => say({ code: AUTH[way] })).join(', ');
  // The error codes at the end of a description belong to the page of the endpoint.
  const more = description.split('400 codes:')[0]?.trim() ?? '';
  return paragraphs(
    facts(
      `**${escapeMarkdown(title)}**`,
      permission === null ? '' : phrase(say, 'hover.endpoint.permission', { permission: code(permission) }),
      docsLink(docs, say),
    ),
    escapeMarkdown([summary, more].filter((text) => text !== '').join(' ')),
    // Most of them say so themselves.
    deprecated && !/deprecated/i.test(title + summary) ? words(say, { code: 'endpoint.deprecated' }) : '',
    words(say, { code: 'endpoint.auth', args: { ways } }),
    unverified ? words(say, { code: 'endpoint.unverified' }) : '',
  );
}
