import { keyHint } from '../../credentials';
import type { Problem } from '../../messages';
import { headerOf } from '../../request';
import type { Diagnosis, FailingRequest, MistakeId, SigningKey } from '../../signing/doctor';
import { durationOf } from '../figures';

/** What a diagnosis says to a person; the English stands in `src/messages/doctor.ts`. */
export interface DoctorReport {
  readonly verdict: Problem;
  /** For each mistake what the other side did, and how to do it right. */
  readonly mistakes: readonly { readonly id: MistakeId; readonly what: Problem; readonly fix: Problem }[];
  /** What else there is to know. */
  readonly notes: readonly Problem[];
}

/**
 * Puts a diagnosis into words.
 * @param given what is to be said of the way in which the request was given
 */
export function reportOf(
  diagnosis: Diagnosis,
  request: FailingRequest,
  { key }: SigningKey,
  given: readonly Problem[],
): DoctorReport {
  return {
    verdict: verdictOf(diagnosis),
    mistakes: diagnosis.mistakes.map((id) => ({
      id,
      what: whatOf(id, diagnosis),
      fix: { code: `doctor.fix.${id}` },
    })),
    notes: [...notesOf(diagnosis), ...otherKey(request, key), ...given],
  };
}

function verdictOf({ match, mistakes, expected, received, ruledOut, searched, seen }: Diagnosis): Problem {
  if (received === '') return { code: 'doctor.noSignature' };
  if (match && mistakes.length === 0) return { code: 'doctor.right' };
  if (match) return { code: expected === received ? 'doctor.rightBut' : 'doctor.found' };
  if (seen.isNoDigest) return { code: 'doctor.noDigest', args: { length: received.length } };
  const codes = ['doctor.notFoundSome', 'doctor.notFoundAlone'] as const;
  return { code: codes[searched ?? 0] ?? 'doctor.notFound', args: { ruledOut: ruledOut.join(', ') } };
}

function whatOf(id: MistakeId, { seen }: Diagnosis): Problem {
  if (id === 'missing-header' && seen.missing.length > 0) {
    return { code: 'doctor.mistake.missing-header', args: { headers: seen.missing.join(', ') } };
  }
  const { secondsFromNow, timestamp } = seen;
  if (id === 'timestamp-out-of-window') {
    if (secondsFromNow === null) return { code: `doctor.mistake.${id}`, args: { timestamp: timestamp.written ?? '' } };
    const code = secondsFromNow < 0 ? 'doctor.timestamp.past' : 'doctor.timestamp.future';
    return { code, args: { distance: durationOf(secondsFromNow) } };
  }
  return { code: `doctor.mistake.${id}` };
}

function notesOf({ match, received, signedAt, alternatives, mistakes, seen, ...rest }: Diagnosis): Problem[] {
  const notes: Problem[] = [];
  const others = alternatives.filter((set) => set.join() !== mistakes.join());
  if (others.length > 0) {
    notes.push({ code: 'doctor.several', args: { sets: others.map((set) => set.join(' + ')).join('; ') } });
  }
  if (!match && received !== '' && !seen.isNoDigest) notes.push({ code: 'doctor.otherSecret' });
  if (seen.timestamp.written === null) notes.push({ code: 'doctor.noTimestamp', args: { timestamp: signedAt } });
  if (seen.lineBreakDropped) notes.push({ code: 'doctor.note.lineBreak' });
  if (rest.signedMessage?.equals(rest.correctMessage) && rest.expected !== received) {
    notes.push({ code: 'doctor.sameMessage' });
  }
  return notes;
}

/** The request may carry the key of another credential; a masked one, or one that stands for a key, says nothing. */
function otherKey({ headers }: FailingRequest, own: string): Problem[] {
  const sent = headerOf(headers, 'x-api-key')?.trim() ?? '';
  const isKey = /^[\w-]{8,}$/.test(sent) && !/^x+$|your|\bkey\b/i.test(sent);
  if (!isKey || sent === own) return [];
  return [{ code: 'doctor.otherKey', args: { sent: keyHint(sent), own: keyHint(own) } }];
}
