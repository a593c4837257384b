import { type HeaderPair, headerOf } from '../../request';

/** A request that was refused, as somebody else's program sent it. */
export interface FailingRequest {
  readonly method: string;
  /** Absolute address or path, with its query, as it was written. */
  readonly target: string;
  readonly headers: readonly HeaderPair[];
  readonly body: Buffer;
  /** Whether the last line break of the body may come from the editor or the shell that the request went through. */
  readonly lineBreakMayBeAdded: boolean;
}

/** The headers that a signed request carries (FACTS.md section 3). */
export const SIGNING_HEADERS = ['X-API-Key', 'X-Timestamp', 'X-Signature'] as const;
export type SigningHeader = (typeof SIGNING_HEADERS)[number];

/** What of a request its signature depends on. */
export interface Subject {
  /** In capitals, as the documentation has it. */
  readonly method: string;
  /** `https://host`, or null where the request does not say its host. */
  readonly origin: string | null;
  /** Encoded, without query: what has to be signed. */
  readonly path: string;
  /** With its `?`, or empty. */
  readonly query: string;
  readonly body: Buffer;
  readonly timestamp: Timestamp;
  /** The value of `X-Signature`, or empty. */
  readonly received: string;
  readonly apiKey: string | null;
  readonly missing: readonly SigningHeader[];
}

/** What `X-Timestamp` says. */
export interface Timestamp {
  /** As written; null where the header is missing. */
  readonly written: string | null;
  readonly unit: 'seconds' | 'milliseconds' | 'unknown';
  /** Unix seconds; null where it is no number or missing. */
  readonly seconds: number | null;
}

/**
 * Takes a request apart.
 * @returns null where the target is neither an http address nor a path
 */
export function subjectOf(request: FailingRequest): Subject | null {
  const header = (name: string) => saidBy(request.headers, name);
  const url = urlOf(request.target.trim(), header('Host'));
  if (!url) return null;
  return {
    method: request.method.toUpperCase(),
    origin: url.origin,
    path: url.path,
    query: url.query,
    body: request.body,
    timestamp: readTimestamp(header('X-Timestamp')),
    received: header('X-Signature') ?? '',
    apiKey: header('X-API-Key'),
    missing: SIGNING_HEADERS.filter((name) => header(name) === null),
  };
}

/** The first header of a name; an empty one says nothing. */
function saidBy(headers: readonly HeaderPair[], name: string): string | null {
  return headerOf(headers, name)?.trim() || null;
}

/** Stands for a host that the request does not name. */
const NO_HOST = 'https://unknown.invalid';

function urlOf(target: string, host: string | null): Pick<Subject, 'origin' | 'path' | 'query'> | null {
  const isAbsolute = /^https?:\/\//i.test(target);
  if (!isAbsolute && !target.startsWith('/')) return null;
  // Glued, not resolved against a base: a path that begins with "//" must not become a host.
  const text = isAbsolute ? target : `${NO_HOST}${target}`;
  if (!URL.canParse(text)) return null;
  const { origin, pathname, search } = new URL(text);
  const named = host !== null && URL.canParse(`https://${host}`) ? new URL(`https://${host}`).origin : null;
  return { origin: isAbsolute ? origin : named, path: pathname, query: search };
}

/** Unix time has 10 digits in seconds and 13 in milliseconds, until the year 2286. */
function readTimestamp(written: string | null): Timestamp {
  if (written === null || !/^\d{1,19}$/.test(written)) return { written, unit: 'unknown', seconds: null };
  const isMilliseconds = written.length >= 12 && written.length <= 14;
  return isMilliseconds
    ? { written, unit: 'milliseconds', seconds: Math.floor(Number(written) / 1000) }
    : { written, unit: 'seconds', seconds: Number(written) };
}
