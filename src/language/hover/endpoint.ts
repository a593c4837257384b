import type { Endpoint } from '../../catalog';
import { authWays, whatItDoes } from '../endpoint-facts';
import type { Say } from '../say';
import { code, docsLink, escapeMarkdown, facts, paragraphs, phrase, words } from './markdown';

/** What an endpoint does, who may call it, and where that is documented (screens.md, "The file"). */
export function endpointHover(endpoint: Endpoint, say: Say): string {
  const { title, permission, docs, summary, deprecated, unverified } = endpoint;
  return paragraphs(
    facts(
      `**${escapeMarkdown(title)}**`,
      permission === null ? '' : phrase(say, 'hover.endpoint.permission', { permission: code(permission) }),
      docsLink(docs, say),
    ),
    escapeMarkdown(whatItDoes(endpoint).join(' ')),
    // Most of them say so themselves.
    deprecated && !/deprecated/i.test(title + summary) ? words(say, { code: 'endpoint.deprecated' }) : '',
    words(say, { code: 'endpoint.auth', args: { ways: authWays(endpoint, say) } }),
    unverified ? words(say, { code: 'endpoint.unverified' }) : '',
  );
}
