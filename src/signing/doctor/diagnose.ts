import type { Problem } from '../../messages';
import { hmacHex } from '../canonical';
import { withoutLineBreak } from './body';
import { messageOf } from './draft';
import { WINDOW_SECONDS } from './message';
import { inOrder, type MistakeId } from './mistakes';
import { readingsOf } from './output';
import { correctDraft, reconstruct } from './reconstruct';
import type { SigningKey } from './secret';
import { type FailingRequest, type SigningHeader, type Subject, subjectOf, type Timestamp } from './subject';

/** What a diagnosis needs from outside. */
export interface DiagnosisPorts {
  /** The server's time in Unix seconds, as far as it is known. */
  readonly now: number;
  /** Whether a signature has left this computer before (product: Replay). */
  wasUsed(signature: string): Promise<boolean>;
  /** Lets others have their turn; rejects when the person stops. */
  pause(): Promise<void>;
}

/** Why a signature is wrong, or that it is right (cli: `doctor`). */
export interface Diagnosis {
  /** The signature is right, or the mistakes reproduce it. */
  readonly match: boolean;
  readonly mistakes: readonly MistakeId[];
  /** All sets of the smallest size, `mistakes` first, where there are several. */
  readonly alternatives: readonly (readonly MistakeId[])[];
  /** Tried, and not the reason. */
  readonly ruledOut: readonly MistakeId[];
  /** The correct signature, for `signedAt`. */
  readonly expected: string;
  /** Empty where the request has none. */
  readonly received: string;
  /** Unix seconds that the correct signature is for, or what the request has in their place. */
  readonly signedAt: number | string;
  readonly correctMessage: Buffer;
  /** What the other side signed, where that was found. */
  readonly signedMessage: Buffer | null;
  readonly seen: Seen;
  /** How many mistakes together were looked for to the end; null where there is no signature. */
  readonly searched: number | null;
}

/** What a request shows without any search. */
export interface Seen {
  readonly missing: readonly SigningHeader[];
  readonly timestamp: Timestamp;
  /** Timestamp minus now in seconds; null where the timestamp is no number. */
  readonly secondsFromNow: number | null;
  /** The signature has not the form of any digest. */
  readonly isNoDigest: boolean;
  /** The line break at the end was not taken for a part of the body. */
  readonly lineBreakDropped: boolean;
}

export type DiagnosisResult =
  | { readonly ok: true; readonly diagnosis: Diagnosis }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Finds out what the program behind a request has signed (product section 4, cli: `doctor`).
 * @throws what `pause` rejects with
 */
export async function diagnose(
  request: FailingRequest,
  key: SigningKey,
  { now, wasUsed, pause }: DiagnosisPorts,
): Promise<DiagnosisResult> {
  const subject = subjectOf(request);
  if (!subject) return { ok: false, problem: { code: 'doctor.input.target', args: { target: request.target } } };
  const { timestamp, received } = subject;
  const signedAt = timestamp.seconds ?? timestamp.written ?? now;
  const { lineBreakMayBeAdded } = request;
  const around = { key, signedAt, now, lineBreakMayBeAdded, pause };
  const reconstruction = received === '' ? null : await reconstruct(subject, around);
  const found = reconstruction?.result;
  const body = reconstruction?.body ?? ((lineBreakMayBeAdded && withoutLineBreak(subject.body)) || subject.body);
  const correctMessage = messageOf(correctDraft({ ...subject, body }, key, signedAt));
  const expected = hmacHex(key.secret, correctMessage);
  const isRight = found?.hits[0]?.mistakes.length === 0;
  const seen = mistakesSeen(subject, now);
  if (isRight && (await wasUsed(expected))) seen.push('replayed');

  const sets = (found?.hits ?? []).map(({ mistakes }) => inOrder([...mistakes, ...seen]));
  const named = new Set([...seen, ...sets.flat()]);
  const looked: MistakeId[] = ['missing-header', ...(found?.tried ?? [])];
  if (timestamp.written !== null) looked.push('timestamp-out-of-window');
  if (isRight) looked.push('replayed');
  const [hit] = found?.hits ?? [];
  return {
    ok: true,
    diagnosis: {
      match: hit !== undefined,
      mistakes: sets[0] ?? inOrder(seen),
      alternatives: sets.length > 1 ? sets : [],
      ruledOut: inOrder(looked.filter((id) => !named.has(id))),
      expected,
      received,
      signedAt,
      correctMessage,
      signedMessage: hit ? messageOf(hit.draft) : null,
      seen: {
        missing: subject.missing,
        timestamp,
        secondsFromNow: timestamp.seconds === null ? null : timestamp.seconds - now,
        isNoDigest: received !== '' && readingsOf(received).length === 0,
        lineBreakDropped: body.length < subject.body.length,
      },
      searched: found?.complete ?? null,
    },
  };
}

/** What headers and clock show (cli: last row of the table). */
function mistakesSeen({ missing, timestamp }: Subject, now: number): MistakeId[] {
  const { written, unit, seconds } = timestamp;
  const found: MistakeId[] = [];
  if (missing.length > 0) found.push('missing-header');
  if (unit === 'milliseconds') found.push('timestamp-milliseconds');
  const isOutside = seconds === null || Math.abs(seconds - now) > WINDOW_SECONDS;
  if (written !== null && isOutside) found.push('timestamp-out-of-window');
  return found;
}
