import type { Say } from '../say';
import { words } from './markdown';

/** Headers that there is something to say about, in small letters. */
const KNOWN = [
  'accept',
  'accept-encoding',
  'accept-language',
  'authorization',
  'cache-control',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'cookie',
  'date',
  'expect',
  'host',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'origin',
  'range',
  'referer',
  'user-agent',
  'x-api-key',
  'x-api-token',
  'x-forwarded-for',
  'x-request-type',
  'x-requested-with',
  'x-signature',
  'x-timestamp',
  'x-workspace-id',
] as const;

/** What a request header means, and what becomes of it at send time; null for one that is not known. */
export function headerHover(name: string, say: Say): string | null {
  const lower = name.toLowerCase();
  const known = KNOWN.find((candidate) => candidate === lower);
  return known ? words(say, { code: `hover.header.${known}` }) : null;
}
