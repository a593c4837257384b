import type { Endpoint } from '../../catalog';
import { whatItDoes } from '../endpoint-facts';
import { escapeMarkdown, paragraphs, words } from '../hover/markdown';
import type { Say } from '../say';

/** What an endpoint is for and whom it lets in, as Markdown. */
export function endpointWords(endpoint: Endpoint, say: Say): string {
  const { permission, deprecated, unverified, docs } = endpoint;
  return paragraphs(
    escapeMarkdown(whatItDoes(endpoint).join(' ')),
    permission ? words(say, { code: 'endpoint.permission', args: { permission } }) : '',
    endpoint.auth.includes('trackerToken') ? words(say, { code: 'endpoint.authTrackerToken' }) : '',
    deprecated ? words(say, { code: 'endpoint.deprecated' }) : '',
    unverified ? words(say, { code: 'endpoint.unverified' }) : '',
    `[${words(say, { code: 'hover.docs' })}](${docs})`,
  );
}
