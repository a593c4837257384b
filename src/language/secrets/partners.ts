import type { HttpFile } from '../../http';
import { blockAt } from '../variables/place';
import type { LiteralSecret } from './literal';

/** What belongs together in one credential. */
export interface Partners {
  readonly key: string | null;
  readonly secret: string | null;
  readonly token: string | null;
}

/**
 * Finds the API secret of a key, or the key of a secret, among the secrets of one file.
 * @param file the `.http` file, for what stands in one block
 */
export function partnersOf(file: HttpFile, secret: LiteralSecret, all: readonly LiteralSecret[]): Partners {
  const { kind, value } = secret;
  if (kind === 'token') return { key: null, secret: null, token: value };
  const isKey = kind === 'apiKey';
  const same = all.filter((one) => one.kind === kind && inReach(one, secret));
  const others = all.filter((one) => one.kind === (isKey ? 'apiSecret' : 'apiKey') && inReach(one, secret));
  const other = partnerOf(file, secret, same, others);
  return isKey ? { key: value, secret: other, token: null } : { key: other, secret: value, token: null };
}

/** Of JSON only what is defined for the same environment, or for all. */
function inReach(one: LiteralSecret, { environment }: LiteralSecret): boolean {
  return environment === null || one.environment === environment || one.environment === '$shared';
}

/** The only one; of several that with the same name but for "key" and "secret", then the one in the same block. */
function partnerOf(
  file: HttpFile,
  secret: LiteralSecret,
  same: readonly LiteralSecret[],
  others: readonly LiteralSecret[],
): string | null {
  const only = single(others);
  if (only !== null && single(same) !== null) return only;
  const places = same.filter(({ value }) => value === secret.value);
  const stems = new Set(places.map(stemOf));
  const byName = single(others.filter((other) => stemOf(other) !== null && stems.has(stemOf(other))));
  if (byName !== null || secret.environment !== null) return byName;
  const blocks = new Set(places.map(({ start }) => blockAt(file, start)));
  const isNear = ({ start }: LiteralSecret) => blocks.has(blockAt(file, start));
  return single(same.filter(isNear)) === null ? null : single(others.filter(isNear));
}

/** The value that all of them have, or null. */
function single(secrets: readonly LiteralSecret[]): string | null {
  const [value, ...more] = new Set(secrets.map((secret) => secret.value));
  return value !== undefined && more.length === 0 ? value : null;
}

/** `liveApiKey` and `live_secret` are both of `live`. */
function stemOf({ place, name }: LiteralSecret): string | null {
  if (place !== 'variable') return null;
  return name.toLowerCase().replace(/api|keys?|secrets?|hmac|signing|[^a-z\d]/g, '');
}
