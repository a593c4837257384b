import { schemas } from '../../catalog';
import { ApiError } from '../basics/errors';

/** The settings of a workspace (FACTS.md section 1.12), with the names of the API's members. */
export interface WebhookSettings {
  /** By member; null is a channel that is off. */
  readonly urls: Readonly<Record<string, string | null>>;
  /** By member; those never sent are absent. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly uniqueClicksOnly: boolean;
  readonly secret: string | null;
}

/** The events that a receiver can be told of, each with an address and fields of its own (FACTS.md section 6). */
export const channels = ['impression', 'click', 'conversion', 'delivery'] as const;
export type Channel = (typeof channels)[number];

const URLS = ['delivery_url', 'click_url', 'conversion_url', 'impression_url'] as const;
const FIELDS = ['delivery_fields', 'click_fields', 'conversion_fields', 'impression_fields'] as const;
const TOGGLES = ['unique_clicks_only', 'clear_signing_secret'] as const;
const LONGEST_SECRET = 64;
/** The limit of the service is not published; every attempt notes the address. */
const LONGEST_URL = 2048;

export const NO_WEBHOOKS: WebhookSettings = {
  urls: Object.fromEntries(URLS.map((name) => [name, null])),
  fields: {},
  uniqueClicksOnly: false,
  secret: null,
};

/** The address of an event; null where it is switched off. */
export function urlOf({ urls }: WebhookSettings, channel: Channel): string | null {
  return urls[`${channel}_url`] ?? null;
}

/** The fields that were chosen for an event; undefined where none were. */
export function fieldsOf({ fields }: WebhookSettings, channel: Channel): readonly string[] | undefined {
  return fields[`${channel}_fields`];
}

/**
 * Settings after a change of the members that are sent; the others stay (FACTS.md section 1.12).
 * @throws ApiError CONFLICTING_FIELDS, INVALID_URL, INVALID_FIELDS, INVALID_TOGGLE, INVALID_SECRET; then nothing is changed
 */
export function changed(settings: WebhookSettings, sent: Readonly<Record<string, unknown>>): WebhookSettings {
  const { signing_secret: secret = null, clear_signing_secret: clear, unique_clicks_only: unique } = sent;
  if (secret !== null && clear !== undefined) {
    throw new ApiError('CONFLICTING_FIELDS', 'signing_secret and clear_signing_secret exclude each other.');
  }
  const urls = only(URLS, sent).map(([name, value]) => [name, readUrl(name, value)]);
  const fields = only(FIELDS, sent).map(([name, value]) => [name, readFields(name, value)]);
  for (const [name, value] of only(TOGGLES, sent)) {
    if (typeof value !== 'boolean') throw new ApiError('INVALID_TOGGLE', `${name} is neither true nor false.`);
  }
  if (secret !== null && (typeof secret !== 'string' || secret === '' || secret.length > LONGEST_SECRET)) {
    throw new ApiError('INVALID_SECRET', `signing_secret is not a text of 1 to ${LONGEST_SECRET} characters.`);
  }
  return {
    urls: { ...settings.urls, ...Object.fromEntries(urls) },
    fields: { ...settings.fields, ...Object.fromEntries(fields) },
    uniqueClicksOnly: typeof unique === 'boolean' ? unique : settings.uniqueClicksOnly,
    secret: clear === true ? null : (secret ?? settings.secret),
  };
}

function only(names: readonly string[], sent: Readonly<Record<string, unknown>>) {
  return Object.entries(sent).filter(([name]) => names.includes(name));
}

/** What of a network of one's own the service would not call (RFC 1918, RFC 4193, RFC 6762). */
const INSIDE = /^(?:0|10|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.|^\[f[cde]|\.(?:local|internal)\.?$|^[^.[\]]+$/i;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/**
 * An address on this computer is taken, and over plain http as well, unlike by the service: it is where a program that is
 * being written listens.
 */
function readUrl(name: string, value: unknown): string | null {
  if (value === null || value === '') return null;
  if (typeof value !== 'string' || !URL.canParse(value)) throw new ApiError('INVALID_URL', `${name} is no address.`);
  if (value.length > LONGEST_URL) {
    throw new ApiError('INVALID_URL', `${name} is longer than ${LONGEST_URL} characters.`);
  }
  const { protocol, hostname, username, password } = new URL(value);
  if (/[{}]/.test(hostname)) {
    throw new ApiError('INVALID_URL', `${name} has a placeholder in its host; they belong into path and query.`);
  }
  if (!isDecodable(username + password)) {
    throw new ApiError('INVALID_URL', `${name} has a name or password with a % that encodes nothing.`);
  }
  if (LOOPBACK.test(hostname) && /^https?:$/.test(protocol)) return value;
  if (protocol !== 'https:') throw new ApiError('INVALID_URL', `${name} does not begin with https://.`);
  if (INSIDE.test(hostname)) throw new ApiError('INVALID_URL', `${name} leads into a private network.`);
  return value;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function readFields(name: string, value: unknown): readonly string[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw new ApiError('INVALID_FIELDS', `${name} is not a list of at least one name.`);
  }
  const known = knownFields(name);
  const unknown = value.find((field) => typeof field !== 'string' || (known.length > 0 && !known.includes(field)));
  if (unknown !== undefined) throw new ApiError('INVALID_FIELDS', `${name} names a field that does not exist.`);
  return value;
}

/** Of one list the names are published; in the others every name is taken. */
function knownFields(name: string): readonly string[] {
  const { properties = {} } = schemas.WebhookUpdate as {
    readonly properties?: Readonly<Record<string, { readonly items?: { readonly enum?: readonly string[] } }>>;
  };
  return properties[name]?.items?.enum ?? [];
}
