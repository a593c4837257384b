import type { Endpoint } from '../../catalog';
import { escapeMarkdown, paragraphs, words } from '../hover/markdown';
import type { Say } from '../say';

/** What an endpoint is for and whom it lets in, as Markdown. */
export function endpointWords(endpoint: Endpoint, say: Say): string {
  const { summary, description, permission, deprecated, unverified, docs } = endpoint;
  const more = description.split('400 codes:')[0]?.trim() ?? '';
  return paragraphs(
    escapeMarkdown([summary, more].filter((text) => text !== '').join(' ')),
    permission ? words(say, { code: 'endpoint.permission', args: { permission } }) : '',
    endpoint.auth.includes('trackerToken') ? words(say, { code: 'endpoint.authTrackerToken' }) : '',
    deprecated ? words(say, { code: 'endpoint.deprecated' }) : '',
    unverified ? words(say, { code: 'endpoint.unverified' }) : '',
    `[${words(say, { code: 'hover.docs' })}](${docs})`,
  );
}
