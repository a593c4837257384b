import type { Credential } from '../credentials';
import type { Problem } from '../messages';
import { type Answer, type Exchange, errorCodeOf, type Plan, problemsOf } from '../sending';
import { clocksOf } from './clocks-text';
import { sizeOf } from './figures';

/**
 * The first line over an answer: what came back, how fast, how large, and as whom it was asked (screens: "The answer").
 * @param time local time of the signature as the person writes it, such as `10:30:00`
 */
export function summaryOf(
  { timings, signedAt }: Exchange,
  answer: Answer,
  credential: Credential | null,
  time: string,
): Problem {
  const args = {
    version: answer.httpVersion,
    status: answer.status,
    statusText: answer.statusText,
    ms: Math.round(timings.totalMs),
    size: sizeOf(answer.bytes),
    name: credential?.name ?? '',
    hint: credential?.keyHint ?? '',
    time,
  };
  if (credential === null) return { code: 'answer.summary.bare', args };
  if (credential.kind === 'jwt') return { code: 'answer.summary.jwt', args };
  return { code: signedAt === null ? 'answer.summary.key' : 'answer.summary.signed', args };
}

/**
 * What a person should know about an exchange besides its answer, the most important first; of a refusal what it means,
 * why it came, and what to do.
 */
export async function explanationsOf(
  exchange: Exchange,
  { request, credential }: Pick<Plan, 'request' | 'credential'>,
): Promise<readonly Problem[]> {
  const { answer, failure } = exchange;
  const notes = [...clockNotes(exchange), ...repeatNotes(exchange)];
  if (answer?.remark) notes.push(answer.remark);
  if (failure) return [...problemsOf(failure), ...notes];
  if (!answer) return notes;
  // Loaded on first use: it has much to say.
  const { explainAnswer } = await import('./refusals');
  return [...notes, ...(await explainAnswer(exchange, answer, request, credential))];
}

/** Both clocks are named only where their difference mattered (product section 1, "Clock"). */
function clockNotes({ clockRefusal, clockCorrected, answer }: Exchange): Problem[] {
  if (!clockRefusal) return [];
  const again = clockCorrected && answer !== null && errorCodeOf(answer) === 'INVALID_SIGNATURE';
  const next = again ? 'sending.clock.refusedAgain' : 'sending.clock.corrected';
  return [clocksOf(clockRefusal), { code: clockCorrected ? next : 'sending.clock.uncorrected' }];
}

/** A success after answers that said "nothing was done" looks like any other. */
function repeatNotes({ repeats = 0 }: Exchange): Problem[] {
  return repeats > 0 ? [{ code: 'sending.retry.repeated', args: { times: repeats + 1 } }] : [];
}
