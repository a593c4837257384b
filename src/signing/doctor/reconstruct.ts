import { Body, withoutLineBreak } from './body';
import { bodyVariants } from './body-changes';
import { type Draft, PARTS, type Variant } from './draft';
import { messageVariants } from './message';
import { MISTAKES, type MistakeId } from './mistakes';
import { type Reading, readingsOf } from './output';
import { pathVariants } from './path';
import { type SearchResult, search } from './search';
import { type SigningKey, secretVariants } from './secret';
import type { Subject } from './subject';

/** Mistakes that the form of a signature shows. */
const SHOWN_BY_FORM = ['base64-output', 'uppercase-hex', 'prefixed-output', 'sha1', 'sha512', 'md5'] as const;

/** What is right for a request. */
export function correctDraft(subject: Subject, key: SigningKey, timestamp: number | string): Draft {
  return {
    method: subject.method,
    origin: '',
    path: subject.path,
    query: '',
    timestamp: String(timestamp),
    body: Body.first(subject.body),
    separator: '|',
    order: PARTS,
    key: Buffer.from(key.secret, 'utf8'),
    digest: 'sha256',
    mode: 'hmac',
  };
}

/** What a reconstruction needs to know besides the request. */
export interface Around {
  readonly key: SigningKey;
  /** What stands in the place of the timestamp where it is right. */
  readonly signedAt: number | string;
  /** Unix seconds. */
  readonly now: number;
  /** See `FailingRequest`. */
  readonly lineBreakMayBeAdded: boolean;
  pause(): Promise<void>;
}

/** What was found, and what was taken for the body. */
export interface Reconstruction {
  readonly result: SearchResult;
  readonly body: Buffer;
}

/** Looks for the smallest sets of mistakes that give the signature of a request. */
export async function reconstruct(subject: Subject, around: Around): Promise<Reconstruction> {
  const { now, key } = around;
  const variants = [
    ...messageVariants(subject, now),
    ...pathVariants(subject),
    ...bodyVariants(),
    ...secretVariants(key, subject.apiKey),
  ];
  const given = { result: await searchReadings(subject, variants, around), body: subject.body };
  const cut = around.lineBreakMayBeAdded ? withoutLineBreak(subject.body) : null;
  if (cut === null || sizeOf(given.result) === 0) return given;
  // A line break that may be the editor's counts as the program's only where that explains more.
  const without = { result: await searchReadings({ ...subject, body: cut }, variants, around), body: cut };
  return sizeOf(given.result) < sizeOf(without.result) ? given : without;
}

/** How many mistakes the smallest set has. */
function sizeOf({ hits }: SearchResult): number {
  return hits[0]?.mistakes.length ?? Number.POSITIVE_INFINITY;
}

async function searchReadings(subject: Subject, variants: readonly Variant[], around: Around): Promise<SearchResult> {
  const base = correctDraft(subject, around.key, around.signedAt);
  const readings = readingsOf(subject.received);
  if (readings.length === 0) return unreadable(base, variants);
  const results: SearchResult[] = [];
  for (const reading of readings) results.push(await searchReading(reading, base, variants, around));
  return merged(results);
}

async function searchReading(
  { hex, digest, mistakes }: Reading,
  base: Draft,
  variants: readonly Variant[],
  { pause }: Around,
): Promise<SearchResult> {
  const steps = search({ ...base, digest }, variants, hex);
  let step = steps.next();
  for (; !step.done; step = steps.next()) await pause();
  const { hits, tried, complete } = step.value;
  return {
    hits: hits.map((hit) => ({ ...hit, mistakes: [...hit.mistakes, ...mistakes] })),
    tried: new Set([...tried, ...SHOWN_BY_FORM]),
    complete,
  };
}

/** What has the form of no digest is made by none of the mistakes. */
function unreadable(base: Draft, variants: readonly Variant[]): SearchResult {
  const able = variants.filter((variant) => variant.apply(base) !== null).map(({ id }) => id);
  return { hits: [], tried: new Set([...able, ...SHOWN_BY_FORM]), complete: Number.POSITIVE_INFINITY };
}

/** The smallest sets of several searches, the most usual first. */
function merged(results: readonly SearchResult[]): SearchResult {
  const hits = results.flatMap((result) => result.hits);
  const smallest = Math.min(...hits.map(({ mistakes }) => mistakes.length));
  return {
    hits: hits
      .filter(({ mistakes }) => mistakes.length === smallest)
      .sort((a, b) => a.rank - b.rank || placeOf(a.mistakes) - placeOf(b.mistakes)),
    tried: new Set(results.flatMap(({ tried }) => [...tried])),
    complete: Math.min(...results.map(({ complete }) => complete)),
  };
}

/** Sets whose first mistake stands higher in the table come first. */
function placeOf(mistakes: readonly MistakeId[]): number {
  return Math.min(...mistakes.map((id) => MISTAKES.indexOf(id)));
}
