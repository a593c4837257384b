import type { SecretKind } from './literal';

/** Names by what stands at their end, written as `words-with-dashes`; the first that fits says what a value is. */
const KINDS: readonly (readonly [RegExp, SecretKind])[] = [
  [/(?:^|-)tracker-token$|(?:^|-)(?:x-)?api-token$/, 'trackerToken'],
  [/(?:^|-)(?:signing|webhook|postback|callback)-secret$/, 'signingSecret'],
  [/(?:^|-)(?:secret|secret-key|hmac-key|signing-key)$/, 'apiSecret'],
  [/(?:^|-)api-?key$/, 'apiKey'],
  [/^token$|(?:^|-)(?:jwt|bearer|(?:jwt|access|auth|bearer|portal|login|restlink)-token)$/, 'token'],
  [/^password$|(?:^|-)(?:portal|login|restlink)-(?:password|passwd|pwd)$/, 'password'],
];

/** Secrets of other things, which people keep beside those of this service. */
const FOREIGN =
  /(?:^|-)(?:client|session|cookie|csrf|aws|azure|gcp|google|github|gitlab|stripe|openai|slack|twilio|npm|db|database|jwt)-(?:[a-z]+-)*(?:secret|key)$/;

/** A name without any of these is looked at no further. */
const ANY = /secret|key|token|jwt|bearer|passw|pwd/i;

/** Longer names are none that a person made up. */
const LONGEST = 100;

/** What a variable or member of this name holds, if the name says that it is a secret; undefined for any other name. */
export function kindOfName(name: string): SecretKind | undefined {
  if (name.length > LONGEST || !ANY.test(name)) return undefined;
  const words = name
    .replace(/([a-z\d])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$2-')
    .replace(/[^A-Za-z\d]+/g, '-')
    .toLowerCase();
  if (FOREIGN.test(words)) return undefined;
  return KINDS.find(([pattern]) => pattern.test(words))?.[1];
}
